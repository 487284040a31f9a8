package org.dormouse.update.apt.internal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * A text whose signature was found good, under gpgv's rule: one good signature by a trusted, unexpired key suffices,
 * signatures by unknown keys beside it do no harm, one wrong signature spoils it all.
 *
 * @param signedBy fingerprint of the signing key, and the name of its owner
 */
public record SignedText(String text, String signedBy) {
  private static final Set<Integer> HASHES =
      Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);
  private static final int SMALLEST_RSA = 2048;
  private static final int MOST_SIGNATURES = 16;
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /** In the order in which they are told, if none is good. */
  private enum Verdict { WRONG, GOOD, EXPIRED, REVOKED, WEAK, FUTURE, UNKNOWN }

  private record Checked(Verdict verdict, String who) {}

  /** @param what names the text in troubles, e.g. the address of an InRelease file */
  public static Result<SignedText> verify(String what, byte[] content, Keyring keyring, Instant now) {
    try {
      ClearSigned message = ClearSigned.parse(content);
      List<Checked> all = new ArrayList<>();
      for (PGPSignature signature : signatures(message.signature())) {
        all.add(check(signature, message.canonical(), keyring, now));
      }
      Optional<Checked> first = all.stream().min(Comparator.comparing(Checked::verdict));
      if (first.isPresent() && first.get().verdict == Verdict.GOOD) {
        return Result.ok(new SignedText(message.text(), first.get().who));
      }
      return Result.failed(trouble(what, first.orElse(new Checked(Verdict.WRONG, "nobody"))));
    } catch (IOException | PGPException | RuntimeException e) {
      return Result.failed(Trouble.lasting("signature-missing", what + " is not properly signed: "
          + Optional.ofNullable(e.getMessage()).orElse(e.toString()) + ".",
          "Check that the address is that of a signed repository."));
    }
  }

  /** The text of a message that was verified before and is still the same, bit by bit. */
  public static String alreadyVerified(byte[] content) throws IOException {
    return ClearSigned.parse(content).text();
  }

  private static List<PGPSignature> signatures(String armour) throws IOException, PGPException {
    List<PGPSignature> result = new ArrayList<>();
    byte[] bytes = armour.getBytes(StandardCharsets.ISO_8859_1);
    try (InputStream decoded = PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))) {
      for (Object object : new BcPGPObjectFactory(decoded)) {
        if (object instanceof PGPSignatureList list) {
          list.forEach(result::add);
        }
      }
    }
    if (result.isEmpty() || result.size() > MOST_SIGNATURES) {
      throw new IOException("it has " + result.size() + " signatures");
    }
    return result;
  }

  private static Checked check(PGPSignature signature, byte[] canonical, Keyring keyring, Instant now)
      throws PGPException {
    Optional<Keyring.Key> found = keyring.find(signature.getKeyID());
    if (found.isEmpty()) {
      return new Checked(Verdict.UNKNOWN, String.format("%016X", signature.getKeyID()));
    }
    PGPPublicKey key = found.get().key();
    PGPPublicKey primary = found.get().primary();
    String who = name(key, primary);
    if (signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
      return new Checked(Verdict.WRONG, who);
    }
    if (!HASHES.contains(signature.getHashAlgorithm()) || isWeak(key)) {
      return new Checked(Verdict.WEAK, who);
    }
    signature.init(new BcPGPContentVerifierBuilderProvider(), key);
    signature.update(canonical);
    if (!signature.verify() || !belongs(key, primary)) {
      return new Checked(Verdict.WRONG, who);
    }
    if (key.hasRevocation() || primary.hasRevocation()) {
      return new Checked(Verdict.REVOKED, who);
    }
    Instant made = signature.getCreationTime().toInstant();
    if (made.isAfter(now.plus(CLOCK_SKEW)) || made.isBefore(key.getCreationTime().toInstant())) {
      return new Checked(Verdict.FUTURE, who);
    }
    return new Checked(expired(key, now) || expired(primary, now) || expired(signature, now)
        ? Verdict.EXPIRED : Verdict.GOOD, who);
  }

  private static boolean isWeak(PGPPublicKey key) {
    return switch (key.getAlgorithm()) {
      case PublicKeyAlgorithmTags.RSA_GENERAL, PublicKeyAlgorithmTags.RSA_SIGN -> key.getBitStrength() < SMALLEST_RSA;
      case PublicKeyAlgorithmTags.ECDSA, PublicKeyAlgorithmTags.EDDSA_LEGACY, PublicKeyAlgorithmTags.Ed25519,
          PublicKeyAlgorithmTags.Ed448 -> false;
      default -> true;
    };
  }

  /** A subkey counts only if its primary key has certified it, for signing. */
  private static boolean belongs(PGPPublicKey key, PGPPublicKey primary) throws PGPException {
    if (key.isMasterKey()) {
      return true;
    }
    var bindings = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
    while (bindings.hasNext()) {
      PGPSignature binding = bindings.next();
      binding.init(new BcPGPContentVerifierBuilderProvider(), primary);
      boolean maySign = binding.getHashedSubPackets() == null
          || (binding.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
      if (maySign && binding.getKeyID() == primary.getKeyID() && binding.verifyCertification(primary, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean expired(PGPPublicKey key, Instant now) {
    long seconds = key.getValidSeconds();
    return seconds > 0 && key.getCreationTime().toInstant().plusSeconds(seconds).isBefore(now);
  }

  private static boolean expired(PGPSignature signature, Instant now) {
    long seconds = signature.getHashedSubPackets() == null ? 0
        : signature.getHashedSubPackets().getSignatureExpirationTime();
    return seconds > 0 && signature.getCreationTime().toInstant().plusSeconds(seconds).isBefore(now);
  }

  private static String name(PGPPublicKey key, PGPPublicKey primary) {
    var names = primary.getUserIDs();
    String owner = names.hasNext() ? " " + names.next().replaceAll("\\p{Cc}", "?") : "";
    return HexFormat.of().withUpperCase().formatHex(key.getFingerprint()) + owner;
  }

  private static Trouble trouble(String what, Checked checked) {
    return switch (checked.verdict) {
      case EXPIRED -> Trouble.lasting("key-expired", what + " is signed by a key that has expired: "
          + checked.who + ".", "Get the renewed key from whoever runs the repository and put it into the keyring; in "
          + "the guests, update the package that brings the keyring first.");
      case REVOKED -> Trouble.lasting("key-revoked", what + " is signed by a key that was revoked: " + checked.who
          + ".", "Do not use this repository before its owner has explained why.");
      case WEAK -> Trouble.lasting("signature-weak", what + " is signed with an algorithm or key that is too weak: "
          + checked.who + ".", "The repository has to be signed with SHA-256 or better, RSA 2048 or better.");
      case UNKNOWN -> Trouble.lasting("signature-unknown-key", what + " is signed by a key that is not in the "
          + "keyring: " + checked.who + ".", "If you trust that key, add it to the service's keyring.");
      case FUTURE -> Trouble.lasting("signature-not-yet-valid", what + " has a signature from the future or older "
          + "than its key: " + checked.who + ".", "Check the clock of this machine.");
      default -> Trouble.lasting("signature-wrong", what + " was changed after it was signed by " + checked.who + ".",
          "Somebody or something on the way changes the repository; find out before anything is updated.");
    };
  }
}
