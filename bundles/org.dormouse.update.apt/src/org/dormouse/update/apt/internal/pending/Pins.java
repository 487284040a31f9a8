package org.dormouse.update.apt.internal.pending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dormouse.update.apt.internal.debian.Stanza;
import org.dormouse.update.apt.internal.index.PackageIndex;
import org.dormouse.update.apt.internal.index.ReleaseFile;

/**
 * A machine's apt preferences (apt_preferences(5)): which priority the versions of a package have. As in the guest,
 * the service's index counts as a local one. Regular expressions and source packages in pins are not worked out;
 * {@link #tooComplex} then says so. Immutable.
 */
final class Pins {
  static final int INSTALLED = 100;
  private static final int USUAL = 500;
  private static final int DEFAULT_RELEASE = 990;
  private static final Pattern DEFAULT = Pattern.compile("Default-Release\\s+\"?([^\";\\s]+)\"?\\s*;");
  private final List<Pin> specific = new ArrayList<>();
  private final List<Pin> general = new ArrayList<>();
  private String tooComplex = "";

  /** @param kind release, version or origin */
  private record Pin(List<Glob> packages, String kind, String value, int priority) {
    boolean concerns(String name) {
      return packages.stream().anyMatch(glob -> glob.matches(name));
    }
  }

  /**
   * @param preferences the contents of /etc/apt/preferences and of the files in preferences.d, in apt's order
   * @param configuration the contents of apt.conf and of the files in apt.conf.d, together
   */
  static Pins parse(List<String> preferences, String configuration) {
    Pins pins = new Pins();
    for (String file : preferences) {
      for (String paragraph : file.replace("\r", "").split("\n(?:[ \t]*\n)+")) {
        pins.add(Stanza.parse(paragraph));
      }
    }
    Matcher matcher = DEFAULT.matcher(configuration.replaceAll("(?m)^[ \t]*(//|#(?!clear)).*$", ""));
    while (matcher.find()) {
      pins.general.add(new Pin(List.of(new Glob("*")), "release", matcher.group(1), DEFAULT_RELEASE));
    }
    return pins;
  }

  private void add(Stanza stanza) {
    String packages = stanza.get("package");
    String pin = stanza.get("pin");
    if (packages.isEmpty() || pin.isEmpty()) {
      return;
    }
    String[] kindAndValue = pin.split("\\s+", 2);
    String value = kindAndValue.length > 1 ? kindAndValue[1].strip() : "";
    if (packages.contains("/") || packages.contains("src:") || packages.contains(":") || value.contains("/")) {
      tooComplex = "a pin for '" + brief(packages) + "' (" + brief(pin) + ")";
      return;
    }
    try {
      int priority = Integer.parseInt(stanza.get("pin-priority").strip());
      boolean all = packages.strip().equals("*");
      (all ? general : specific).add(new Pin(Stream.of(packages.split("[\\s,]+")).map(Glob::new).toList(),
          kindAndValue[0], value, priority));
    } catch (NumberFormatException e) {
      tooComplex = "a pin for '" + brief(packages) + "' without a proper priority";
    }
  }

  /** What of the preferences is beyond this class, if anything. */
  Optional<String> tooComplex() {
    return Optional.of(tooComplex).filter(text -> !text.isEmpty());
  }

  /** The priority of a version in the index. */
  int priority(PackageIndex.Entry entry, PackageIndex.Source source) {
    OptionalInt pinned = first(specific, entry, source);
    if (pinned.isPresent()) {
      return pinned.getAsInt();
    }
    return first(general, entry, source).orElseGet(() -> {
      if (!source.release().flag("notautomatic")) {
        return USUAL;
      }
      return source.release().flag("butautomaticupgrades") ? INSTALLED : 1;
    });
  }

  /** The priority of an installed version, as far as it is in no index. */
  int installedPriority(String name, String version) {
    return specific.stream()
        .filter(pin -> pin.concerns(name))
        .filter(pin -> pin.kind.equals("version") && new Glob(pin.value).matches(version)
            || pin.kind.equals("release") && pin.value.strip().equals("a=now"))
        .mapToInt(Pin::priority).findFirst().orElse(INSTALLED);
  }

  private static OptionalInt first(List<Pin> pins, PackageIndex.Entry entry, PackageIndex.Source source) {
    return pins.stream().filter(pin -> pin.concerns(entry.name()) && matches(pin, entry, source))
        .mapToInt(Pin::priority).findFirst();
  }

  private static boolean matches(Pin pin, PackageIndex.Entry entry, PackageIndex.Source source) {
    return switch (pin.kind) {
      case "version" -> new Glob(pin.value).matches(entry.version());
      case "origin" -> pin.value.replace("\"", "").isEmpty();
      case "release" -> Stream.of(pin.value.split(",")).map(String::strip).filter(part -> !part.isEmpty())
          .allMatch(part -> matchesRelease(part, source));
      default -> false;
    };
  }

  private static boolean matchesRelease(String part, PackageIndex.Source source) {
    ReleaseFile release = source.release();
    int equals = part.indexOf('=');
    String value = part.substring(equals + 1).strip().replace("\"", "");
    Glob glob = new Glob(value);
    return switch (equals < 0 ? "" : part.substring(0, equals).strip()) {
      case "a" -> glob.matches(release.field("suite"));
      case "n" -> glob.matches(release.field("codename"));
      case "o" -> glob.matches(release.field("origin"));
      case "l" -> glob.matches(release.field("label"));
      case "v" -> glob.matches(release.field("version"));
      case "c" -> glob.matches(source.index().component());
      case "b" -> glob.matches(source.index().architecture());
      case "" -> Stream.of("suite", "codename", "version")
          .anyMatch(field -> glob.matches(release.field(field)));
      default -> false;
    };
  }

  private static String brief(String text) {
    return text.substring(0, Math.min(60, text.length())).replaceAll("\\p{Cc}", " ");
  }
}
