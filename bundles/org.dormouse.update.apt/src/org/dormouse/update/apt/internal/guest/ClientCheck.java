package org.dormouse.update.apt.internal.guest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.ClientReport;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.update.apt.internal.AptSettings;

/** Whether apt and dpkg in a guest can take updates, by one quick query. */
record ClientCheck(Guest guest, AptSettings settings, GuestPlace place) {
  private static final Pattern VERSION = Pattern.compile("apt (\\S+).*");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long LITTLE_KIB = 200 << 10;
  private static final long TOO_LITTLE_KIB = 16 << 10;

  static Trouble halfConfigured(List<String> packages) {
    return Trouble.lasting("dpkg-half-configured", "In the VM, packages are not completely installed: "
        + String.join(", ", packages.stream().limit(20).toList()) + ".",
        "Run 'dpkg --configure -a' in the VM, and 'dpkg --audit' to see what is left.");
  }

  Result<ClientReport> check() {
    return facts().map(facts -> {
      Matcher version = VERSION.matcher(first(facts, "apt"));
      return new ClientReport("apt", version.matches() ? version.group(1) : "", findings(facts));
    }).then(report -> report.findings().stream().filter(finding -> finding.code().equals("update-client-busy"))
        .findFirst().<Result<ClientReport>>map(finding -> Result.failed(Trouble.passing(finding.code(),
            finding.message(), finding.remedy()))).orElse(Result.ok(report)));
  }

  /** Free KiB by mount point, as df tells it. */
  static Map<String, Long> freeKib(List<String> lines) {
    Map<String, Long> result = new HashMap<>();
    for (String line : lines) {
      String[] parts = line.split(" ", 2);
      if (parts.length == 2 && parts[0].matches("\\d{1,15}")) {
        result.put(parts[1], Long.parseLong(parts[0]));
      }
    }
    return result;
  }

  Result<Map<String, List<String>>> facts() {
    return guest.session().run(List.of("/bin/sh", "-c", "OUT=/dev/null\n" + place.script("check")), new byte[0],
        LIMIT).then(result -> {
          Map<String, List<String>> facts = new HashMap<>();
          String text = new String(result.output(), StandardCharsets.UTF_8);
          for (String line : text.split("\n")) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
              facts.computeIfAbsent(line.substring(0, tab), key -> new ArrayList<>())
                  .add(line.substring(tab + 1).replaceAll("\\p{Cc}", " ").strip());
            }
          }
          boolean whole = result.exitCode() == 0 && !result.truncated() && text.stripTrailing().endsWith("end");
          return whole ? Result.ok(facts) : Result.failed(Trouble.lasting("guest-script-failed",
              "Looking at apt in the VM ended with " + result.exitCode() + ": "
              + AptFailure.tail(new String(result.errors(), StandardCharsets.UTF_8)), ""));
        });
  }

  private static String first(Map<String, List<String>> facts, String key) {
    return facts.getOrDefault(key, List.of("")).getFirst();
  }

  private List<Finding> findings(Map<String, List<String>> facts) {
    List<Finding> findings = new ArrayList<>();
    String subject = guest.key();
    if (facts.containsKey("missing")) {
      findings.add(Finding.block("client-missing", subject, "The VM lacks " + String.join(", ", facts.get("missing"))
          + ".", "Install it in the VM, or choose another update service."));
    }
    if (facts.containsKey("readonly")) {
      findings.add(Finding.block("guest-read-only", subject, "dpkg's database in the VM cannot be written.",
          "Find out why the VM's root file system is mounted read-only."));
    }
    if (facts.containsKey("broken") || facts.containsKey("journal")) {
      Trouble trouble = halfConfigured(facts.getOrDefault("broken", List.of("dpkg was interrupted")));
      findings.add(Finding.block(trouble.code(), subject, trouble.message(), trouble.remedy()));
    }
    if (facts.containsKey("locked")) {
      findings.add(Finding.block("update-client-busy", subject, "Another program in the VM uses dpkg ("
          + String.join(", ", facts.get("locked")) + " is locked).", "It is tried again."));
    }
    List<String> served = settings.architectures();
    if (!served.contains(first(facts, "architecture"))) {
      findings.add(Finding.block("architecture-not-served", subject, "The VM is of architecture "
          + first(facts, "architecture") + ", the service has " + String.join(", ", served) + ".",
          "Add it to the setting architectures."));
    }
    facts.getOrDefault("foreign", List.of()).stream().filter(name -> !served.contains(name)).forEach(name ->
        findings.add(Finding.warn("architecture-not-served", subject, "The VM also has the architecture " + name
            + ", for which the service has no index; its packages are not updated.",
            "Add it to the setting architectures.")));
    space(freeKib(facts.getOrDefault("disk", List.of())), subject, findings);
    return findings;
  }

  private static void space(Map<String, Long> free, String subject, List<Finding> findings) {
    free.forEach((mount, kib) -> {
      if (mount.equals("/run") || mount.equals("/boot")) {
        return;
      }
      if (kib < TOO_LITTLE_KIB) {
        findings.add(Finding.block("guest-disk-full", subject, "In the VM, " + mount + " has only " + kib
            + " KiB free.", "Free space in the VM or enlarge its disk."));
      } else if (kib < LITTLE_KIB) {
        findings.add(Finding.warn("guest-disk-low", subject, "In the VM, " + mount + " has only " + kib / 1024
            + " MiB free.", "Free space in the VM or enlarge its disk."));
      }
    });
  }
}
