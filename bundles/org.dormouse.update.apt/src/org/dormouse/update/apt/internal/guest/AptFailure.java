package org.dormouse.update.apt.internal.guest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.spi.Trouble;

/** Tells from apt's and dpkg's messages, under LC_ALL=C, what an administrator has to know. */
final class AptFailure {
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^dpkg: error processing (?:package|archive) (\\S+) \\(--\\w[\\w-]*\\):\\s*\\n(.*)$");
  private static final Pattern KEY = Pattern.compile("NO_PUBKEY ([0-9A-F]{8,40})");
  private static final Pattern ROUTINE = Pattern.compile("\\(Reading database|Preparing to unpack|Unpacking |Get:\\d|"
      + "debconf: delaying|Selecting previously|After this operation|Reading package lists|Building dependency");
  private static final int LINES = 10;
  private static final int LENGTH = 1200;

  private AptFailure() {}

  /** @param doing what was attempted, e.g. {@code Installing the updates} */
  static Trouble of(String doing, String log) {
    if (log.contains("No space left on device") || log.contains("You don't have enough free space")) {
      return Trouble.lasting("guest-disk-full", doing + " failed because a disk of the VM is full: " + tail(log),
          "Free space in the VM or enlarge its disk.");
    }
    if (log.contains("Could not get lock") || log.contains("is another process using it")) {
      return Trouble.passing("update-client-busy", doing + " failed because another program in the VM uses apt or dpkg.",
          "It is tried again; if it stays so, find out what runs in the VM after it starts.");
    }
    if (PACKAGE.matcher(log).find()) {
      return ofPackage(doing, log);
    }
    if (log.contains("dpkg was interrupted")) {
      return Trouble.lasting("dpkg-half-configured", doing + " failed because dpkg was once interrupted in the VM.",
          "Run 'dpkg --configure -a' in the VM.");
    }
    if (log.contains("nmet dependencies") || log.contains("you have held broken packages")) {
      return Trouble.lasting("guest-dependencies-broken", doing + " failed because of unmet dependencies in the VM: "
          + tail(log), "Run 'apt-get -f install' in the VM, or give the service the suites that it needs.");
    }
    if (log.contains("Packages need to be removed")) {
      return removal("", doing + " failed because packages would have to be removed.");
    }
    return ofTrust(doing, log);
  }

  private static Trouble ofTrust(String doing, String log) {
    Matcher key = KEY.matcher(log);
    if (log.contains("create temporary file")) {
      return Trouble.lasting("guest-no-temporary-files", doing + " failed because apt cannot make temporary files in "
          + "the VM.", "Is its root file system read-only, or /tmp full?");
    }
    if (key.find()) {
      return Trouble.lasting("guest-lacks-key", doing + " failed because the VM does not know the key "
          + key.group(1) + " that signs the index.", "Put the key into the VM, or set guestKeys to false.");
    }
    if (log.contains("EXPKEYSIG")) {
      return Trouble.lasting("key-expired", doing + " failed because the key that signs the index has expired, as the "
          + "VM sees it.", "Update the keyring in the VM first, and check the VM's clock.");
    }
    if (log.contains("is not valid yet") || log.contains("is expired")) {
      return Trouble.lasting("guest-clock-wrong", doing + " failed because the index is not valid at the time that "
          + "the VM has: " + tail(log), "Check the VM's clock.");
    }
    if (log.contains("gpgv") && log.contains("install")) {
      return Trouble.lasting("guest-lacks-gpgv", doing + " failed because the VM has no gpgv to check signatures.",
          "Install gpgv in the VM.");
    }
    return Trouble.lasting("guest-apt-failed", doing + " failed: " + tail(log), "");
  }

  private static Trouble ofPackage(String doing, String log) {
    Set<String> names = new LinkedHashSet<>();
    boolean script = false;
    Matcher matcher = PACKAGE.matcher(log);
    while (matcher.find()) {
      names.add(matcher.group(1).replaceFirst("^.*/", "").replaceFirst(":\\w+$", ""));
      script |= matcher.group(2).contains("script");
    }
    String what = String.join(", ", names.stream().limit(10).toList());
    return script
        ? Trouble.lasting("package-script-failed", doing + " failed in the scripts of package " + what + ": "
            + tail(log), "Find out in a copy of the VM what the script of the package stumbles over.")
        : Trouble.lasting("package-install-failed", doing + " failed at package " + what + ": " + tail(log), "");
  }

  static Trouble removal(String names, String message) {
    return Trouble.lasting("would-remove-packages", message + (names.isEmpty() ? "" : " They are: " + names + "."),
        "If that is right, set allowRemovals to true in the update service.");
  }

  /** The last telling lines as one, of bounded length and without control characters. */
  static String tail(String log) {
    List<String> lines = log.lines().map(String::strip).filter(line -> !line.isEmpty())
        .filter(line -> !ROUTINE.matcher(line).lookingAt()).map(line -> line.replaceAll("\\p{Cc}", "?")).toList();
    String result = String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    return result.substring(Math.max(0, result.length() - LENGTH));
  }
}
