package org.dormouse.ui.help.internal;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds and starts the user's web browser: what the environment variable {@code BROWSER} names, else the desktop's
 * choice, else the first that is installed. Not to be asked on the UI thread.
 *
 * @param path folders with programs
 * @param preferred what the user has said; empty: nothing
 */
record WebBrowsers(List<Path> path, String preferred) {

  private static final String SWITCH = "dormouse.browser";
  private static final List<String> DESKTOP = List.of("x-www-browser", "gnome-www-browser");
  private static final List<String> KNOWN = List.of("firefox", "firefox-esr", "chromium", "chromium-browser",
      "google-chrome", "google-chrome-stable", "microsoft-edge", "brave-browser", "vivaldi", "opera", "konqueror",
      "epiphany", "falkon");
  /** A starter that has not failed by then has found a browser. */
  private static final Duration STARTING = Duration.ofSeconds(3);

  /** None where {@code dormouse.browser} is {@code false}: tests open no windows that they do not close. */
  static WebBrowsers ofThisMachine() {
    if (!Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
      return new WebBrowsers(List.of(), "");
    }
    return new WebBrowsers(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank()).map(Path::of).toList(), System.getenv().getOrDefault("BROWSER", ""));
  }

  /** Programs to be tried one after the other; of a desktop's starter only where there is something to start. */
  List<String> candidates() {
    List<String> installed = Stream.concat(DESKTOP.stream(), KNOWN.stream()).filter(this::isThere).toList();
    return Stream.of(Arrays.stream(preferred.split(File.pathSeparator)).filter(this::isThere),
        installed.isEmpty() ? Stream.<String>empty() : Stream.of("xdg-open").filter(this::isThere),
        installed.stream()).flatMap(programs -> programs).distinct().toList();
  }

  private boolean isThere(String program) {
    return !program.isBlank() && (program.startsWith("/") ? Files.isExecutable(Path.of(program))
        : path.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program))));
  }

  /** Whether one took the address. */
  boolean open(URI address) {
    return candidates().stream().anyMatch(program -> start(program, address).isPresent());
  }

  private static Optional<Process> start(String program, URI address) {
    try {
      Process process = new ProcessBuilder(program, address.toString())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      boolean ended = process.waitFor(STARTING.toMillis(), TimeUnit.MILLISECONDS);
      return ended && process.exitValue() != 0 ? Optional.empty() : Optional.of(process);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
