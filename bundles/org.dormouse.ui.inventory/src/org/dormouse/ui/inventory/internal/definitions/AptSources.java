package org.dormouse.ui.inventory.internal.definitions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The package sources of this machine as suggestions for an update service: both forms that sources.list(5) describes
 * (one line, and paragraphs of fields). Only binary sources that are switched on; sources with passwords in them are
 * left out. A suggestion is only that: what is wrong with a file is passed over. Reads files: not on the UI thread.
 */
public final class AptSources {

  private static final int LARGEST = 1 << 20;
  private static final Path DEFAULT_KEYS = Path.of("usr/share/keyrings");

  private AptSources() {}

  /** @param keyring file with the keys that sign it */
  public record Source(String uri, String suite, List<String> components, String keyring) {}

  /**
   * @param root of the file system, {@code /}
   * @return those whose keys are known, the distribution's own first, else in the order of the files
   */
  public static List<Source> read(Path root) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files(root.resolve("etc/apt"))) {
      content(file).ifPresent(text -> sources.addAll(file.toString().endsWith(".sources")
          ? paragraphs(text) : lines(text)));
    }
    return sources.stream().filter(source -> !source.uri().contains("@"))
        .map(source -> source.keyring().isEmpty() && isDistribution(source) ? withKeyring(source, root) : source)
        .filter(source -> !source.keyring().isEmpty())
        .sorted(Comparator.comparing(source -> !isDistribution(source))).distinct().toList();
  }

  /**
   * The settings of one update service that stands for the sources: those with the keyring of the first, the first
   * without a number and at most nine. Empty if there is none.
   */
  public static Map<String, String> settings(List<Source> sources) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (sources.isEmpty()) {
      return settings;
    }
    String keyring = sources.getFirst().keyring();
    Map<String, List<Source>> byPlace = new LinkedHashMap<>();
    sources.stream().filter(source -> source.keyring().equals(keyring)).forEach(source -> byPlace
        .computeIfAbsent(source.uri() + " " + source.components(), place -> new ArrayList<>()).add(source));
    int number = 1;
    for (List<Source> place : byPlace.values()) {
      String suffix = number == 1 ? "" : "." + number;
      if (number <= 9) {
        settings.put("uri" + suffix, place.getFirst().uri());
        settings.put("suites" + suffix, String.join(" ", place.stream().map(Source::suite).distinct().toList()));
        settings.put("components" + suffix, String.join(" ", place.getFirst().components()));
      }
      number++;
    }
    if (!keyring.isEmpty()) {
      settings.put("keyring", keyring);
    }
    return settings;
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    files.add(folder.resolve("sources.list"));
    try (Stream<Path> parts = Files.list(folder.resolve("sources.list.d"))) {
      parts.filter(file -> file.toString().endsWith(".list") || file.toString().endsWith(".sources")).sorted()
          .limit(100).forEach(files::add);
    } catch (IOException none) {
      return files;
    }
    return files;
  }

  private static Optional<String> content(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static List<Source> lines(String text) {
    List<Source> sources = new ArrayList<>();
    for (String line : text.lines().map(AptSources::withoutRemark).toList()) {
      String options = line.contains("[") && line.contains("]")
          ? line.substring(line.indexOf('[') + 1, line.indexOf(']')) : "";
      String[] words = line.replaceFirst("\\[[^\\]]*\\]", " ").strip().split("\\s+");
      if (words.length >= 3 && words[0].equals("deb") && isReachable(words[1])) {
        String keyring = Stream.of(options.split("\\s+")).filter(option -> option.startsWith("signed-by="))
            .map(option -> option.substring("signed-by=".length())).findFirst().orElse("");
        sources.add(new Source(words[1], words[2], List.of(words).subList(3, words.length), keyring));
      }
    }
    return sources;
  }

  private static List<Source> paragraphs(String text) {
    List<Source> sources = new ArrayList<>();
    for (String paragraph : text.split("\\n\\s*\\n")) {
      Map<String, String> fields = fields(paragraph);
      boolean binary = List.of(fields.getOrDefault("types", "").split("\\s+")).contains("deb");
      if (!binary || fields.getOrDefault("enabled", "yes").equalsIgnoreCase("no")) {
        continue;
      }
      String keyring = fields.getOrDefault("signed-by", "");
      for (String uri : words(fields, "uris")) {
        for (String suite : words(fields, "suites")) {
          if (isReachable(uri)) {
            sources.add(new Source(uri, suite, words(fields, "components"),
                keyring.startsWith("/") ? keyring : ""));
          }
        }
      }
    }
    return sources;
  }

  private static Map<String, String> fields(String paragraph) {
    Map<String, String> fields = new LinkedHashMap<>();
    String last = "";
    for (String line : paragraph.lines().filter(line -> !line.startsWith("#")).toList()) {
      int colon = line.indexOf(':');
      if (!line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
        fields.merge(last, " " + line.strip(), String::concat);
      } else if (colon > 0) {
        last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.put(last, line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static List<String> words(Map<String, String> fields, String name) {
    return Stream.of(fields.getOrDefault(name, "").split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static String withoutRemark(String line) {
    int hash = line.indexOf('#');
    return (hash < 0 ? line : line.substring(0, hash)).strip();
  }

  private static boolean isReachable(String uri) {
    return uri.startsWith("http://") || uri.startsWith("https://") || uri.startsWith("file:");
  }

  private static boolean isDistribution(Source source) {
    return source.uri().matches(".*/(debian|ubuntu)(-[a-z-]+)?/?");
  }

  /** What a system trusts that names no keyring: that of its distribution. */
  private static Source withKeyring(Source source, Path root) {
    String keyring = Stream.of("debian-archive-keyring.gpg", "debian-archive-keyring.pgp",
            "ubuntu-archive-keyring.gpg")
        .map(name -> root.resolve(DEFAULT_KEYS).resolve(name)).filter(Files::isRegularFile)
        .map(file -> Path.of("/").resolve(root.relativize(file)).toString()).findFirst().orElse("");
    return new Source(source.uri(), source.suite(), source.components(), keyring);
  }
}
