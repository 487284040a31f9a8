package org.dormouse.server.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.RunsApi.ServicingRef;
import org.dormouse.engine.RunControl;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.junit.jupiter.api.Test;

/** What a retry of a whole run asks of the engine. */
class RetryTest {
  private final List<String> tried = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();
  private final List<ServicingView> servicings = new ArrayList<>();
  private final RunRequests requests = new RunRequests(runs(), control());

  private Runs runs() {
    return (Runs) Proxy.newProxyInstance(Runs.class.getClassLoader(), new Class<?>[] {Runs.class},
        (proxy, method, arguments) -> Optional.of(new Runs.Snapshot(1, new RunView("run-1", "nightly", "me",
            RunState.ENDED, Instant.EPOCH, Optional.empty(), Map.of(), 1), servicings, List.of())));
  }

  private RunControl control() {
    return (RunControl) Proxy.newProxyInstance(RunControl.class.getClassLoader(), new Class<?>[] {RunControl.class},
        (proxy, method, arguments) -> {
          tried.add((String) arguments[1]);
          return refused.contains(arguments[1]) ? new RunControl.Refused("cleanup-owed", "Not released yet.")
              : new RunControl.Accepted((String) arguments[1]);
        });
  }

  private void servicing(String id, ServicingState state) {
    servicings.add(new ServicingView("run-1", id, "fleet/" + id, 1, state, Optional.empty(), Optional.empty(),
        Optional.empty()));
  }

  private void retry() {
    requests.retry(new ServicingRef("run-1", ""), new Caller("me", progress -> { }));
  }

  @Test
  void allThatFailedOrWasCancelledIsTriedAgainAndNothingElse() {
    servicing("a", ServicingState.FAILED);
    servicing("b", ServicingState.SUCCEEDED);
    servicing("c", ServicingState.CANCELLED);
    retry();
    assertEquals(List.of("a", "c"), tried);
  }

  @Test
  void oneThatCannotBeTriedAgainYetKeepsNoneOfTheOthersFromIt() {
    servicing("a", ServicingState.FAILED);
    servicing("b", ServicingState.FAILED);
    refused.add("a");
    retry();
    assertEquals(List.of("a", "b"), tried);
  }

  @Test
  void whereNoneCanBeItSaysWhy() {
    servicing("a", ServicingState.FAILED);
    refused.add("a");
    assertTrue(assertThrows(RuntimeException.class, this::retry).getMessage().contains("Not released yet."));
  }
}
