package org.dormouse.update.apt.internal.fetch;

import org.dormouse.spi.Trouble;

/** What fetching one file came to. */
public sealed interface Fetched {

  /** @param size bytes that now lie in the target */
  record Got(long size) implements Fetched {}

  /** The repository answers, and has no such file. */
  record Absent(String address) implements Fetched {}

  record Failed(Trouble trouble) implements Fetched {}
}
