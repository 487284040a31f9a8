package org.dormouse.update.apt.internal.guest;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.update.apt.internal.index.Hashes;
import org.dormouse.update.apt.internal.index.SnapshotFolder;

/**
 * Proves that the guest's apt has read the index that was fetched: apt said so without an error or a warning that
 * concerns it, the InRelease files in its lists, read back and hashed here, are those of the snapshot, and so is the
 * content of every package list by the guest's own sum.
 */
record IndexProof(GuestSession session, GuestPlace place, SnapshotFolder snapshot) {
  private static final int MAX_RELEASE = 16 << 20;
  private static final Pattern BAD = Pattern.compile("(?m)^(Err:|E: |W: (Failed|GPG|An error|Some index|The repository"
      + "|No Hash)).*$");
  private static final Pattern LIST = Pattern.compile("[A-Za-z0-9_.,:%+~-]{1,255}");

  /** @param lists name of the folder of apt's lists */
  Optional<Trouble> check(StageOutput output, String lists) {
    Result<String> said = output.text("update");
    if (said instanceof Result.Failed<String>(Trouble trouble)) {
      return Optional.of(trouble);
    }
    String log = said.orThrow();
    if (!output.succeeded("update") || BAD.matcher(log).find()) {
      return Optional.of(AptFailure.of("Reading the index in the VM", log));
    }
    return releases(output, lists).or(() -> indexes(output));
  }

  private Optional<Trouble> releases(StageOutput output, String lists) {
    Result<String> names = output.text("lists");
    if (names instanceof Result.Failed<String>(Trouble trouble)) {
      return Optional.of(trouble);
    }
    Set<String> read = new HashSet<>();
    for (String name : names.orThrow().split("\n")) {
      if (name.endsWith("InRelease") && LIST.matcher(name).matches()) {
        Result<byte[]> content = session.read(place.folder() + "/" + lists + "/" + name, MAX_RELEASE);
        if (content instanceof Result.Failed<byte[]>(Trouble trouble)) {
          return Optional.of(trouble);
        }
        read.add(Hashes.of(content.orThrow()));
      }
    }
    for (SnapshotFolder.Release release : snapshot.releases()) {
      if (!read.contains(release.sha256())) {
        return Optional.of(different("suite " + release.suite()));
      }
    }
    return Optional.empty();
  }

  private Optional<Trouble> indexes(StageOutput output) {
    Result<String> sums = output.text("indexes");
    if (sums instanceof Result.Failed<String>(Trouble trouble)) {
      return Optional.of(trouble);
    }
    Set<String> hashes = new HashSet<>();
    for (String line : sums.orThrow().split("\n")) {
      hashes.add(line.split("\t")[0]);
    }
    for (SnapshotFolder.Index index : snapshot.indexes()) {
      if (index.size() > 0 && !hashes.contains(index.sha256())) {
        return Optional.of(different("the packages of " + index.path()));
      }
    }
    return Optional.empty();
  }

  private static Trouble different(String what) {
    return Trouble.lasting("guest-index-mismatch", "The VM's apt has not read the index that was fetched: " + what
        + ".", "Nothing can be told of the VM. Check its apt configuration.");
  }
}
