package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.update.apt.internal.index.PackageIndex;

/**
 * Whether the updates fit on the guest's disks, before anything is changed. By the sizes that packages declare: what
 * all of them grow by, and the largest once more, because dpkg unpacks the new files before it removes the old.
 */
record GuestSpace(Guest guest, ClientCheck client, PackageIndex index) {
  private static final long SLACK_KIB = 8 << 10;
  private static final long KERNEL_KIB = 48 << 10;

  /** Empty if it fits, or if it cannot be told: then dpkg will tell. */
  Optional<Trouble> check(List<PackageChange> changes) {
    Result<Map<String, List<String>>> facts = client.facts();
    if (facts instanceof Result.Failed<Map<String, List<String>>>(Trouble trouble)) {
      return Optional.of(trouble);
    }
    Map<String, Long> free = ClientCheck.freeKib(facts.orThrow().getOrDefault("disk", List.of()));
    Long room = free.getOrDefault("/usr", free.get("/"));
    long needed;
    try {
      needed = needed(changes);
    } catch (IOException e) {
      return Optional.of(Trouble.passing("snapshot-unreadable", "The index in the cache cannot be read: "
          + e.getMessage() + ".", "Refresh the update service."));
    }
    if (room == null || needed <= room) {
      return Optional.empty();
    }
    return Optional.of(Trouble.lasting("guest-disk-full", "The updates need " + needed / 1024
        + " MiB on the VM's disk, of which " + room / 1024 + " MiB are free; nothing was changed.",
        "Free space in the VM or enlarge its disk."));
  }

  private long needed(List<PackageChange> changes) throws IOException {
    Map<String, Long> present = installedSizes();
    long grown = 0;
    long largest = 0;
    try (PackageIndex.Reader reader = index.reader()) {
      for (PackageChange change : changes) {
        for (PackageIndex.Entry entry : index.find(change.name())) {
          if (entry.version().equals(change.candidateVersion())
              && entry.architecture().equals(change.architecture())) {
            long size = Math.max(0, reader.read(entry).number("installed-size"));
            grown += Math.max(0, size - present.getOrDefault(change.name(), 0L));
            largest = Math.max(largest, size);
            grown += change.name().startsWith("linux-image-") && change.installedVersion().isEmpty() ? KERNEL_KIB : 0;
            break;
          }
        }
      }
    }
    return grown + largest + SLACK_KIB;
  }

  private Map<String, Long> installedSizes() {
    Map<String, Long> sizes = new HashMap<>();
    guest.session().run(List.of("dpkg-query", "-W", "-f", "${Package} ${Installed-Size}\\n"), new byte[0],
        Duration.ofSeconds(60)).toOptional().ifPresent(result -> {
          for (String line : new String(result.output(), StandardCharsets.UTF_8).split("\n")) {
            String[] parts = line.split(" ");
            if (parts.length == 2 && parts[1].matches("\\d{1,12}")) {
              sizes.put(parts[0], Long.parseLong(parts[1]));
            }
          }
        });
    return sizes;
  }
}
