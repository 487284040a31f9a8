package org.dormouse.ui.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Definitions;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;

/**
 * Fills the throw-away state folder of a demonstration: 300 simulated machines, a host, an update service, groups, a
 * job, and a run of it in progress. Only where the launcher says that this is a demonstration, and only once.
 */
final class DemoSetUp {

  private static final String PROPERTY = "dormouse.demo";
  private static final List<Put> DEFINITIONS = List.of(
      put("library", "fleet", Map.of("type", "simulated", "description", "Three hundred simulated virtual machines",
          "settings", Map.of("vms", "300", "upToDate", "20"))),
      put("host", "grid", Map.of("type", "simulated", "description", "A simulated host", "concurrentVms", 12L)),
      put("host", "spare", Map.of("type", "simulated", "description", "A second, smaller one", "concurrentVms", 4L,
          "settings", Map.of("memoryMiB", "16384", "cpus", "8"))),
      put("service", "updates", Map.of("type", "simulated", "description", "Simulated updates",
          "settings", Map.of("faults", "install-fails:%40 two-cycles:%9", "restartPercent", "20"))),
      put("group", "everything", Map.of("description", "The whole fleet", "virtualMachines", List.of("fleet/*"))),
      put("job", "nightly", Map.of("description", "Services the fleet every night", "groups", List.of("everything"),
          "updateService", "updates")),
      put("job", "pilot", Map.of("description", "A few machines first",
          "virtualMachines", List.of("fleet/*1?"), "updateService", "updates", "bootTest", true)));

  private DemoSetUp() {}

  static boolean isDemo() {
    return Boolean.getBoolean(PROPERTY);
  }

  static void beginIfAsked(EngineLink link) {
    if (!isDemo()) {
      return;
    }
    boolean[] begun = {false};
    Consumer<LinkState> listener = state -> {
      if (state instanceof LinkState.Connected && !begun[0]) {
        begun[0] = true;
        begin(link);
      }
    };
    link.addStateListener(listener);
    listener.accept(link.state());
  }

  private static void begin(EngineLink link) {
    link.ask("Prepare the demonstration", DemoSetUp::fill, run -> { },
        error -> Problems.log("The demonstration could not be prepared: " + error.message(), null));
  }

  private static CompletableFuture<RunsApi.RunRef> fill(EngineApi engine) {
    CompletableFuture<?> chain = CompletableFuture.completedFuture(null);
    for (Put definition : DEFINITIONS) {
      chain = chain.thenCompose(before -> engine.put(definition));
    }
    return chain.thenCompose(defined -> engine.scanLibrary(new Definitions.Named("library", "fleet")))
        .thenCompose(scanned -> engine.assess(new Machines.Assess(List.of("fleet/*"), "updates")))
        .thenCompose(assessed -> engine.run(new RunsApi.RunJob("nightly", List.of())));
  }

  private static Put put(String kind, String name, Map<String, Object> attributes) {
    Map<String, Object> document = new LinkedHashMap<>(attributes);
    document.put("name", name);
    return new Put(kind, name, document, -1);
  }
}
