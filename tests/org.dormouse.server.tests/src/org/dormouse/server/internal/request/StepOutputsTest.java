package org.dormouse.server.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.json.Json;
import org.dormouse.servicing.steps.Outputs;
import org.dormouse.spi.Generation;
import org.junit.jupiter.api.Test;

/** What happened to the stored images is told by what lies in the library, not by how the servicing ended. */
class StepOutputsTest {

  private static final Generation SECOND = new Generation(2, Instant.EPOCH, "key", List.of(), true);

  private final List<StepView> steps = new ArrayList<>();
  private final Map<Long, String> outputs = new HashMap<>();

  private void left(String kind, StepState state, Object output) {
    long id = steps.size() + 1;
    steps.add(new StepView(id, id, "run-1", "vm-1", kind, (int) id, 1, 1, state, "", 1, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    outputs.put(id, Json.write(output));
  }

  private String data(ServicingState state) {
    Runs runs = (Runs) Proxy.newProxyInstance(Runs.class.getClassLoader(), new Class<?>[] {Runs.class},
        (proxy, method, arguments) -> Optional.ofNullable(outputs.get(arguments[0])));
    return new StepOutputs(runs, steps).data(state);
  }

  @Test
  void aCancelledServicingThatHadStoredSaysSo() {
    left("store", StepState.CANCELLED, "");
    left("release", StepState.SUCCEEDED, new Outputs.Released(Optional.empty(), Optional.of(SECOND)));
    assertTrue(data(ServicingState.CANCELLED).startsWith("Replaced whole by generation 2"));
    assertTrue(data(ServicingState.FAILED).startsWith("Replaced whole by generation 2"));
  }

  @Test
  void aServicingThatFailedAfterItsStoreSaysSo() {
    left("store", StepState.SUCCEEDED, new Outputs.Stored(SECOND, List.of(), List.of()));
    left("release", StepState.SUCCEEDED, new Outputs.Released(Optional.empty(), Optional.empty()));
    assertEquals("Replaced whole by generation 2, verified before it was put in place.",
        data(ServicingState.SUCCEEDED));
    assertTrue(data(ServicingState.FAILED).startsWith("Replaced whole by generation 2"));
  }

  @Test
  void aServicingThatEndedBeforeIsUntouched() {
    left("store", StepState.FAILED, "");
    left("release", StepState.SUCCEEDED, new Outputs.Released(Optional.empty(), Optional.empty()));
    assertTrue(data(ServicingState.CANCELLED).startsWith("Untouched to the byte"));
  }
}
