package org.dormouse.update.apt.internal.index;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dormouse.update.apt.internal.index.PackageIndex.Entry;

/**
 * The arrays behind a {@link PackageIndex}: texts lie once in one pool of bytes, names are found by open addressing,
 * provided names by the hash of their text (so what is found has to be checked). Filled by one thread, then published
 * and never changed.
 */
final class PackageTable {
  private byte[] pool = new byte[1 << 16];
  private int poolEnd;
  private int[] slots = new int[1 << 12];
  private int names;
  private int[] nameAt = new int[1 << 10];
  private int[] nameNext = new int[1 << 10];
  private int[] versionAt = new int[1 << 10];
  private int[] offsets = new int[1 << 10];
  private int[] lengths = new int[1 << 10];
  private int[] origins = new int[1 << 10];
  private int count;
  private long[] provided = new long[1 << 10];
  private int providedCount;
  private final List<String> architectures = new ArrayList<>();

  int size() {
    return count;
  }

  int size(int source) {
    int result = 0;
    for (int i = 0; i < count; i++) {
      result += origins[i] >> 8 == source ? 1 : 0;
    }
    return result;
  }

  long offset(int entry) {
    return Integer.toUnsignedLong(offsets[entry]);
  }

  int length(int entry) {
    return lengths[entry];
  }

  int add(byte[] b, long name, long version, String architecture, int source, long offset, int length) {
    if (count == nameAt.length) {
      grow();
    }
    int entry = count++;
    versionAt[entry] = store(b, version);
    offsets[entry] = (int) offset;
    lengths[entry] = length;
    origins[entry] = source << 8 | architecture(architecture);
    link(entry, b, name);
    return entry;
  }

  void addProvided(String name, int entry) {
    if (providedCount == provided.length) {
      provided = Arrays.copyOf(provided, providedCount * 2);
    }
    provided[providedCount++] = (long) name.hashCode() << 32 | entry;
  }

  void finish() {
    provided = Arrays.copyOf(provided, providedCount);
    Arrays.sort(provided);
    pool = Arrays.copyOf(pool, poolEnd);
  }

  private int architecture(String name) {
    int known = architectures.indexOf(name);
    if (known < 0) {
      known = architectures.size();
      architectures.add(name);
    }
    return known & 255;
  }

  private void grow() {
    int size = count * 2;
    nameAt = Arrays.copyOf(nameAt, size);
    nameNext = Arrays.copyOf(nameNext, size);
    versionAt = Arrays.copyOf(versionAt, size);
    offsets = Arrays.copyOf(offsets, size);
    lengths = Arrays.copyOf(lengths, size);
    origins = Arrays.copyOf(origins, size);
  }

  /** Text in the pool: two bytes of length, then the bytes. */
  private int store(byte[] b, long range) {
    int from = (int) (range >>> 32);
    int length = Math.min((int) range - from, 0xffff);
    if (poolEnd + length + 2 > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, poolEnd + length + 2));
    }
    int at = poolEnd;
    pool[poolEnd++] = (byte) (length >> 8);
    pool[poolEnd++] = (byte) length;
    System.arraycopy(b, from, pool, poolEnd, length);
    poolEnd += length;
    return at;
  }

  private String text(int at) {
    return new String(pool, at + 2, (pool[at] & 255) << 8 | pool[at + 1] & 255, StandardCharsets.UTF_8);
  }

  private void link(int entry, byte[] b, long name) {
    int from = (int) (name >>> 32);
    int slot = slot(b, from, (int) name - from);
    if (slots[slot] == 0) {
      nameAt[entry] = store(b, name);
      nameNext[entry] = -1;
      slots[slot] = entry + 1;
      if (++names * 2 > slots.length) {
        rehash();
      }
    } else {
      int head = slots[slot] - 1;
      nameAt[entry] = nameAt[head];
      nameNext[entry] = nameNext[head];
      nameNext[head] = entry;
    }
  }

  private int slot(byte[] b, int from, int length) {
    int slot = hash(b, from, length) & slots.length - 1;
    while (slots[slot] != 0) {
      int at = nameAt[slots[slot] - 1];
      int size = (pool[at] & 255) << 8 | pool[at + 1] & 255;
      if (Arrays.equals(pool, at + 2, at + 2 + size, b, from, from + length)) {
        return slot;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private static int hash(byte[] b, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + b[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  private void rehash() {
    int[] old = slots;
    slots = new int[old.length * 2];
    for (int value : old) {
      if (value != 0) {
        int at = nameAt[value - 1];
        slots[slot(pool, at + 2, (pool[at] & 255) << 8 | pool[at + 1] & 255)] = value;
      }
    }
  }

  List<Entry> find(String name) {
    byte[] b = name.getBytes(StandardCharsets.UTF_8);
    int slot = slot(b, 0, b.length);
    List<Entry> result = new ArrayList<>(2);
    for (int entry = slots[slot] - 1; entry >= 0; entry = nameNext[entry]) {
      result.add(entry(entry));
    }
    return result;
  }

  List<Entry> providers(String name) {
    long from = (long) name.hashCode() << 32;
    int at = Arrays.binarySearch(provided, from);
    List<Entry> result = new ArrayList<>();
    for (int i = at < 0 ? -at - 1 : at; i < provided.length && provided[i] >>> 32 == from >>> 32; i++) {
      result.add(entry((int) provided[i]));
    }
    return result;
  }

  private Entry entry(int i) {
    return new Entry(text(nameAt[i]), text(versionAt[i]), architectures.get(origins[i] & 255), origins[i] >> 8, i);
  }
}
