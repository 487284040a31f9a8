package org.dormouse.server.internal;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dormouse.json.Json;
import org.dormouse.server.internal.request.CarriedOut;
import org.dormouse.spi.CommandJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that back ends carried out, a file for each servicing, a line of JSON for each command. Written at once,
 * not synced: what a crash of the machine takes is only ever the text for people. A file takes no more than
 * {@value #LARGEST} bytes. Files of runs that are archived go with {@link #removeBefore}. Thread-safe.
 */
final class CommandFiles implements CommandJournal, CarriedOut {

  private static final Logger LOG = LoggerFactory.getLogger(CommandFiles.class);
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final String SUFFIX = ".jsonl";
  private static final long LARGEST = 4 << 20;

  private final Path folder;
  private final InstantSource clock;

  CommandFiles(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public synchronized void carriedOut(String key, Command command) {
    if (!KEY.matcher(key).matches()) {
      return;
    }
    Path file = folder.resolve(key + SUFFIX);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rwx------")));
      }
      String line = Json.write(new Line(clock.instant(), command)) + "\n";
      if ((Files.exists(file) ? Files.size(file) : 0) + line.length() <= LARGEST) {
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("a command of {} was not written down: {}", key, e.toString());
    }
  }

  @Override
  public List<Line> of(String key) {
    if (!KEY.matcher(key).matches()) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    try (Stream<String> text = Files.lines(folder.resolve(key + SUFFIX), StandardCharsets.UTF_8)) {
      text.forEach(line -> {
        try {
          lines.add(Json.read(line, Line.class));
        } catch (JsonParseException e) {
          // the last line, cut off by a crash
        }
      });
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the commands of {} cannot be read: {}", key, e.toString());
    }
    return lines;
  }

  void removeBefore(Instant instant) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(instant)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // nothing was ever carried out
    } catch (IOException e) {
      LOG.warn("old commands in {} were not removed: {}", folder, e.toString());
    }
  }
}
