package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Scan;
import org.dormouse.spi.UpdateService.Scan.Item;
import org.dormouse.update.apt.internal.AptSettings;
import org.dormouse.update.apt.internal.debian.Stanza;
import org.dormouse.update.apt.internal.guest.AptAnswer.Planned;
import org.dormouse.update.apt.internal.index.PackageIndex;
import org.dormouse.update.apt.internal.index.PackageIndex.Entry;

/**
 * Makes a scan of what the guest's apt answered. The guest is not trusted: it can only ask for what the verified index
 * has, and size and hash are taken from there.
 */
record ScanStage(AptSettings settings, PackageIndex index, String snapshotId, GuestPlace place) {
  private static final Pattern URI = Pattern.compile("'file:(?://)?(/[^']*)' (\\S+) (\\d+)(?: .*)?");
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~%:/-]{0,500}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** What the guest asked for cannot be served. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  Result<Scan> judge(StageOutput output) {
    return output.text("simulate").then(log -> output.succeeded("simulate") ? Result.ok(log)
        : Result.failed(AptFailure.of("Asking the VM's apt what is pending", log)))
        .then(log -> output.packages("packages").then(packages -> {
          try {
            return answer(AptAnswer.parse(log), packages, output);
          } catch (IllegalArgumentException e) {
            return Result.failed(StageOutput.garbled(e));
          }
        }));
  }

  private Result<Scan> answer(AptAnswer answer, GuestPackages packages, StageOutput output) {
    if (!packages.broken().isEmpty()) {
      return Result.failed(ClientCheck.halfConfigured(packages.broken()));
    }
    if (!answer.removed().isEmpty() && !settings.allowRemovals()) {
      return Result.failed(AptFailure.removal(names(answer.removed()),
          "The updates would remove packages from the VM."));
    }
    List<String> kept = answer.keptBack().stream().filter(name -> !packages.held().contains(name)).toList();
    if (answer.installed().isEmpty() && answer.removed().isEmpty()) {
      return Result.ok(new Scan(snapshotId, List.of(), List.of(), kept));
    }
    if (!output.succeeded("uris")) {
      return output.tail("uris.errors").then(errors ->
          Result.failed(AptFailure.of("Asking the VM's apt what it needs", errors)));
    }
    return output.text("uris").then(text -> {
      try (PackageIndex.Reader reader = index.reader()) {
        return Result.ok(scan(answer, kept, asked(text), reader));
      } catch (Refused e) {
        return Result.failed(Trouble.lasting("guest-asked-for-unknown-package", "The VM's apt asks for something that "
            + "the signed index does not have: " + e.getMessage() + ".",
            "Check the VM's apt configuration; nothing was given to it."));
      } catch (IOException e) {
        return Result.failed(Trouble.passing("snapshot-unreadable", "The index in the cache cannot be read: "
            + e.getMessage() + ".", "Refresh the update service."));
      }
    });
  }

  private Scan scan(AptAnswer answer, List<String> kept, Set<String> asked, PackageIndex.Reader reader)
      throws IOException, Refused {
    List<PackageChange> changes = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (Planned planned : answer.installed()) {
      Entry entry = entry(planned, asked, reader);
      Stanza stanza = reader.read(entry);
      Item item = item(folder(entry), stanza);
      if (found.add(item.path())) {
        items.add(item);
      }
      changes.add(new PackageChange(planned.name(), planned.architecture(), planned.oldVersion(),
          planned.newVersion(), item.size(), index.sources().get(entry.source()).index().suite()));
    }
    for (Planned planned : answer.removed()) {
      changes.add(new PackageChange(planned.name(), planned.architecture(), planned.oldVersion(), "", 0, ""));
    }
    if (!asked.equals(found)) {
      Set<String> surplus = new HashSet<>(asked);
      surplus.removeAll(found);
      throw new Refused(surplus.isEmpty() ? "fewer files than it says it will install"
          : surplus.iterator().next());
    }
    return new Scan(snapshotId, changes, items, kept);
  }

  private Entry entry(Planned planned, Set<String> asked, PackageIndex.Reader reader) throws IOException, Refused {
    Optional<Entry> any = Optional.empty();
    for (Entry entry : index.find(planned.name())) {
      if (entry.version().equals(planned.newVersion()) && entry.architecture().equals(planned.architecture())) {
        if (asked.contains(folder(entry) + path(reader.read(entry).get("filename")))) {
          return entry;
        }
        any = Optional.of(entry);
      }
    }
    return any.orElseThrow(() -> new Refused(planned.name() + " " + planned.newVersion() + " "
        + planned.architecture()));
  }

  private static Item item(String folder, Stanza stanza) throws Refused {
    String path = folder + path(stanza.get("filename"));
    String sha256 = stanza.get("sha256");
    boolean good = PATH.matcher(path).matches() && !List.of(path.split("/")).contains("..")
        && SHA256.matcher(sha256).matches() && stanza.number("size") > 0;
    if (!good) {
      throw new Refused("the index has no proper path, size or SHA-256 of package " + stanza.get("package"));
    }
    return new Item(path, stanza.number("size"), sha256);
  }

  private Set<String> asked(String text) throws Refused {
    Set<String> paths = new HashSet<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("'")) {
        Matcher matcher = URI.matcher(line);
        String root = place.repository() + "/";
        if (!matcher.matches() || !matcher.group(1).startsWith(root)) {
          throw new Refused(line.substring(0, Math.min(300, line.length())));
        }
        String encoded = matcher.group(1).substring(root.length()).replace("+", "%2B");
        paths.add(path(URLDecoder.decode(encoded, StandardCharsets.UTF_8)));
      }
    }
    return paths;
  }

  private String folder(Entry entry) {
    return index.sources().get(entry.source()).index().folder();
  }

  private static String path(String path) {
    return path.replaceAll("(?<=^|/)(\\./)+", "").replaceAll("/{2,}", "/");
  }

  private static String names(List<Planned> planned) {
    return String.join(", ", planned.stream().map(Planned::name).limit(30).toList());
  }
}
