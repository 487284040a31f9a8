package org.dormouse.update.apt.internal.index;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells a machine that the indexes are not for: of an older release nothing is ever pending in a newer machine, and of
 * a newer one everything is. Judged only where both sides say clearly what they are: the machine by os-release(5) as
 * Debian and Ubuntu themselves have it, the indexes by Origin and Codename of these two. One index of the machine's own
 * release is enough, the others are then somebody's wish.
 */
public final class OtherRelease {
  private static final Set<String> KNOWN = Set.of("debian", "ubuntu");
  /** Every machine may be on its way there; its os-release has the name of the release to come. */
  private static final Set<String> ROLLING = Set.of("sid", "rc-buggy");
  private static final Pattern FIELD = Pattern.compile("(ID|VERSION_CODENAME)=[\"']?([A-Za-z0-9._-]{1,60})[\"']?\\s*");

  private OtherRelease() {}

  /** What is wrong, as the end of a sentence; empty where nothing is, or nothing can be said. */
  public static Optional<String> of(PackageIndex index, String osRelease) {
    Map<String, String> fields = osRelease.lines().map(FIELD::matcher).filter(matcher -> matcher.matches())
        .collect(Collectors.toMap(matcher -> matcher.group(1), matcher -> matcher.group(2), (first, last) -> last));
    String id = fields.getOrDefault("ID", "");
    String codename = fields.getOrDefault("VERSION_CODENAME", "");
    List<ReleaseFile> releases = index.sources().stream().map(PackageIndex.Source::release)
        .filter(release -> KNOWN.contains(origin(release))).toList();
    if (!KNOWN.contains(id) || releases.isEmpty()
        || releases.stream().anyMatch(release -> fits(release, id, codename))) {
      return Optional.empty();
    }
    return Optional.of("the machine is " + (id + " " + codename).strip() + ", and the service has "
        + releases.stream().map(release -> origin(release) + " " + release.field("codename")).distinct().limit(5)
            .collect(Collectors.joining(", ")));
  }

  private static boolean fits(ReleaseFile release, String id, String codename) {
    String name = release.field("codename");
    String base = name.replaceFirst("[-/].*", "");
    return origin(release).equals(id)
        && (name.isEmpty() || codename.isEmpty() || ROLLING.contains(name) || base.equals(codename));
  }

  private static String origin(ReleaseFile release) {
    return release.field("origin").toLowerCase(Locale.ROOT);
  }
}
