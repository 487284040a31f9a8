package org.dormouse.ui.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.RunWatch;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.CancelRun;
import org.dormouse.ui.parts.Openers;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/** Keeps an entry in the Progress view for each run that is going on, whoever began it. UI thread. */
final class RunJobs implements AutoCloseable {

  /** More are told by the list of runs only: each is followed step by step. */
  private static final int MOST = 4;
  private static final Duration TICK = Duration.ofSeconds(10);

  private final InventoryData data;
  private final EngineLink link;
  private final Consumer<Set<Kind>> listener = this::look;
  private final Map<String, Entry> entries = new HashMap<>();
  private boolean closed;

  RunJobs(InventoryData data, EngineLink link) {
    this.data = data;
    this.link = link;
    data.addListener(listener);
    look(Set.of(Kind.RUN));
    tick();
  }

  private void look(Set<Kind> kinds) {
    if (!kinds.contains(Kind.RUN)) {
      return;
    }
    List<Run> going = data.runs().stream().filter(RunWatch::isGoingOn).limit(MOST).toList();
    Set<String> wanted = Set.copyOf(going.stream().map(Run::id).toList());
    entries.entrySet().removeIf(entry -> {
      if (!wanted.contains(entry.getKey())) {
        entry.getValue().close();
        return true;
      }
      return false;
    });
    going.forEach(run -> entries.computeIfAbsent(run.id(), id -> new Entry(run)));
  }

  /** What is left of the time goes down although nothing is told. */
  private void tick() {
    if (!closed) {
      entries.values().forEach(Entry::say);
      UiThread.after(TICK, this::tick);
    }
  }

  private static Optional<IWorkbenchWindow> window() {
    return Optional.ofNullable(PlatformUI.getWorkbench().getActiveWorkbenchWindow())
        .or(() -> Stream.of(PlatformUI.getWorkbench().getWorkbenchWindows()).findFirst());
  }

  @Override
  public void close() {
    closed = true;
    data.removeListener(listener);
    entries.values().forEach(Entry::close);
    entries.clear();
  }

  /** One run; with another job after each that was cancelled, as long as the run goes on. */
  private final class Entry implements AutoCloseable {
    private final RunFeed feed;
    private Run run;
    private RunJob job;
    private boolean over;

    Entry(Run begun) {
      run = begun;
      job = begin();
      feed = link.follow(begun.id(), (from, delta) -> say());
    }

    private RunJob begin() {
      RunJob next = new RunJob(run, () -> UiThread.run(this::open), () -> UiThread.run(this::cancel));
      next.schedule();
      return next;
    }

    void say() {
      if (feed != null) {
        run = feed.run().orElse(run);
        job.say(run, feed.etaSeconds());
      }
    }

    private void open() {
      window().filter(one -> one.getActivePage() != null)
          .ifPresent(one -> Openers.open(one.getActivePage(), Kind.RUN, run.id()));
    }

    private void cancel() {
      if (over || closed) {
        return;
      }
      job = begin();
      say();
      window().ifPresent(one -> CancelRun.ask(one.getShell(), link, run));
    }

    @Override
    public void close() {
      over = true;
      feed.close();
      job.end();
    }
  }
}
