package org.dormouse.update.apt.internal.pending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.update.apt.internal.debian.DpkgStatus;

/**
 * What a stored image says of its packages, without waking it: dpkg's status, and apt's pins.
 *
 * @param interrupted dpkg was interrupted and has a journal that it has not worked in
 */
public record GuestDatabase(DpkgStatus status, boolean interrupted, List<String> preferences, String configuration) {
  private static final int MAX_STATUS = 64 << 20;
  private static final int MAX_CONFIGURATION = 1 << 20;
  private static final int MOST_FILES = 200;

  public GuestDatabase {
    preferences = List.copyOf(preferences);
  }

  /** Troubles: {@code no-package-database}, {@code package-database-unreadable}, or what the reader says. */
  public static Result<GuestDatabase> read(GuestFiles files) {
    return status(files).then(status -> {
      boolean interrupted = names(files, "/var/lib/dpkg/updates").stream().anyMatch(name -> name.matches("\\d+"));
      List<String> preferences = new ArrayList<>();
      text(files, "/etc/apt/preferences").ifPresent(preferences::add);
      for (String name : parts(files, "/etc/apt/preferences.d", ".pref")) {
        text(files, "/etc/apt/preferences.d/" + name).ifPresent(preferences::add);
      }
      StringBuilder configuration = new StringBuilder();
      for (String name : parts(files, "/etc/apt/apt.conf.d", ".conf")) {
        text(files, "/etc/apt/apt.conf.d/" + name).ifPresent(text -> configuration.append(text).append('\n'));
      }
      text(files, "/etc/apt/apt.conf").ifPresent(configuration::append);
      return Result.ok(new GuestDatabase(status, interrupted, preferences, configuration.toString()));
    });
  }

  /** Only the packages. */
  public static Result<DpkgStatus> status(GuestFiles files) {
    return files.read("/var/lib/dpkg/status", MAX_STATUS).then(content -> {
      if (content.isEmpty()) {
        return Result.failed(Trouble.lasting("no-package-database", "There is no /var/lib/dpkg/status in the image.",
            "It is no Debian-like system; choose another update service for it."));
      }
      try {
        return Result.ok(DpkgStatus.parse(content.get()));
      } catch (IOException e) {
        return Result.failed(Trouble.lasting("package-database-unreadable", "/var/lib/dpkg/status in the image is "
            + "damaged: " + e.getMessage() + ".", "Repair it in the VM, e.g. from /var/lib/dpkg/status-old."));
      }
    });
  }

  private static Optional<String> text(GuestFiles files, String path) {
    return files.read(path, MAX_CONFIGURATION).toOptional().flatMap(content -> content)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static List<String> names(GuestFiles files, String folder) {
    return files.list(folder).toOptional().orElse(List.of());
  }

  /** The files that apt reads in such a folder: no suffix or the usual one, and plain characters. */
  private static List<String> parts(GuestFiles files, String folder, String suffix) {
    return names(files, folder).stream()
        .filter(name -> name.matches("[A-Za-z0-9_.-]+") && !name.startsWith("."))
        .filter(name -> !name.contains(".") || name.endsWith(suffix))
        .sorted().limit(MOST_FILES).toList();
  }
}
