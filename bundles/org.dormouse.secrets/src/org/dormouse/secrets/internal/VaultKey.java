package org.dormouse.secrets.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the vault: 32 random bytes in the file {@code key} beside it, or, where DORMOUSE_PASSPHRASE is set when
 * the vault is written, derived from that (PBKDF2, HMAC-SHA-256, {@value #ITERATIONS} iterations, as OWASP's Password
 * Storage Cheat Sheet asks for). A key file protects from whoever gets the vault alone, e.g. in a backup.
 */
final class VaultKey {

  static final int SALT = 16;
  static final byte OF_FILE = 0;
  static final byte OF_PASSPHRASE = 1;
  static final int ITERATIONS = 600_000;
  private static final int LEAST_ITERATIONS = 1000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int LENGTH = 32;
  private static final String FILE = "key";
  private static final String PASSPHRASE = "DORMOUSE_PASSPHRASE";

  private final Path file;
  private final Map<String, String> environment;
  private final SecureRandom random;
  private Optional<Chosen> derived = Optional.empty();

  /** @param salt zeros where the key is that of the file, as {@code iterations} */
  record Chosen(byte source, byte[] salt, int iterations, SecretKeySpec key) {}

  /** The key cannot be had. */
  static final class Locked extends Exception {
    private static final long serialVersionUID = 1;
    private final String remedy;

    Locked(String message, String remedy) {
      super(message);
      this.remedy = remedy;
    }

    String remedy() {
      return remedy;
    }
  }

  VaultKey(Path folder, Map<String, String> environment, SecureRandom random) {
    this.file = folder.resolve(FILE);
    this.environment = environment;
    this.random = random;
  }

  private Optional<String> passphrase() {
    return Optional.ofNullable(environment.get(PASSPHRASE)).filter(text -> !text.isEmpty());
  }

  /** The key of a vault that is there. */
  SecretKeySpec of(byte source, byte[] salt, int iterations) throws IOException, GeneralSecurityException, Locked {
    return switch (source) {
      case OF_FILE -> ofFile();
      case OF_PASSPHRASE -> ofPassphrase(salt, iterations);
      default -> throw new IllegalArgumentException("it is of a newer version");
    };
  }

  private SecretKeySpec ofFile() throws IOException, Locked {
    byte[] key;
    try {
      key = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new Locked("their key " + file + " is missing", "Put it back from a backup, or move the folder "
          + file.getParent() + " away and add the credentials again.");
    }
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("its key " + file + " has not " + LENGTH + " bytes");
    }
    return spec(key);
  }

  private SecretKeySpec ofPassphrase(byte[] salt, int iterations) throws GeneralSecurityException, Locked {
    if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException("it names " + iterations + " iterations");
    }
    if (derived.isPresent() && Arrays.equals(derived.get().salt(), salt) && derived.get().iterations() == iterations) {
      return derived.get().key();
    }
    char[] passphrase = passphrase().orElseThrow(() -> new Locked("they are protected by a passphrase",
        "Start the engine with " + PASSPHRASE + " set to it.")).toCharArray();
    SecretKeySpec key = derive(passphrase, salt, iterations);
    derived = Optional.of(new Chosen(OF_PASSPHRASE, salt, iterations, key));
    return key;
  }

  private static SecretKeySpec derive(char[] passphrase, byte[] salt, int iterations)
      throws GeneralSecurityException {
    PBEKeySpec wanted = new PBEKeySpec(passphrase, salt, iterations, LENGTH * 8);
    try {
      return spec(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(wanted).getEncoded());
    } finally {
      wanted.clearPassword();
      Arrays.fill(passphrase, '\0');
    }
  }

  private static SecretKeySpec spec(byte[] key) {
    try {
      return new SecretKeySpec(key, "AES");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** The key for the next content: by passphrase where there is one, else that of the file, which is made. */
  Chosen forWriting() throws IOException, GeneralSecurityException {
    if (passphrase().isPresent()) {
      byte[] salt = derived.map(Chosen::salt).orElseGet(() -> random(SALT));
      int iterations = derived.map(Chosen::iterations).orElse(ITERATIONS);
      try {
        return new Chosen(OF_PASSPHRASE, salt, iterations, ofPassphrase(salt, iterations));
      } catch (Locked e) {
        throw new IllegalStateException("there is a passphrase", e);
      }
    }
    if (!Files.exists(file)) {
      byte[] key = random(LENGTH);
      PrivateFiles.replace(file, key);
      Arrays.fill(key, (byte) 0);
    }
    try {
      return new Chosen(OF_FILE, new byte[SALT], 0, ofFile());
    } catch (Locked e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The content is in place: a key file that is used no more goes. */
  void settled(Chosen chosen) throws IOException {
    if (chosen.source() == OF_PASSPHRASE) {
      Files.deleteIfExists(file);
    }
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
