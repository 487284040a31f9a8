package org.dormouse.update.apt.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** An OpenPGP key made in the test, and clear signatures by it. */
public final class TestKey {
  private static final int EDDSA = PublicKeyAlgorithmTags.EDDSA_LEGACY;
  private final BcPGPKeyPair pair;
  private final PGPPublicKey certified;

  /** @param lifetime zero for a key that never expires */
  public TestKey(Instant created, Duration lifetime) {
    try {
      Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
      generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
      pair = new BcPGPKeyPair(PublicKeyPacket.VERSION_4, EDDSA, generator.generateKeyPair(), Date.from(created));
      PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
      packets.setKeyFlags(false, KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER);
      packets.setSignatureCreationTime(false, Date.from(created));
      if (!lifetime.isZero()) {
        packets.setKeyExpirationTime(false, lifetime.toSeconds());
      }
      PGPSignatureGenerator self = signer(PGPSignature.POSITIVE_CERTIFICATION, HashAlgorithmTags.SHA256);
      self.setHashedSubpackets(packets.generate());
      certified = PGPPublicKey.addCertification(pair.getPublicKey(), "Test <test@example.org>",
          self.generateCertification("Test <test@example.org>", pair.getPublicKey()));
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private PGPSignatureGenerator signer(int type, int hash) throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(new BcPGPContentSignerBuilder(EDDSA, hash), pair.getPublicKey());
    generator.init(type, pair.getPrivateKey());
    return generator;
  }

  public Path writeTo(Path file) throws IOException {
    return Files.write(file, new PGPPublicKeyRing(List.of(certified)).getEncoded());
  }

  public String clearSign(String text, Instant when) {
    return clearSign(text, when, HashAlgorithmTags.SHA256);
  }

  public String clearSign(String text, Instant when, int hash) {
    try {
      PGPSignatureGenerator generator = signer(PGPSignature.CANONICAL_TEXT_DOCUMENT, hash);
      PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
      packets.setSignatureCreationTime(false, Date.from(when));
      generator.setHashedSubpackets(packets.generate());
      String lines = text.stripTrailing();
      generator.update(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ArmoredOutputStream armour = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
        generator.generate().encode(armour);
      }
      return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + lines.replaceAll("(?m)^-", "- -") + "\n"
          + bytes.toString(StandardCharsets.UTF_8);
    } catch (PGPException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
