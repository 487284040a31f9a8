package org.dormouse.ui.runs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.api.RunsApi.TroubleInfo;
import org.dormouse.ui.runs.Verb;
import org.junit.jupiter.api.Test;

class VerbTest {

  private static Servicing servicing(String state) {
    return new Servicing("run-1", "s1", "lab/web01", 0, state, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Step step(String kind, String state, Optional<TroubleInfo> trouble) {
    return new Step(1, 1, "run-1", "s1", kind, 0, 1, 1, state, "", 0, Optional.empty(), Optional.empty(), trouble,
        Optional.empty(), Optional.empty());
  }

  private static Set<Verb> possible(Servicing servicing, Step... steps) {
    return Arrays.stream(Verb.values()).filter(verb -> verb.isPossible(servicing, List.of(steps)))
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsUnderWayCanOnlyBeCancelled() {
    assertEquals(Set.of(Verb.CANCEL), possible(servicing("RUNNING"), step("install", "RUNNING", Optional.empty())));
    assertEquals(Set.of(Verb.CANCEL), possible(servicing("WAITING")));
  }

  @Test
  void whatFailedCanBeRetriedAndWhatSucceededIsOver() {
    assertEquals(Set.of(Verb.RETRY), possible(servicing("FAILED"), step("install", "FAILED", Optional.empty())));
    assertEquals(Set.of(), possible(servicing("SUCCEEDED")));
    assertEquals(Set.of(), possible(servicing("UP_TO_DATE")));
  }

  @Test
  void anApprovalIsAnsweredWithYesOrNo() {
    assertEquals(Set.of(Verb.APPROVE, Verb.REJECT, Verb.CANCEL), possible(servicing("NEEDS_OPERATOR"),
        step("hook:beforeStore:agree", "NEEDS_OPERATOR", Optional.empty())));
  }

  @Test
  void aStepThatDoesNotKnowHowToGoOnIsRetriedOrSkipped() {
    assertEquals(Set.of(Verb.RETRY, Verb.SKIP, Verb.CANCEL), possible(servicing("NEEDS_OPERATOR"),
        step("hook:beforeStore:once", "NEEDS_OPERATOR", Optional.of(new TroubleInfo("cut-off", "unclear", "")))));
  }
}
