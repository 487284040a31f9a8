package org.dormouse.server.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.client.StatePlace;

/**
 * Makes this process the only engine of a state folder. The lock dies with the process, however it dies; the file
 * stays and means nothing by itself.
 */
final class StateLock implements AutoCloseable {

  private static final long PAUSE_MILLIS = 50;

  private final FileChannel channel;
  private final FileLock lock;

  private StateLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits for an engine that is just leaving; empty if one is serving, or has not left within the time.
   *
   * @throws IOException if the file cannot be made or locked
   */
  static Optional<StateLock> take(StatePlace state, Duration limit) throws IOException {
    FileChannel channel = FileChannel.open(state.lock(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        Optional<FileLock> lock = tryLock(channel);
        if (lock.isPresent()) {
          return Optional.of(new StateLock(channel, lock.get()));
        }
        if (System.nanoTime() > end || answers(state.knownSocket())) {
          channel.close();
          return Optional.empty();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Held by another engine in this very process.
      return Optional.empty();
    }
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
