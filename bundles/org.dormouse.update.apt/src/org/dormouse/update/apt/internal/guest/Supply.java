package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Scan.Item;
import org.dormouse.update.apt.internal.fetch.Repository;

/**
 * Fetches the packages that guests ask for in the background, a few at a time over all guests, each package once. What
 * is under way is known in memory only: after a restart of the engine it begins anew and finds what was fetched.
 */
final class Supply {
  private static final int AT_ONCE = 6;
  private static final Duration POLL_AFTER = Duration.ofMillis(500);
  /** A near mirror has given what a small update needs by then; the next poll would come later. */
  private static final Duration PATIENCE = Duration.ofMillis(400);
  private final ThreadPoolExecutor fetchers = fetchers();
  private final CommandJournal journal;
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  Supply(CommandJournal journal) {
    this.journal = journal;
  }

  private static final class Task {
    private final List<Future<?>> fetches = new CopyOnWriteArrayList<>();
    private final CountDownLatch left;
    private final AtomicReference<Optional<Trouble>> trouble = new AtomicReference<>(Optional.empty());

    Task(int left) {
      this.left = new CountDownLatch(left);
    }
  }

  /** Threads that leave when nothing is to be fetched. */
  private static ThreadPoolExecutor fetchers() {
    ThreadPoolExecutor fetchers = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("apt-fetch-", 1).factory());
    fetchers.allowCoreThreadTimeOut(true);
    return fetchers;
  }

  /** Done once all items are in the store. Called again with the same key until then. */
  Progress<Result.Nothing> poll(String key, Repository repository, PackageStore store, List<Item> items) {
    if (!tasks.containsKey(key) && allThere(store, items)) {
      return Progress.done(Result.Nothing.NOTHING);
    }
    Task task = tasks.computeIfAbsent(key, k -> start(key, repository, store, items));
    long left = await(task);
    Optional<Trouble> trouble = task.trouble.get();
    if (left == 0) {
      tasks.remove(key, task);
      return trouble.<Progress<Result.Nothing>>map(Progress::failed)
          .orElse(Progress.done(Result.Nothing.NOTHING));
    }
    long had = items.size() - left;
    return new Progress.Running<>("supply", "fetching packages, " + had + " of " + items.size(),
        (double) had / items.size(), POLL_AFTER);
  }

  /** How many fetches are left after a short wait; one that is interrupted is over, and the thread stays it. */
  private static long await(Task task) {
    try {
      task.left.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return task.left.getCount();
  }

  /** Most guests of a night need what another one needed before. */
  private static boolean allThere(PackageStore store, List<Item> items) {
    try {
      for (Item item : items) {
        if (!store.has(item)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void stop(String key) {
    Optional.ofNullable(tasks.remove(key)).ifPresent(task -> task.fetches.forEach(fetch -> fetch.cancel(true)));
  }

  private Task start(String key, Repository repository, PackageStore store, List<Item> items) {
    Task task = new Task(items.size());
    for (Item item : items) {
      task.fetches.add(fetchers.submit(() -> {
        try {
          fetch(key, task, repository, store, item).ifPresent(trouble -> task.trouble.set(Optional.of(trouble)));
        } catch (RuntimeException e) {
          task.trouble.set(Optional.of(Trouble.lasting("package-not-fetched", "Fetching " + item.path()
              + " failed unexpectedly: " + e + ".", "This is a defect; please report it.")));
        } finally {
          task.left.countDown();
        }
      }));
    }
    return task;
  }

  private Optional<Trouble> fetch(String key, Task task, Repository repository, PackageStore store, Item item) {
    try {
      if (task.trouble.get().isPresent()) {
        return Optional.empty();
      }
      // two guests that need the same package wait for one download
      ReentrantLock lock = locks.computeIfAbsent(item.sha256(), sha256 -> new ReentrantLock());
      lock.lockInterruptibly();
      try {
        boolean had = store.has(item);
        Optional<Trouble> trouble = store.fetch(repository, item);
        if (!had && trouble.isEmpty()) {
          tell(key, repository, store.file(item), item);
        }
        return trouble;
      } finally {
        lock.unlock();
      }
    } catch (IOException e) {
      return Optional.of(Trouble.passing("cache-not-writable", "The package cache " + store.folder()
          + " cannot be used: " + e.getMessage() + ".", "Check permissions and free space there."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(Trouble.passing("interrupted", "Fetching " + item.path() + " was interrupted.", ""));
    }
  }

  private void tell(String key, Repository repository, Path file, Item item) {
    journal.carriedOut(key, Command.onHost(repository.command(item.path(), file), "fetch what the guest asked for"));
    journal.carriedOut(key, new Command(Place.HOST, List.of("sha256sum", "--check"), item.sha256() + "  " + file + "\n",
        "as the signed index has it"));
  }
}
