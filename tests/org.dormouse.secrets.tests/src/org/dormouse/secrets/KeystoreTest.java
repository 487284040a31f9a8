package org.dormouse.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.secrets.SecretStore.Entry;
import org.dormouse.secrets.SecretStore.Purpose;
import org.dormouse.spi.Result;
import org.dormouse.spi.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreTest {

  private static final String SECRET = "correct horse 'battery' \"staple\" \u00fc\u4e16\n$x";
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir
  private Path root;
  private Path folder;
  private Instant now = NOW;

  @BeforeEach
  void begin() {
    folder = root.resolve("state/secrets");
  }

  private Keystore store(Map<String, String> environment) {
    return new Keystore(folder, environment, new InstantSource() {
      @Override
      public Instant instant() {
        return now;
      }
    });
  }

  private Keystore store() {
    return store(Map.of());
  }

  private static String secretOf(SecretStore store, String name) {
    try (Secrets.Credential credential = store.credential(name).orThrow()) {
      return new String(credential.secret());
    }
  }

  private static String code(Result<?> result) {
    return result.failure().orElseThrow().code();
  }

  private Entry put(SecretStore store, String name) {
    return store.put(name, Purpose.SERVICE, "alice", SECRET.toCharArray()).orThrow();
  }

  @Test
  void whatWasPutIsThereForTheNextProcess() {
    put(store(), "mirror");
    Keystore next = store();
    assertEquals(SECRET, secretOf(next, "mirror"));
    assertEquals("alice", next.credential("mirror").orThrow().user());
    assertEquals(List.of(new Entry("mirror", Purpose.SERVICE, "alice", "encrypted file", NOW, Optional.of(NOW))),
        next.list().orThrow());
  }

  @Test
  void nothingIsMadeByLooking() {
    assertEquals(List.of(), store().list().orThrow());
    assertEquals("credential-unknown", code(store().credential("x")));
    assertFalse(Files.exists(folder));
  }

  @Test
  void filesAreOfThisUserAloneAndDoNotTellTheSecret() throws IOException {
    put(store(), "mirror");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.sorted().toList();
      assertEquals(List.of("credentials.enc", "key"), all.stream().map(f -> f.getFileName().toString()).toList());
      for (Path file : all) {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("horse") || content.contains("alice") || content.contains("mirror"));
      }
    }
  }

  @Test
  void everyWritingIsEncryptedAnew() throws IOException {
    put(store(), "mirror");
    byte[] first = Files.readAllBytes(folder.resolve("credentials.enc"));
    put(store(), "mirror");
    assertFalse(java.util.Arrays.equals(first, Files.readAllBytes(folder.resolve("credentials.enc"))));
  }

  @Test
  void theCallersCopyIsWiped() {
    char[] secret = SECRET.toCharArray();
    Keystore store = store();
    store.put("mirror", Purpose.SERVICE, "alice", secret);
    assertArrayEquals(new char[SECRET.length()], secret);
    Secrets.Credential credential = store.credential("mirror").orThrow();
    char[] given = credential.secret();
    credential.close();
    assertArrayEquals(new char[SECRET.length()], given);
  }

  @Test
  void theSecretIsInNoText() {
    Keystore store = store();
    Entry entry = put(store, "mirror");
    assertFalse((entry + " " + store.credential("mirror") + " " + store).contains("horse"));
  }

  @Test
  void whatIsRemovedIsGoneAndTheOthersStay() {
    Keystore store = store();
    put(store, "one");
    put(store, "two");
    store.remove("one").orThrow();
    assertEquals("credential-unknown", code(store.credential("one")));
    assertEquals("credential-unknown", code(store.remove("one")));
    assertEquals(SECRET, secretOf(store, "two"));
  }

  @Test
  void aSecondSecretReplacesTheFirst() {
    Keystore store = store();
    put(store, "one");
    now = NOW.plusSeconds(5);
    store.put("one", Purpose.GUEST, "bob", "other".toCharArray()).orThrow();
    assertEquals("other", secretOf(store, "one"));
    assertEquals("bob", store.list().orThrow().getFirst().user());
  }

  @Test
  void nonsenseIsRefusedByName() {
    Keystore store = store();
    for (String name : List.of("", "a b", "../x", "-x", "x".repeat(101))) {
      assertEquals("credential-invalid", code(store.put(name, Purpose.HOST, "u", "s".toCharArray())), name);
    }
    assertEquals("credential-invalid", code(store.put("x", Purpose.HOST, "u\n", "s".toCharArray())));
    assertEquals("credential-invalid", code(store.put("x", Purpose.HOST, "u", new char[0])));
    assertEquals("credential-invalid", code(store.put("x", Purpose.HOST, "u", new char[4001])));
    assertFalse(Files.exists(folder));
  }

  @Test
  void aDamagedFileIsNamedAndNeverWrittenOver() throws IOException {
    put(store(), "mirror");
    Path file = folder.resolve("credentials.enc");
    byte[] good = Files.readAllBytes(file);
    for (int at : new int[] {0, 8, 9, 30, 40, good.length / 2, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      var read = store().list().failure().orElseThrow();
      assertTrue(List.of("secrets-damaged", "secrets-locked").contains(read.code()), "byte " + at + ": " + read);
      assertTrue(read.message().contains(file.toString()));
      assertFalse(store().put("new", Purpose.HOST, "u", "s".toCharArray()).isOk());
      assertFalse(store().remove("mirror").isOk());
      assertArrayEquals(bad, Files.readAllBytes(file));
    }
    for (int length : new int[] {0, 7, 41, good.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(good, length));
      assertEquals("secrets-damaged", code(store().list()));
    }
    Files.write(file, good);
    assertEquals(SECRET, secretOf(store(), "mirror"));
  }

  @Test
  void aMissingKeyIsNamedAndNotMadeAnew() throws IOException {
    put(store(), "mirror");
    Files.delete(folder.resolve("key"));
    var trouble = store().credential("mirror").failure().orElseThrow();
    assertEquals("secrets-locked", trouble.code());
    assertTrue(trouble.message().contains(folder.resolve("key").toString()));
    assertFalse(store().put("new", Purpose.HOST, "u", "s".toCharArray()).isOk());
    assertFalse(Files.exists(folder.resolve("key")));
  }

  @Test
  void aPassphraseTakesThePlaceOfTheKeyFile() {
    put(store(), "mirror");
    Map<String, String> locked = Map.of("DORMOUSE_PASSPHRASE", "open sesame");
    put(store(locked), "second");
    assertFalse(Files.exists(folder.resolve("key")));
    assertEquals(SECRET, secretOf(store(locked), "mirror"));
    assertEquals("secrets-locked", code(store().list()));
    assertEquals("secrets-damaged", code(store(Map.of("DORMOUSE_PASSPHRASE", "wrong")).list()));
  }

  @Test
  void aUseIsNotedOnceAMinute() {
    Keystore store = store();
    put(store, "mirror");
    secretOf(store, "mirror");
    now = NOW.plusSeconds(30);
    secretOf(store, "mirror");
    assertEquals(Optional.of(NOW), store.list().orThrow().getFirst().lastUsed());
    now = NOW.plusSeconds(61);
    secretOf(store, "mirror");
    assertEquals(Optional.of(now), store.list().orThrow().getFirst().lastUsed());
  }

  /** A keyring that keeps what it is given in a folder and writes down its arguments. */
  private Map<String, String> keyring(String script) throws IOException {
    Path bin = Files.createDirectories(root.resolve("bin"));
    Path tool = bin.resolve("secret-tool");
    Files.writeString(tool, "#!/bin/sh\ncd '" + root + "'\necho \"$@\" >> arguments\n" + script);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", bin + ":/usr/bin:/bin");
    environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    return environment;
  }

  private static final String WORKING = """
      case $1 in
      store) cat > "ring-$8" ;;
      lookup) cat "ring-$7" ;;
      clear) rm "ring-$7" ;;
      esac
      """;

  @Test
  void aKeyringThatAnswersHasTheSecretAndNoArgumentHasIt() throws IOException {
    Keystore store = store(keyring(WORKING));
    assertEquals("keyring", put(store, "mirror").kept());
    assertEquals(SECRET, secretOf(store(keyring(WORKING)), "mirror"));
    assertTrue(Files.exists(root.resolve("ring-mirror")));
    store.remove("mirror").orThrow();
    assertFalse(Files.exists(root.resolve("ring-mirror")));
    String arguments = Files.readString(root.resolve("arguments"));
    assertTrue(arguments.contains("store --label=Dormouse: mirror application dormouse store "), arguments);
    assertFalse(arguments.contains("horse") || arguments.contains(java.util.Base64.getEncoder()
        .encodeToString(SECRET.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void aKeyringThatRefusesForgetsOrIsNotThereLeavesTheSecretToTheFile() throws IOException {
    assertEquals("encrypted file", put(store(keyring("exit 1\n")), "one").kept());
    assertEquals("encrypted file", put(store(keyring("cat > /dev/null\n")), "two").kept());
    Map<String, String> noBus = keyring(WORKING);
    noBus.remove("DBUS_SESSION_BUS_ADDRESS");
    assertEquals("encrypted file", put(store(noBus), "three").kept());
    assertEquals(SECRET, secretOf(store(), "one"));
    assertEquals(SECRET, secretOf(store(), "two"));
    assertEquals(SECRET, secretOf(store(), "three"));
  }

  @Test
  void aKeyringThatIsGoneIsToldAndTheOthersCanBeUsed() throws IOException {
    put(store(keyring(WORKING)), "in-ring");
    put(store(), "in-file");
    var trouble = store().credential("in-ring").failure().orElseThrow();
    assertEquals("keyring-silent", trouble.code());
    assertTrue(trouble.passing() && trouble.message().contains("in-ring"));
    assertEquals(SECRET, secretOf(store(), "in-file"));
    assertEquals(2, store().list().orThrow().size());
  }

  @Test
  void aKeyringThatAsksItsUserIsGivenUp() throws IOException {
    long begin = System.nanoTime();
    assertEquals("encrypted file", put(store(keyring("exec sleep 60\n")), "one").kept());
    assertTrue(System.nanoTime() - begin < 30_000_000_000L);
  }
}
