package org.dormouse.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Help leads nowhere that is not there: contents, contexts of F1, the cheat sheet, links and pictures of the pages. */
class HelpPagesTest {
  private static final String BUNDLE = "org.dormouse.ui.help";
  private static final Pattern TARGET = Pattern.compile("\\b(?:href|src|topic)=\"([^\"#]+)[^\"]*\"");
  private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*>");
  private static final Pattern CONTEXT = Pattern.compile("<context id=\"([^\"]+)\"");
  private static final Pattern ASKED = Pattern.compile("ContextHelp\\.set\\([^,]+, \"([a-z-]+)\"\\)");

  private static final Path HELP = SourceTree.root().resolve("bundles").resolve(BUNDLE);

  @Test
  void everythingThatIsReferredToIsThere() {
    List<String> missing = new ArrayList<>();
    for (Path file : files(HELP, ".html", ".xml")) {
      for (String target : found(TARGET, file)) {
        Path there = target.startsWith("/" + BUNDLE + "/") ? HELP.resolve(target.substring(BUNDLE.length() + 2))
            : file.resolveSibling(target);
        if (!target.contains(":") && !Files.isRegularFile(there)) {
          missing.add(file.getFileName() + ": " + target);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyPageIsInTheContents() {
    Set<String> listed = new TreeSet<>(found(TARGET, HELP.resolve("toc.xml")));
    List<String> unlisted = files(HELP.resolve("html"), ".html").stream()
        .map(page -> "html/" + page.getFileName()).filter(page -> !listed.contains(page)).toList();
    assertEquals(List.of(), unlisted);
  }

  @Test
  void everyPictureIsShownAndSaidInWords() {
    Set<String> shown = new TreeSet<>();
    for (Path page : files(HELP.resolve("html"), ".html")) {
      for (MatchResult picture : PICTURE.matcher(SourceTree.text(page)).results().toList()) {
        assertTrue(picture.group().matches("(?s).*\\balt=\"[^\"]{20,}\".*"),
            page + " does not say what is seen on " + picture.group());
        shown.addAll(TARGET.matcher(picture.group()).results().map(found -> found.group(1)).toList());
      }
    }
    List<String> unused = files(HELP.resolve("html"), ".png").stream()
        .map(file -> "pictures/" + file.getFileName()).filter(file -> !shown.contains(file)).toList();
    assertEquals(List.of(), unused);
  }

  @Test
  void whatTheWindowAsksForByF1IsAContext() {
    Set<String> contexts = new TreeSet<>(found(CONTEXT, HELP.resolve("contexts.xml")));
    List<String> asked = SourceTree.javaFiles().stream()
        .flatMap(file -> found(ASKED, file).stream()).distinct().toList();
    assertFalse(asked.isEmpty());
    assertEquals(List.of(), asked.stream().filter(context -> !contexts.contains(context)).toList());
  }

  private static List<String> found(Pattern pattern, Path file) {
    return pattern.matcher(SourceTree.text(file)).results().map(found -> found.group(1)).toList();
  }

  private static List<Path> files(Path folder, String... endings) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.getFileName().toString().matches("\\.polyglot.*|plugin\\.xml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
