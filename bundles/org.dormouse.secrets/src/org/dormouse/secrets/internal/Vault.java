package org.dormouse.secrets.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.dormouse.secrets.internal.VaultKey.Locked;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * The encrypted file {@code credentials.enc}: AES-256-GCM with a fresh random nonce for every writing. Layout, numbers
 * big endian:
 * <pre>
 *  8 bytes  DORMSEC1
 *  1 byte   where the key comes from: 0 the file {@code key} beside, 1 DORMOUSE_PASSPHRASE
 * 16 bytes  salt of the passphrase's key, else zeros
 *  4 bytes  iterations of PBKDF2 (HMAC-SHA-256), else zero
 * 12 bytes  nonce
 *  the rest is ciphertext with a tag of 16 bytes; all before it is authenticated with it
 * </pre>
 * The content is what {@link Entries} writes. A new content is written beside, synced, and renamed over the old one. A
 * file that cannot be read, for whatever reason, is left as it is. One thread at a time.
 */
public final class Vault {

  static final String FILE = "credentials.enc";
  private static final byte[] MAGIC = "DORMSEC1".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int HEADER = MAGIC.length + 1 + VaultKey.SALT + 4 + NONCE;
  private static final int LARGEST = 32 << 20;

  private final Path folder;
  private final Path file;
  private final VaultKey keys;
  private final SecureRandom random = new SecureRandom();

  public Vault(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.file = folder.resolve(FILE);
    this.keys = new VaultKey(folder, environment, random);
  }

  /** All credentials by name; none if there is no file. The caller wipes them. */
  public Result<TreeMap<String, Kept>> read() {
    try {
      if (Files.size(file) > LARGEST) {
        return Result.failed(damaged("it is larger than it can be"));
      }
      return Result.ok(open(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Result.ok(new TreeMap<>());
    } catch (Locked e) {
      return Result.failed(Trouble.lasting("secrets-locked", "The credentials in " + file + " cannot be read: "
          + e.getMessage() + ".", e.remedy()));
    } catch (AEADBadTagException e) {
      return Result.failed(damaged("it was changed, or its key or passphrase is another one"));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Result.failed(damaged(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("secrets-unreadable", "The credentials in " + file + " cannot be read: "
          + reason(e) + ".", "Correct owner and permissions; only you should have any."));
    }
  }

  private TreeMap<String, Kept> open(byte[] content) throws IOException, GeneralSecurityException, Locked {
    if (content.length < HEADER + TAG_BITS / 8
        || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("it is no file of credentials, or not whole");
    }
    ByteBuffer header = ByteBuffer.wrap(content, MAGIC.length, HEADER - MAGIC.length);
    byte source = header.get();
    byte[] salt = new byte[VaultKey.SALT];
    header.get(salt);
    int iterations = header.getInt();
    byte[] nonce = new byte[NONCE];
    header.get(nonce);
    SecretKeySpec key = keys.of(source, salt, iterations);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(content, 0, HEADER);
    byte[] plain = cipher.doFinal(content, HEADER, content.length - HEADER);
    try {
      return Entries.read(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Replaces the whole content. */
  public Result<Result.Nothing> write(TreeMap<String, Kept> all) {
    byte[] plain = Entries.write(all);
    try {
      PrivateFiles.makeFolder(folder);
      VaultKey.Chosen chosen = keys.forWriting();
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      ByteBuffer header = ByteBuffer.allocate(HEADER).put(MAGIC).put(chosen.source()).put(chosen.salt())
          .putInt(chosen.iterations()).put(nonce);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, chosen.key(), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(header.array());
      byte[] sealed = cipher.doFinal(plain);
      PrivateFiles.replace(file, ByteBuffer.allocate(HEADER + sealed.length).put(header.array()).put(sealed).array());
      keys.settled(chosen);
      return Result.ok();
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("secrets-not-written", "The credentials cannot be written to " + file + ": "
          + reason(e) + ".", "Correct owner and permissions of " + folder + ", or make room; nothing was changed."));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM and PBKDF2", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Trouble damaged(String why) {
    return Trouble.lasting("secrets-damaged", "The credentials in " + file + " cannot be read: " + why + ".",
        "Put " + folder + " back from a backup, or move it away and add the credentials again; it was left as it is.");
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
  }
}
