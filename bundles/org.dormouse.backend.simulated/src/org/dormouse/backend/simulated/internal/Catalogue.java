package org.dormouse.backend.simulated.internal;

import java.util.ArrayList;
import java.util.List;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService.InstalledPackage;
import org.dormouse.spi.UpdateService.Scan.Item;

/**
 * The packages there are, which of them a VM has, and their versions over time. Time goes in steps, two for each level
 * of the update service; nothing is stored, all follows from numbers.
 */
public final class Catalogue {
  public static final String ARCHITECTURE = "amd64";
  private static final String[] NAMES = {"base-files", "apt", "bash", "bind9-libs", "bzip2", "ca-certificates",
      "coreutils", "cron", "curl", "dbus", "dpkg", "e2fsprogs", "gnupg", "grep", "grub-pc", "gzip", "iproute2",
      "isc-dhcp-client", "krb5-locales", "less", "libc6", "libcurl4", "libexpat1", "libgnutls30", "libkrb5-3",
      "liblzma5", "libpam-modules", "libsqlite3-0", "libssl3", "libsystemd0", "libxml2", "linux-image-cloud-amd64",
      "login", "mount", "nano", "openssh-server", "openssl", "perl-base", "procps", "python3.11-minimal",
      "qemu-guest-agent", "rsyslog", "sudo", "systemd", "tar", "tzdata", "udev", "util-linux", "vim-tiny", "zlib1g"};

  private Catalogue() {}

  public static List<InstalledPackage> installed(int index, int step) {
    var installed = new ArrayList<InstalledPackage>();
    for (int p = 0; p < NAMES.length; p++) {
      if (has(index, p)) {
        installed.add(new InstalledPackage(NAMES[p], ARCHITECTURE, version(p, step)));
      }
    }
    return installed;
  }

  public static List<PackageChange> changes(int index, int from, int to) {
    var changes = new ArrayList<PackageChange>();
    for (int p = 0; p < NAMES.length; p++) {
      if (has(index, p) && releases(p, from) != releases(p, to)) {
        changes.add(new PackageChange(NAMES[p], ARCHITECTURE, version(p, from), version(p, to), bytes(p),
            "simulated-security"));
      }
    }
    return changes;
  }

  public static List<Item> items(List<PackageChange> changes) {
    return changes.stream().map(change -> {
      String file = change.name() + "_" + change.candidateVersion() + "_" + ARCHITECTURE + ".deb";
      return new Item("pool/" + file, change.downloadBytes(), Chance.digest(file));
    }).toList();
  }

  /** Every VM has the first package, and it changes with every step, so that no step is empty. */
  private static boolean has(int index, int p) {
    return p == 0 || Chance.percent(index, "has", p) < 60;
  }

  private static int releases(int p, int step) {
    int releases = 0;
    for (int s = 1; s <= step; s++) {
      if (p == 0 || Chance.percent(p, "release", s) < 15) {
        releases++;
      }
    }
    return releases;
  }

  private static String version(int p, int step) {
    return 1 + p % 9 + "." + p % 13 + "-" + (1 + releases(p, step));
  }

  private static long bytes(int p) {
    return 20_000 + Math.floorMod(Chance.of(p, "bytes", 0), 3_000_000L);
  }
}
