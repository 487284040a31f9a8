package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dormouse.library.directory.internal.Intent.Seen;
import org.dormouse.spi.FileIdentity;

/**
 * Identities of old files that changed only because a commit of ours was undone: making and removing a hard link
 * changes a file's ctime. Without this the repeated commit would take itself for somebody else.
 */
record Claims(int version, List<Pair> pairs) {

  record Pair(String target, Seen claimed, Seen now) {
    Pair {
      Objects.requireNonNull(target);
      Objects.requireNonNull(claimed);
      Objects.requireNonNull(now);
    }
  }

  Claims {
    pairs = List.copyOf(pairs);
  }

  static Claims read(LibraryFolder library, String key) throws IOException, Refusal {
    return JsonFile.read(library.claims(key), Claims.class).orElse(new Claims(1, List.of()));
  }

  boolean allow(String target, FileIdentity claimed, FileIdentity now) {
    return pairs.contains(new Pair(target, Seen.of(claimed), Seen.of(now)));
  }

  /** Remembers how the files of an undone commit look now; only what differs by ctime alone is excused. */
  static void remember(LibraryFolder library, Intent intent) throws IOException {
    var pairs = new ArrayList<Pair>();
    for (var change : intent.changes()) {
      var target = library.resolve(change.target());
      if (Identities.exists(target)) {
        var now = Identities.of(target);
        if (change.before().sameContent(now)) {
          pairs.add(new Pair(change.target(), change.claimed(), Seen.of(now)));
        }
      }
    }
    DurableFiles.makeFolder(library.claims(intent.key()).getParent());
    JsonFile.write(library.claims(intent.key()), new Claims(1, pairs));
  }

  static void forget(LibraryFolder library, String key) throws IOException {
    Files.deleteIfExists(library.claims(key));
  }
}
