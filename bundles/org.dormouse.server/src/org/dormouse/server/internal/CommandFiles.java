package org.dormouse.server.internal;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dormouse.json.Json;
import org.dormouse.server.internal.request.CarriedOut;
import org.dormouse.servicing.StepCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that back ends carried out, a file for each servicing, a line of JSON for each command. Written at once,
 * not synced: what a crash of the machine takes is only ever the text for people. A file takes no more than
 * {@value #LARGEST} bytes.
 *
 * <p>Scripts in guests are long, and differ between the guests of a run by the servicing's key only: with that taken
 * out, each is kept once, under {@code texts/}. Thread-safe.
 */
final class CommandFiles implements StepCommands, CarriedOut {

  private static final Logger LOG = LoggerFactory.getLogger(CommandFiles.class);
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final String SUFFIX = ".jsonl";
  private static final long LARGEST = 4 << 20;
  private static final int LONG_TEXT = 512;
  private static final int AT_WORK = 10_000;
  /** Stands for the key. A text that has it already is not shared. */
  private static final String OF_KEY = "\u0001key\u0001";

  private final Path folder;
  private final Path texts;
  private final InstantSource clock;

  /** By key; only servicings that are at work need to be known. */
  private final Map<String, String> steps = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > AT_WORK;
    }
  };

  CommandFiles(Path folder, InstantSource clock) {
    this.folder = folder;
    this.texts = folder.resolve("texts");
    this.clock = clock;
  }

  /** @param text name of the file with the input, if that is a long one; empty: {@code command} has it */
  private record Written(Instant at, String step, Command command, String text) {}

  @Override
  public synchronized void atWork(String key, String step) {
    steps.put(key, step);
  }

  @Override
  public synchronized void carriedOut(String key, Command command) {
    if (!KEY.matcher(key).matches()) {
      return;
    }
    Path file = folder.resolve(key + SUFFIX);
    String step = steps.getOrDefault(key, "");
    try {
      if (!Files.isDirectory(texts)) {
        Files.createDirectories(texts, PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rwx------")));
      }
      boolean shared = command.input().length() > LONG_TEXT && !command.input().contains(OF_KEY);
      String line = Json.write(shared ? new Written(clock.instant(), step, new Command(command.place(), command.words(), "",
          command.remark()), share(command.input().replace(key, OF_KEY))) : new Written(clock.instant(), step, command, ""))
          + "\n";
      if ((Files.exists(file) ? Files.size(file) : 0) + line.length() <= LARGEST) {
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("a command of {} was not written down: {}", key, e.toString());
    }
  }

  private String share(String text) throws IOException {
    String name = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    Path file = texts.resolve(name);
    if (Files.exists(file)) {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } else {
      Path beside = Files.writeString(texts.resolve(name + ".new"), text);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return name;
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
          Written written = Json.read(line, Written.class);
          lines.add(new Line(written.at(), written.step(), whole(key, written)));
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

  private Command whole(String key, Written written) {
    Command command = written.command();
    if (written.text().isEmpty()) {
      return command;
    }
    try {
      String input = Files.readString(texts.resolve(UUID.fromString(written.text()).toString())).replace(OF_KEY, key);
      return new Command(command.place(), command.words(), input, command.remark());
    } catch (IOException | IllegalArgumentException e) {
      return new Command(command.place(), command.words(), "",
          (command.remark() + " (what it read is not on record any more)").strip());
    }
  }

  void removeBefore(Instant instant) {
    removeBefore(folder, instant);
    removeBefore(texts, instant);
  }

  private static void removeBefore(Path from, Instant instant) {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(instant)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // nothing was ever carried out
    } catch (IOException e) {
      LOG.warn("old commands in {} were not removed: {}", from, e.toString());
    }
  }
}
