package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.ui.jobs.HookWords;
import org.eclipse.draw2d.geometry.Rectangle;
import org.junit.jupiter.api.Test;

class HookPlacesTest {

  @Test
  void saysTheSameAsTheRulesOfDocuments() {
    for (HookKind kind : HookKind.VALUES) {
      for (Juncture juncture : Juncture.VALUES) {
        ServicingJob job = SomeJobs.job();
        SomeJobs.hook(job, kind, juncture, "h");
        boolean refused = DocumentCodec.validate(job).stream()
            .anyMatch(problem -> problem.path().equals("hooks[0].juncture"));
        assertEquals(refused, HookWords.refusal(kind, juncture).isPresent(), kind + " at " + juncture);
      }
    }
  }

  @Test
  void everyJunctureIsOnOneSideOfOneStep() {
    for (Juncture juncture : Juncture.VALUES) {
      assertEquals(juncture, HookPlaces.at(HookPlaces.step(juncture), HookPlaces.isBefore(juncture)).orElseThrow());
    }
    assertTrue(HookPlaces.at(BuiltInStep.SCAN, true).isEmpty());
  }

  @Test
  void newHooksHaveNamesOfTheirOwn() {
    ServicingJob job = SomeJobs.job();
    assertEquals("approval", HookPlaces.freeName(job.getHooks(), HookKind.APPROVAL));
    SomeJobs.hook(job, HookKind.APPROVAL, Juncture.BEFORE_STORE, "approval");
    SomeJobs.hook(job, HookKind.LOCAL_SCRIPT, Juncture.BEFORE_STORE, "approval-2");
    assertEquals("approval-3", HookPlaces.freeName(job.getHooks(), HookKind.APPROVAL));
  }

  @Test
  void nothingInTheWorkflowCoversAnythingElse() {
    ServicingJob job = SomeJobs.job();
    for (int i = 0; i < 5; i++) {
      SomeJobs.hook(job, HookKind.LOCAL_SCRIPT, Juncture.AFTER_INSTALL, "a" + i);
      SomeJobs.hook(job, HookKind.APPROVAL, Juncture.BEFORE_STORE, "b" + i);
    }
    for (int width : new int[] {0, 700, 1000, 3000}) {
      WorkflowLayout layout = WorkflowLayout.of(job, width);
      List<Rectangle> fixed = new ArrayList<>(layout.steps().values());
      fixed.addAll(layout.junctures().values());
      for (int i = 0; i < fixed.size(); i++) {
        for (int k = 0; k < i; k++) {
          assertFalse(fixed.get(i).intersects(fixed.get(k)), fixed.get(i) + " covers " + fixed.get(k));
        }
        assertTrue(new Rectangle(0, 0, layout.width(), layout.height()).contains(fixed.get(i)));
      }
      layout.hooks().forEach((hook, place) ->
          assertTrue(layout.junctures().get(hook.getJuncture()).contains(place), hook.getName()));
    }
  }

  @Test
  void stepsGoDownAndPhasesFollowEachOther() {
    WorkflowLayout layout = WorkflowLayout.of(SomeJobs.job(), 900);
    int y = -1;
    for (BuiltInStep step : BuiltInStep.values()) {
      assertTrue(layout.steps().get(step).y > y, step.kind());
      y = layout.steps().get(step).y;
      Rectangle band = layout.phases().get(step.phase());
      assertTrue(band.contains(layout.steps().get(step)), () -> step + " is outside of " + step.phase());
    }
    Map<Phase, Rectangle> phases = layout.phases();
    assertEquals(phases.get(Phase.PATCH).y, phases.get(Phase.ASSESS).y + phases.get(Phase.ASSESS).height);
  }

  @Test
  void whatIsDroppedGoesBetweenTheHooksWhereItIsDropped() {
    ServicingJob job = SomeJobs.job();
    Hook first = SomeJobs.hook(job, HookKind.APPROVAL, Juncture.BEFORE_STORE, "first");
    Hook second = SomeJobs.hook(job, HookKind.APPROVAL, Juncture.BEFORE_STORE, "second");
    WorkflowLayout layout = WorkflowLayout.of(job, 900);
    assertEquals(0, layout.indexAt(job, Juncture.BEFORE_STORE, layout.hooks().get(first).y - 5));
    assertEquals(1, layout.indexAt(job, Juncture.BEFORE_STORE, layout.hooks().get(second).y + 1));
    assertEquals(2, layout.indexAt(job, Juncture.BEFORE_STORE, layout.height()));
    assertEquals(0, layout.indexAt(job, Juncture.AFTER_STORE, 10));
  }
}
