package org.dormouse.ui.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.EngineApi;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.engine.Dialer.Conversation;

/**
 * Connection of the whole workbench to the engine: finds or starts it, connects again by itself. Nobody waits: what is
 * asked goes out on a thread of its own, what comes back arrives on the UI thread. All methods may be called from any
 * thread; listeners are called on the UI thread.
 */
public final class EngineLink implements AutoCloseable {

  /** Everything that {@link ClientApi.Altered} may name. */
  public static final Set<String> ALL_KINDS =
      Set.of("library", "host", "service", "vm", "group", "job", "run", "credential");

  private static final Duration ALTERED_AT_MOST = Duration.ofMillis(250);
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** A question that was asked. */
  public interface Request {
    /** Afterwards neither answer nor failure is told; the engine stops working on it. */
    void cancel();

    boolean isDone();
  }

  private final Dialer dialer;
  private final Hop hop;
  private final Consumer<RunningAsk> slow;
  private final Dialing dialing;
  private final ExecutorService sender = Executors.newSingleThreadExecutor(
      Thread.ofPlatform().daemon().name("engine-asks").factory());
  private final List<Consumer<LinkState>> stateListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Set<String>>> alteredListeners = new CopyOnWriteArrayList<>();
  private final Set<String> altered = new LinkedHashSet<>();
  private final Runnable tellAltered;
  private final Set<Ask<?>> open = ConcurrentHashMap.newKeySet();
  private final Map<String, List<RunFeed>> feeds = new ConcurrentHashMap<>();
  private volatile LinkState state = new LinkState.Connecting("Connecting to the engine");
  private volatile Conversation conversation;

  /**
   * Starts to connect at once.
   *
   * @param slow is given each question that is not answered within a second, on the UI thread
   */
  public EngineLink(Dialer dialer, Hop hop, Consumer<RunningAsk> slow) {
    this.dialer = dialer;
    this.hop = hop;
    this.slow = slow;
    this.tellAltered = hop.coalesced(ALTERED_AT_MOST, this::tellAltered);
    this.dialing = new Dialing(dialer, new Ear(), new Connection());
    dialing.begin();
  }

  public LinkState state() {
    return state;
  }

  public void addStateListener(Consumer<LinkState> onUi) {
    stateListeners.add(onUi);
  }

  public void removeStateListener(Consumer<LinkState> onUi) {
    stateListeners.remove(onUi);
  }

  /** Kinds that were altered, coalesced; all kinds after each connection. */
  public void addAlteredListener(Consumer<Set<String>> onUi) {
    alteredListeners.add(onUi);
  }

  public void removeAlteredListener(Consumer<Set<String>> onUi) {
    alteredListeners.remove(onUi);
  }

  /** Connects at once where there is no connection, and starts the engine even if somebody stopped it. */
  public void start() {
    dialing.start();
  }

  /**
   * Asks in the background. Exactly one of both is told, on the UI thread, unless the request is cancelled; while there
   * is no connection that is a failure.
   *
   * @param what for the Progress view, e.g. {@code Assess 12 virtual machines}; shown there when it takes over a
   *     second; empty: not worth showing
   * @param request makes one request or a chain of them; called on a thread that is not the UI's
   */
  public <T> Request ask(String what, Function<EngineApi, CompletableFuture<T>> request, Consumer<T> onUi,
      Consumer<ApiError> failedOnUi) {
    Ask<T> ask = new Ask<>(what, request, onUi, failedOnUi, hop);
    Conversation now = conversation;
    if (now == null) {
      ask.fail(notConnected());
      return ask;
    }
    open.add(ask);
    try {
      sender.execute(() -> {
        ask.send(now.engine());
        if (now.ended().isDone()) {
          ask.fail(notConnected());
        }
      });
    } catch (RejectedExecutionException e) {
      ask.fail(notConnected());
    }
    hop.after(SLOW, () -> {
      open.removeIf(Ask::isDone);
      if (!ask.isDone() && !what.isEmpty()) {
        slow.accept(ask);
      }
    });
    return ask;
  }

  private ApiError notConnected() {
    return switch (state) {
      case LinkState.Lost lost -> lost.error();
      case LinkState.Connecting connecting -> new ApiError("unreachable", "connecting",
          "The workbench is not connected to the engine yet.", "Wait until the status line says that it is.");
      case LinkState.Connected connected -> new ApiError("unreachable", "connection-lost",
          "The connection to the engine was lost.", "The workbench connects again by itself; try again then.");
    };
  }

  /**
   * Follows a run live, over the end of conversations too (a new snapshot then). A connection that is not there, or an
   * engine that does not know the run, is told by the listener.
   */
  public RunFeed follow(String runId, RunFeed.Listener onUi) {
    RunFeed feed = new RunFeed(runId, onUi, hop, this::unfollow);
    feeds.compute(runId, (id, there) -> {
      List<RunFeed> list = there == null ? new CopyOnWriteArrayList<>() : there;
      list.add(feed);
      return list;
    });
    feed.expectSnapshot();
    openRun(runId);
    return feed;
  }

  private void openRun(String runId) {
    // Whoever follows the run already gets the snapshot as well: the engine tells later changes once.
    ask("Open the run", engine -> engine.open(new RunsApi.RunRef(runId)).thenApply(snapshot -> {
      feeds.getOrDefault(runId, List.of()).forEach(feed -> feed.snapshot(snapshot));
      return snapshot;
    }), snapshot -> { }, error -> feeds.getOrDefault(runId, List.of()).forEach(feed -> feed.failed(error)));
  }

  private void unfollow(RunFeed feed) {
    feeds.computeIfPresent(feed.runId(), (id, there) -> {
      there.remove(feed);
      return there.isEmpty() ? null : there;
    });
    if (!feeds.containsKey(feed.runId()) && conversation != null) {
      ask("Close the run", engine -> engine.close(new RunsApi.RunRef(feed.runId())), closed -> { }, error -> { });
    }
  }

  private void tellAltered() {
    Set<String> kinds;
    synchronized (altered) {
      kinds = Set.copyOf(altered);
      altered.clear();
    }
    if (!kinds.isEmpty()) {
      alteredListeners.forEach(listener -> listener.accept(kinds));
    }
  }

  private void noteAltered(Collection<String> kinds) {
    synchronized (altered) {
      altered.addAll(kinds);
    }
    tellAltered.run();
  }

  private void become(LinkState next) {
    state = next;
    hop.run(() -> stateListeners.forEach(listener -> listener.accept(next)));
  }

  @Override
  public void close() {
    conversation = null;
    dialing.close();
    sender.shutdown();
  }

  /** What the dialing thread tells. */
  private final class Connection implements Dialing.Listener {
    @Override
    public void connecting(String what) {
      become(new LinkState.Connecting(what));
    }

    @Override
    public void connected(Conversation there) {
      conversation = there;
      feeds.forEach((runId, followers) -> {
        followers.forEach(RunFeed::expectSnapshot);
        openRun(runId);
      });
      become(new LinkState.Connected(there.welcome(), dialer.state()));
      noteAltered(ALL_KINDS);
    }

    @Override
    public void lost(ApiError error, Instant since) {
      conversation = null;
      become(new LinkState.Lost(error, since));
      open.forEach(ask -> ask.fail(error));
      open.clear();
      feeds.values().forEach(followers -> followers.forEach(feed -> feed.failed(error)));
    }
  }

  /** What the engine tells; on the connection's thread. */
  private final class Ear implements ClientApi {
    @Override
    public void changed(Changes changes) {
      feeds.getOrDefault(changes.runId(), List.of()).forEach(feed -> feed.changes(changes));
    }

    @Override
    public void progress(Progress progress) {
      open.stream().filter(ask -> ask.isAbout(progress.of())).forEach(ask -> ask.progress(progress));
    }

    @Override
    public void altered(Altered told) {
      noteAltered(told.kinds());
    }

    @Override
    public void leaving(Leaving leaving) {
      if (leaving.wanted()) {
        dialing.stopped();
      }
    }
  }
}
