package org.dormouse.update.apt.internal.trust;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** The keys an administrator trusts to sign an index; read from binary or armoured files. Immutable. */
public final class Keyring {
  private static final long MAX_FILE = 8L << 20;
  private final Map<Long, Key> keys = new HashMap<>();
  private final byte[] binary;

  /** A key that may have signed, and the primary key it belongs to (itself, if it is one). */
  record Key(PGPPublicKey key, PGPPublicKey primary) {}

  private Keyring(List<PGPPublicKeyRing> rings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (PGPPublicKeyRing ring : rings) {
      out.write(ring.getEncoded());
      for (PGPPublicKey key : ring) {
        keys.putIfAbsent(key.getKeyID(), new Key(key, ring.getPublicKey()));
      }
    }
    binary = out.toByteArray();
  }

  /** A trouble {@code keyring-unreadable} names the file. */
  public static Result<Keyring> read(List<Path> files) {
    List<PGPPublicKeyRing> rings = new ArrayList<>();
    for (Path file : files) {
      try {
        if (Files.size(file) > MAX_FILE) {
          throw new IOException("it is larger than " + MAX_FILE + " bytes");
        }
        rings.addAll(rings(Files.readAllBytes(file)));
      } catch (IOException | PGPException | RuntimeException e) {
        return Result.failed(Trouble.lasting("keyring-unreadable", "The keyring " + file + " cannot be used: "
            + Optional.ofNullable(e.getMessage()).orElse(e.toString()) + ".",
            "Export the keys with gpg --export, to a file of their own."));
      }
    }
    try {
      return Result.ok(new Keyring(rings));
    } catch (IOException e) {
      throw new IllegalStateException("encoding keys in memory failed", e);
    }
  }

  private static List<PGPPublicKeyRing> rings(byte[] content) throws IOException, PGPException {
    if (content.length > 12 && new String(content, 8, 4, StandardCharsets.US_ASCII).equals("KBXf")) {
      throw new IOException("it is a GnuPG keybox");
    }
    List<PGPPublicKeyRing> rings = new ArrayList<>();
    try (InputStream decoded = PGPUtil.getDecoderStream(new ByteArrayInputStream(content))) {
      for (Object object : new BcPGPObjectFactory(decoded)) {
        if (object instanceof PGPPublicKeyRing ring) {
          rings.add(ring);
        }
      }
    }
    if (rings.isEmpty()) {
      throw new IOException("there is no public key in it");
    }
    return rings;
  }

  Optional<Key> find(long keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  /** All keys as one binary OpenPGP keyring, as gpgv and apt's signed-by take it. */
  public byte[] binary() {
    return binary.clone();
  }
}
