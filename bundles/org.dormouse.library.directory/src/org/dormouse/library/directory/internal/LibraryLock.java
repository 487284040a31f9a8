package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps two changes of one VM, and two changes of any records of one library, apart: threads by locks in memory, other
 * processes by an advisory lock on a file that dies with its process. Waiting is bounded and can be interrupted; the
 * work under the library's lock, which takes milliseconds, cannot: an interrupt would close its files in the middle.
 */
public final class LibraryLock {
  private final Duration patience;
  private final ConcurrentHashMap<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

  public LibraryLock(Duration patience) {
    this.patience = patience;
  }

  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException, Refusal;
  }

  /** One change of one VM at a time in this process, for work that may be long. */
  public <T> T holdingMachine(LibraryFolder library, String machine, Work<T> work) throws IOException, Refusal {
    return holding(library.generations(machine), "VM " + machine + " of library " + Shown.of(library.name()), work);
  }

  /** One change in the library at a time, also by other processes; for short work. */
  <T> T holdingLibrary(LibraryFolder library, Work<T> work) throws IOException, Refusal {
    return holding(library.lock(), "library " + Shown.of(library.name()), () -> {
      library.makeOwn();
      try (var channel = FileChannel.open(library.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS); FileLock held = lock(channel, library)) {
        return uninterrupted(work);
      }
    });
  }

  private <T> T holding(Path name, String what, Work<T> work) throws IOException, Refusal {
    ReentrantLock lock = locks.computeIfAbsent(name, n -> new ReentrantLock());
    try {
      if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.passing("library-busy", "Another change of " + what + " did not end within "
            + patience.toSeconds() + " s.", "");
      }
    } catch (InterruptedException e) {
      throw interrupted(what);
    }
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  private FileLock lock(FileChannel channel, LibraryFolder library) throws IOException, Refusal {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      FileLock held = tryLock(channel);
      if (held != null) {
        return held;
      }
      if (System.nanoTime() - end > 0) {
        throw Refusal.passing("library-busy", "Another process held " + library.lock() + " for more than "
            + patience.toSeconds() + " s.", "See which other Dormouse engine uses this library.");
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw interrupted("library " + Shown.of(library.name()));
      }
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another instance in this process has it.
      return null;
    }
  }

  private static Refusal interrupted(String what) {
    Thread.currentThread().interrupt();
    return Refusal.passing("interrupted", "Waiting for " + what + " was interrupted.", "");
  }

  private static <T> T uninterrupted(Work<T> work) throws IOException, Refusal {
    var value = new AtomicReference<T>();
    var failure = new AtomicReference<Throwable>();
    var done = new CountDownLatch(1);
    Thread.ofPlatform().name("dormouse-library").daemon(false).start(() -> {
      try {
        value.set(work.run());
      } catch (Throwable e) {
        failure.set(e);
      } finally {
        done.countDown();
      }
    });
    boolean interrupted = false;
    while (done.getCount() > 0) {
      try {
        done.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.get()) {
      case null -> {
        return value.get();
      }
      case IOException e -> throw e;
      case Refusal e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
