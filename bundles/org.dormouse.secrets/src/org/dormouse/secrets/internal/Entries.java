package org.dormouse.secrets.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import org.dormouse.secrets.SecretStore.Entry;
import org.dormouse.secrets.SecretStore.Purpose;

/**
 * The content of the vault, before it is encrypted: a version, the number of credentials, and of each name, purpose,
 * user, place, time of change, time of last use (0 for never) in seconds, length of the secret and the secret.
 */
final class Entries {

  private static final int VERSION = 1;
  private static final int MOST = 100_000;
  private static final int LONGEST = 1 << 20;

  private Entries() {}

  /** A stream whose buffer can be wiped. */
  private static final class Wiped extends ByteArrayOutputStream {
    Wiped(int size) {
      super(size);
    }

    @Override
    public void close() {
      Arrays.fill(buf, (byte) 0);
    }
  }

  static byte[] write(TreeMap<String, Kept> all) {
    // large enough that it never grows: a buffer that was left behind would not be wiped
    try (Wiped buffer = new Wiped(size(all.values())); DataOutputStream out = new DataOutputStream(buffer)) {
      out.writeInt(VERSION);
      out.writeInt(all.size());
      for (Kept kept : all.values()) {
        Entry entry = kept.entry();
        out.writeUTF(entry.name());
        out.writeUTF(entry.purpose().name());
        out.writeUTF(entry.user());
        out.writeUTF(entry.kept());
        out.writeLong(entry.changed().getEpochSecond());
        out.writeLong(entry.lastUsed().map(Instant::getEpochSecond).orElse(0L));
        out.writeInt(kept.secret().length);
        out.write(kept.secret());
      }
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  private static int size(Collection<Kept> all) {
    return 16 + all.stream().mapToInt(kept -> 128 + kept.secret().length
        + 3 * (kept.entry().name().length() + kept.entry().user().length())).sum();
  }

  static TreeMap<String, Kept> read(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    if (in.readInt() != VERSION) {
      throw new IllegalArgumentException("it is of a newer version");
    }
    TreeMap<String, Kept> all = new TreeMap<>();
    int count = bounded(in.readInt(), MOST);
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      Purpose purpose = Purpose.valueOf(in.readUTF());
      String user = in.readUTF();
      String place = in.readUTF();
      Instant changed = Instant.ofEpochSecond(in.readLong());
      long used = in.readLong();
      byte[] secret = new byte[bounded(in.readInt(), LONGEST)];
      in.readFully(secret);
      all.put(name, new Kept(new Entry(name, purpose, user, place, changed,
          used == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(used))), secret));
    }
    return all;
  }

  private static int bounded(int number, int most) {
    if (number < 0 || number > most) {
      throw new IllegalArgumentException("it is malformed");
    }
    return number;
  }
}
