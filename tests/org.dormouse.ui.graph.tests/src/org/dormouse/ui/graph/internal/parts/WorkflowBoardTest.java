package org.dormouse.ui.graph.internal.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.graph.internal.model.SomeJobs;
import org.junit.jupiter.api.Test;

class WorkflowBoardTest {

  @Test
  void problemsAreShownOnTheHookTheyAreAbout() {
    ServicingJob job = SomeJobs.job();
    Hook first = SomeJobs.hook(job, HookKind.APPROVAL, Juncture.BEFORE_STORE, "first");
    Hook second = SomeJobs.hook(job, HookKind.APPROVAL, Juncture.BEFORE_STORE, "second");
    Problem script = new Problem("hooks[1].script", "is wrong");
    Problem name = new Problem("hooks[1].name", "is wrong");
    Problem whole = new Problem("hooks[0]", "is wrong");
    assertEquals(Map.of(first, List.of(whole), second, List.of(script, name)), WorkflowBoard.byHook(List.of(script,
        name, whole, new Problem("hooks", "too many"), new Problem("maxCycles", "x"), new Problem("hooks[7].name", "x"),
        new Problem("hooks[99999999999].name", "x")), job.getHooks()));
  }
}
