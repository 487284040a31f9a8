package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.update.apt.internal.AptSettings;

/**
 * Our folder in a guest, {@code /run/dormouse/<key>-apt}, and the scripts that work there. The repository lies at the
 * same address in it in every stage of a servicing, so that apt's state of one stage is good for the next.
 */
record GuestPlace(String key) {
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  GuestPlace {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("the key of a servicing has letters, digits and dashes only: " + key);
    }
  }

  String folder() {
    return "/run/dormouse/" + key + "-apt";
  }

  String file(String stage, String name) {
    return folder() + "/" + stage + "/" + name;
  }

  /** The root of the repository, as apt in the guest sees it. */
  String repository() {
    return folder() + "/root";
  }

  String job(String stage) {
    return key + "-apt-" + stage;
  }

  /** A script of one stage that uses disks. */
  String script(String stage, AptSettings settings, Medium index, Optional<Medium> packages) {
    return assign("INDEX", index.serial() + " " + index.label())
        + assign("PACKAGES", packages.map(medium -> medium.serial() + " " + medium.label()).orElse(""))
        + assign("SOURCES", sources(settings, index))
        + assign("APT_OPTIONS", settings.allowRemovals() ? "" : "--no-remove")
        + script(stage);
  }

  /** @param cycle names the updates of this cycle: a guest may be updated more than once */
  String install(String cycle, AptSettings settings, Medium index, Medium packages) {
    return assign("CYCLE", cycle) + script("install", settings, index, Optional.of(packages));
  }

  /** A script that needs nothing but the place. */
  String script(String stage) {
    return assign("B", folder()) + resource("common.sh") + resource(stage + ".sh");
  }

  private String sources(AptSettings settings, Medium index) {
    StringBuilder lines = new StringBuilder();
    String signedBy = settings.guestKeys() ? "" : " signed-by=" + folder() + "/" + index.serial() + "/keys.gpg";
    for (AptSettings.Source source : settings.sources()) {
      String root = (repository() + "/" + source.folder()).replaceFirst("/$", "");
      for (String suite : source.suites()) {
        lines.append("deb [arch=").append(String.join(",", settings.architectures())).append(signedBy)
            .append(" target=Packages lang=none by-hash=no pdiffs=no check-valid-until=yes] file://").append(root)
            .append(' ').append(suite);
        source.components().forEach(component -> lines.append(' ').append(component));
        lines.append('\n');
      }
    }
    return lines.toString();
  }

  private static String assign(String variable, String value) {
    return variable + "='" + value.replace("'", "'\\''") + "'\n";
  }

  private static String resource(String name) {
    try (InputStream in = GuestPlace.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the script " + name + " is missing from the bundle");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the script " + name + " of the bundle cannot be read", e);
    }
  }
}
