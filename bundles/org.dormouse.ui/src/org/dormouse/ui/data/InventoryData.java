package org.dormouse.ui.data;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.Machines;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.Hop;
import org.dormouse.ui.engine.LinkState;

/**
 * What lists show, kept in memory, fetched anew in the background when the engine says that it was altered: of each
 * kind one request at a time, and after a slow answer a longer pause than after a quick one. What was known stays while
 * the engine is away. UI thread only.
 */
public final class InventoryData implements AutoCloseable {

  /** So many runs are kept, the newest. */
  public static final int MOST_RUNS = 1000;

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(400);
  /** After an answer at least this many times as long is waited as it took. */
  private static final int PATIENCE = 3;

  /** What there is to list. */
  public enum Kind {
    LIBRARY("library"), HOST("host"), SERVICE("service"), GROUP("group"), JOB("job"), VM("vm"), RUN("run"),
    CREDENTIAL("credential");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** As the engine calls it. */
    public String id() {
      return id;
    }

    public static Optional<Kind> of(String id) {
      return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
  }

  private final EngineLink link;
  private final Hop hop;
  private final Map<Kind, Map<String, Definition>> definitions = new EnumMap<>(Kind.class);
  private final Map<Kind, ApiError> errors = new EnumMap<>(Kind.class);
  private final Set<Kind> loaded = EnumSet.noneOf(Kind.class);
  private final Set<Kind> asking = EnumSet.noneOf(Kind.class);
  private final Set<Kind> again = EnumSet.noneOf(Kind.class);
  private final List<Consumer<Set<Kind>>> listeners = new CopyOnWriteArrayList<>();
  private final Consumer<Set<String>> onAltered = this::altered;
  private final Consumer<LinkState> onState = this::stateChanged;
  private Map<String, Machine> machines = Map.of();
  private List<Machine> machineList = List.of();
  private List<RunsApi.Run> runs = List.of();
  private boolean olderRuns;
  private List<Credential> credentials = List.of();

  public InventoryData(EngineLink link, Hop hop) {
    this.link = link;
    this.hop = hop;
    link.addAlteredListener(onAltered);
    link.addStateListener(onState);
    if (link.state() instanceof LinkState.Connected) {
      refresh(EnumSet.allOf(Kind.class));
    }
  }

  /** By name. Of {@link Kind#VM} the declared parts; none of runs and credentials, which have lists of their own. */
  public List<Definition> definitions(Kind kind) {
    return List.copyOf(definitions.getOrDefault(kind, Map.of()).values());
  }

  public Optional<Definition> definition(Kind kind, String name) {
    return Optional.ofNullable(definitions.getOrDefault(kind, Map.of()).get(name));
  }

  /** By id. */
  public List<Machine> machines() {
    return machineList;
  }

  /** @param id {@code library/name} */
  public Optional<Machine> machine(String id) {
    return Optional.ofNullable(machines.get(id));
  }

  /** Newest first; {@link #MOST_RUNS} at most. */
  public List<RunsApi.Run> runs() {
    return runs;
  }

  /** Whether the engine has runs that are older than {@link #runs()}. */
  public boolean hasOlderRuns() {
    return olderRuns;
  }

  /** By name. */
  public List<Credential> credentials() {
    return credentials;
  }

  /** Whether everything has been fetched once. */
  public boolean isLoaded() {
    return loaded.size() == Kind.values().length;
  }

  public boolean isLoaded(Kind kind) {
    return loaded.contains(kind);
  }

  /** Why what is shown may be old or not be there. */
  public Optional<ApiError> error() {
    return link.state() instanceof LinkState.Lost lost ? Optional.of(lost.error())
        : errors.values().stream().findFirst();
  }

  /** Told which kinds have changed; all when the connection is lost or there again. */
  public void addListener(Consumer<Set<Kind>> onUi) {
    listeners.add(onUi);
  }

  public void removeListener(Consumer<Set<Kind>> onUi) {
    listeners.remove(onUi);
  }

  /** Fetches them anew, soon. */
  public void refresh(Set<Kind> kinds) {
    if (link.state() instanceof LinkState.Connected) {
      kinds.forEach(this::refresh);
    }
  }

  @Override
  public void close() {
    link.removeAlteredListener(onAltered);
    link.removeStateListener(onState);
  }

  private void altered(Set<String> kinds) {
    refresh(kinds.stream().flatMap(kind -> Kind.of(kind).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))));
  }

  private void stateChanged(LinkState state) {
    if (!(state instanceof LinkState.Connected)) {
      tell(EnumSet.allOf(Kind.class));
    }
  }

  private void refresh(Kind kind) {
    if (!asking.add(kind)) {
      again.add(kind);
      return;
    }
    switch (kind) {
      case VM -> fetchMachines();
      case RUN -> fetch(kind, engine -> engine.runs(new RunsApi.Limit(MOST_RUNS + 1)), answer -> {
        runs = answer.stream().sorted(Comparator.comparing(RunsApi.Run::submitted).reversed()).limit(MOST_RUNS).toList();
        olderRuns = answer.size() > MOST_RUNS;
      });
      case CREDENTIAL -> fetch(kind, EngineApi::credentials, answer -> credentials = answer.stream()
          .sorted(Comparator.comparing(Credential::name)).toList());
      default -> fetch(kind, engine -> engine.definitions(new Definitions.Kind(kind.id)).thenApply(
          InventoryData::byName), answer -> definitions.put(kind, answer));
    }
  }

  /** Listed and indexed on the connection's thread: there may be ten thousand of them. */
  private record Fleet(List<Machine> list, Map<String, Machine> byId, Map<String, Definition> declared) {}

  private void fetchMachines() {
    fetch(Kind.VM, engine -> engine.machines(new Machines.Filter("", "", "")).thenCombine(
        engine.definitions(new Definitions.Kind(Kind.VM.id)), (all, declared) -> {
          List<Machine> list = all.stream().sorted(Comparator.comparing(Machine::id)).toList();
          Map<String, Machine> byId = new HashMap<>();
          list.forEach(machine -> byId.put(machine.id(), machine));
          return new Fleet(list, byId, byName(declared));
        }), fleet -> {
          machineList = fleet.list();
          machines = fleet.byId();
          definitions.put(Kind.VM, fleet.declared());
        });
  }

  private static Map<String, Definition> byName(List<Definition> answer) {
    Map<String, Definition> byName = new LinkedHashMap<>();
    answer.stream().sorted(Comparator.comparing(Definition::name)).forEach(each -> byName.put(each.name(), each));
    return byName;
  }

  private <T> void fetch(Kind kind, Function<EngineApi, CompletableFuture<T>> request,
      Consumer<T> keep) {
    long asked = System.nanoTime();
    link.ask(loaded.contains(kind) ? "" : "Look what is in the inventory", request, answer -> {
      keep.accept(answer);
      errors.remove(kind);
      loaded.add(kind);
      answered(kind, asked);
    }, error -> {
      if (!error.category().equals("unreachable")) {
        errors.put(kind, error);
        loaded.add(kind);
      }
      answered(kind, asked);
    });
  }

  private void answered(Kind kind, long asked) {
    tell(EnumSet.of(kind));
    Duration pause = Duration.ofNanos((System.nanoTime() - asked) * PATIENCE);
    hop.after(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause, () -> {
      asking.remove(kind);
      if (again.remove(kind)) {
        refresh(EnumSet.of(kind));
      }
    });
  }

  private void tell(Set<Kind> kinds) {
    listeners.forEach(listener -> listener.accept(kinds));
  }
}
