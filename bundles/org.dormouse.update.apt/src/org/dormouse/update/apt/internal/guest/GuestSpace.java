package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Trouble;
import org.dormouse.update.apt.internal.index.PackageIndex;

/**
 * Whether the updates fit on the guest's disks, before anything is changed. By the sizes that packages declare: what
 * all of them grow by, and the largest once more, because dpkg unpacks the new files before it removes the old. Reads
 * what the scan left in the guest.
 */
record GuestSpace(GuestSession session, GuestPlace place, PackageIndex index) {
  private static final int MAX = 16 << 20;
  private static final long SLACK_KIB = 8 << 10;
  private static final long KERNEL_KIB = 48 << 10;

  /** Empty if it fits, or if it cannot be told: then dpkg will tell. */
  Optional<Trouble> check(List<PackageChange> changes) {
    Map<String, Long> free = text("df").map(GuestSpace::free).orElse(Map.of());
    Long room = free.getOrDefault("/usr", free.get("/"));
    if (room == null) {
      return Optional.empty();
    }
    try {
      long needed = needed(changes, GuestPackages.parse(text("packages").orElse("")));
      return needed <= room ? Optional.empty() : Optional.of(Trouble.lasting("guest-disk-full", "The updates need "
          + needed / 1024 + " MiB on the VM's disk, of which " + room / 1024 + " MiB are free; nothing was changed.",
          "Free space in the VM or enlarge its disk."));
    } catch (IOException e) {
      return Optional.of(Trouble.passing("snapshot-unreadable", "The index in the cache cannot be read: "
          + e.getMessage() + ".", "Refresh the update service."));
    } catch (IllegalArgumentException e) {
      return Optional.of(StageOutput.garbled(e));
    }
  }

  private static Map<String, Long> free(String df) {
    return ClientCheck.freeKib(Stream.of(df.split("\n")).map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length == 6).map(words -> words[3] + " " + words[5]).toList());
  }

  private long needed(List<PackageChange> changes, GuestPackages present) throws IOException {
    long grown = 0;
    long largest = 0;
    try (PackageIndex.Reader reader = index.reader()) {
      for (PackageChange change : changes) {
        for (PackageIndex.Entry entry : index.find(change.name())) {
          if (entry.version().equals(change.candidateVersion())
              && entry.architecture().equals(change.architecture())) {
            long size = Math.max(0, reader.read(entry).number("installed-size"));
            grown += Math.max(0, size - present.sizes().getOrDefault(change.name(), 0L));
            largest = Math.max(largest, size);
            grown += change.name().startsWith("linux-image-") && change.installedVersion().isEmpty() ? KERNEL_KIB : 0;
            break;
          }
        }
      }
    }
    return grown + largest + SLACK_KIB;
  }

  private Optional<String> text(String name) {
    return session.read(place.file("scan", name), MAX).toOptional()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
