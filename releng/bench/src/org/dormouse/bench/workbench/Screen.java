package org.dormouse.bench.workbench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.runs.RunEditorInput;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;

/** The window under measurement, used from the thread of the benchmark. */
final class Screen {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long PATIENCE_MINUTES = 30;
  private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(300);
  private static final Duration TOLD_WITHIN = Duration.ofMillis(50);
  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS")
      .withZone(ZoneOffset.UTC);
  private final Display display = PlatformUI.getWorkbench().getDisplay();

  Display display() {
    return display;
  }

  InventoryData data() {
    return PlatformUI.getWorkbench().getService(InventoryData.class);
  }

  EngineLink link() {
    return PlatformUI.getWorkbench().getService(EngineLink.class);
  }

  /** On the UI thread only. */
  IWorkbenchPage page() {
    return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage();
  }

  /** Nothing is painted beneath the welcome page of a new state folder. */
  void leaveWelcome() {
    var intros = PlatformUI.getWorkbench().getIntroManager();
    if (intros.getIntro() != null) {
      intros.closeIntro(intros.getIntro());
    }
  }

  <T> T get(Supplier<T> onUi) {
    Object[] answer = new Object[1];
    RuntimeException[] failure = new RuntimeException[1];
    display.syncExec(() -> {
      try {
        answer[0] = onUi.get();
      } catch (RuntimeException e) {
        failure[0] = e;
      }
    });
    if (failure[0] != null) {
      throw failure[0];
    }
    @SuppressWarnings("unchecked")
    T result = (T) answer[0];
    return result;
  }

  void run(Runnable onUi) {
    get(() -> {
      onUi.run();
      return null;
    });
  }

  /** Looks twenty times a second. */
  void await(String what, BooleanSupplier onUi) {
    long late = System.nanoTime() + Duration.ofMinutes(PATIENCE_MINUTES).toNanos();
    while (!get(onUi::getAsBoolean)) {
      if (System.nanoTime() > late) {
        throw new IllegalStateException("waited in vain for: " + what);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  void rest(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** On the UI thread: handles events until it is so; the milliseconds at work, without those waiting for the desktop. */
  double workUntil(BooleanSupplier done) {
    long worked = 0;
    long late = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!done.getAsBoolean()) {
      long from = System.nanoTime();
      boolean more = display.readAndDispatch();
      worked += System.nanoTime() - from;
      if (from > late) {
        throw new IllegalStateException("waited in vain for a paint");
      }
      if (!more && !done.getAsBoolean()) {
        LockSupport.parkNanos(200_000);
      }
    }
    return worked / 1e6;
  }

  /** Milliseconds of processor time of the UI thread. */
  double work() {
    return THREADS.getThreadCpuTime(display.getThread().threadId()) / 1e6;
  }

  IViewPart show(String view) {
    try {
      return page().showView(view);
    } catch (PartInitException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a double click on it does. */
  IEditorPart openRun(String runId) {
    RunEditorInput input = new RunEditorInput(runId);
    run(() -> Openers.open(page(), Kind.RUN, runId));
    await("the run's editor", () -> page().getActiveEditor() != null
        && page().getActiveEditor().getEditorInput().equals(input));
    return get(() -> page().getActiveEditor());
  }

  /** Has a job run and waits until the inventory knows of it. */
  RunsApi.Run startRun(String job) {
    String[] id = {""};
    ApiError[] failure = new ApiError[1];
    run(() -> link().ask("", engine -> engine.run(new RunsApi.RunJob(job, List.of())), answer -> id[0] = answer.runId(),
        error -> failure[0] = error));
    await("the run", () -> failure[0] != null || data().runs().stream().anyMatch(run -> run.id().equals(id[0])));
    if (failure[0] != null) {
      throw new IllegalStateException("The run was refused: " + failure[0].message());
    }
    return get(() -> run(id[0]));
  }

  RunsApi.Run run(String id) {
    return data().runs().stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
  }

  void cancel(RunsApi.Run run) {
    run(() -> link().ask("", engine -> engine.cancel(new RunsApi.ServicingRef(run.id(), "")), answer -> { },
        error -> { }));
    await("the end of the run", () -> run(run.id()).ended().isPresent());
  }

  /** The list of virtual machines, if it is there. */
  Optional<Table> machines() {
    return find("machines").map(Table.class::cast);
  }

  /** What the product calls so. */
  Optional<Control> find(String id) {
    return find(control -> id.equals(control.getData("org.dormouse.ui.id")));
  }

  /** Brings a page of an editor to the front, counted from the one with the name. */
  void showPage(String first, int plus) {
    find(control -> control instanceof CTabFolder folder && folder.getItemCount() > plus
        && folder.getItem(0).getText().equals(first)).map(CTabFolder.class::cast).ifPresent(folder -> {
          folder.setSelection(plus);
          Event event = new Event();
          event.item = folder.getItem(plus);
          folder.notifyListeners(SWT.Selection, event);
        });
  }

  private static Optional<Control> find(Predicate<Control> wanted) {
    return find(PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell(), wanted);
  }

  private static Optional<Control> find(Composite composite, Predicate<Control> wanted) {
    for (Control child : composite.getChildren()) {
      if (wanted.test(child)) {
        return Optional.of(child);
      }
      Optional<Control> inner = child instanceof Composite within ? find(within, wanted) : Optional.empty();
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  /**
   * Bytes that are really needed. The window stands still while they are found, so not three times at once; and it is
   * said when, as such a block is the benchmark's own.
   */
  long heap() {
    for (int i = 0; i < 3; i++) {
      rest(BETWEEN_COLLECTIONS);
      Instant begin = Instant.now();
      System.gc();
      rest(TOLD_WITHIN); // the log of stalls tells of a block after its end
      Bench.say("collected %s %s", MILLIS.format(begin), MILLIS.format(Instant.now()));
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Without a question: what the window follows goes on in the engine. */
  void close() {
    display.asyncExec(() -> PlatformUI.getWorkbench().close());
  }
}
