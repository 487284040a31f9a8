package org.dormouse.update.apt.internal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.update.apt.internal.TestKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedTextTest {
  private static final Instant NOW = Instant.parse("2024-05-02T00:00:00Z");
  private static final String TEXT = "Suite: stable\n-dash\nUml\u00e4ut: x\nLine: with blanks\n";
  @TempDir
  Path folder;

  private Result<SignedText> verify(String message, TestKey... keys) throws IOException {
    Files.createDirectories(folder);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (TestKey key : keys) {
      all.writeBytes(Files.readAllBytes(key.writeTo(folder.resolve("one.gpg"))));
    }
    Files.write(folder.resolve("all.gpg"), all.toByteArray());
    Keyring keyring = Keyring.read(List.of(folder.resolve("all.gpg"))).orThrow();
    return SignedText.verify("The index", message.getBytes(StandardCharsets.UTF_8), keyring, NOW);
  }

  private static TestKey key() {
    return new TestKey(NOW.minus(Duration.ofDays(400)), Duration.ZERO);
  }

  private static String code(Result<?> result) {
    return result.failure().map(Trouble::code).orElse("ok");
  }

  @Test
  void goodSignatureGivesBackTheSignedText() throws IOException {
    TestKey key = key();
    SignedText signed = verify(key.clearSign(TEXT, NOW), key).orThrow();
    assertEquals(TEXT, signed.text());
    assertTrue(signed.signedBy().endsWith("Test <test@example.org>"));
  }

  @Test
  void changedTextIsWrong() throws IOException {
    TestKey key = key();
    assertEquals("signature-wrong", code(verify(key.clearSign(TEXT, NOW).replace("stable", "stab1e"), key)));
  }

  @Test
  void lineEndsAndTrailingBlanksDoNotMatter() throws IOException {
    TestKey key = key();
    assertEquals("ok", code(verify(key.clearSign(TEXT, NOW).replace("stable\n", "stable \t\r\n"), key)));
  }

  @Test
  void unknownKeyIsNamed() throws IOException {
    assertEquals("signature-unknown-key", code(verify(key().clearSign(TEXT, NOW), key())));
  }

  @Test
  void expiredKeyIsNamed() throws IOException {
    TestKey key = new TestKey(NOW.minus(Duration.ofDays(400)), Duration.ofDays(300));
    assertEquals("key-expired", code(verify(key.clearSign(TEXT, NOW.minus(Duration.ofDays(200))), key)));
  }

  @Test
  void weakDigestIsRefused() throws IOException {
    TestKey key = key();
    assertEquals("signature-weak", code(verify(key.clearSign(TEXT, NOW, HashAlgorithmTags.SHA1), key)));
  }

  @Test
  void signatureFromTheFutureIsRefused() throws IOException {
    TestKey key = key();
    assertEquals("signature-not-yet-valid", code(verify(key.clearSign(TEXT, NOW.plus(Duration.ofDays(2))), key)));
  }

  @Test
  void nothingMayStandBeforeOrAfter() throws IOException {
    TestKey key = key();
    String good = key.clearSign(TEXT, NOW);
    assertEquals("signature-missing", code(verify("Suite: evil\n" + good, key)));
    assertEquals("signature-missing", code(verify(good + "Suite: evil\n", key)));
    assertEquals("signature-missing", code(verify(TEXT, key)));
    assertEquals("signature-missing", code(verify("", key)));
  }

  @Test
  void headerCannotSmuggleText() throws IOException {
    TestKey key = key();
    String smuggled = key.clearSign(TEXT, NOW).replace("Hash: SHA256\n", "Hash: SHA256\nSuite: evil\n");
    assertEquals("signature-missing", code(verify(smuggled, key)));
  }

  @Test
  void everyFlippedByteIsNoticed() throws IOException {
    TestKey key = key();
    byte[] good = key.clearSign("Suite: stable\n", NOW).getBytes(StandardCharsets.UTF_8);
    int text = new String(good, StandardCharsets.UTF_8).indexOf("Suite");
    for (int i = text; i < text + 13; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertTrue(!verify(new String(bad, StandardCharsets.UTF_8), key).isOk(), "byte " + i);
    }
  }

  @Test
  void aKeyboxOrGarbageIsNoKeyring() throws IOException {
    Path file = folder.resolve("bad.gpg");
    Files.writeString(file, "this is no keyring");
    assertEquals("keyring-unreadable", code(Keyring.read(List.of(file))));
    byte[] box = new byte[64];
    System.arraycopy("KBXf".getBytes(StandardCharsets.US_ASCII), 0, box, 8, 4);
    Files.write(file, box);
    assertEquals("keyring-unreadable", code(Keyring.read(List.of(file))));
  }
}
