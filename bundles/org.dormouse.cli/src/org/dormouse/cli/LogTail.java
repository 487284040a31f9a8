package org.dormouse.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.api.client.Failures;

/** The end of a log, which may grow and be replaced by a new one meanwhile. */
final class LogTail {

  private static final int MOST_BYTES = 1 << 20;
  private static final long PAUSE_MILLIS = 300;

  private final Terminal terminal;
  private final Path file;

  LogTail(Terminal terminal, Path file) {
    this.terminal = terminal;
    this.file = file;
  }

  int print(int lines, boolean follow) {
    try {
      long end = last(Math.max(0, lines));
      while (follow) {
        Thread.sleep(PAUSE_MILLIS);
        end = more(end);
      }
      return Exit.GOOD;
    } catch (NoSuchFileException e) {
      throw CommandFailed.usage("no-log", "There is no log at " + file + ".", "An engine has never run with this "
          + "state folder; start it: dormouse engine start");
    } catch (IOException e) {
      throw CommandFailed.usage("log-unreadable", "The log " + file + " cannot be read: " + Failures.text(e) + ".", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.GOOD;
    }
  }

  /** Prints the last lines; answers where the file ended. */
  private long last(int lines) throws IOException {
    long size = Files.size(file);
    List<String> all = read(Math.max(0, size - MOST_BYTES), size).lines().toList();
    all.subList(Math.max(0, all.size() - lines), all.size()).forEach(terminal::say);
    return size;
  }

  private long more(long from) throws IOException {
    long size = Files.exists(file) ? Files.size(file) : from;
    if (size < from) {
      // A new file was begun.
      return more(0);
    }
    if (size > from) {
      terminal.out().print(Terminal.clean(read(Math.max(from, size - MOST_BYTES), size)));
      terminal.out().flush();
    }
    return size;
  }

  private String read(long from, long to) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(from);
      ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Until it is full or the file is shorter than it was.
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
  }
}
