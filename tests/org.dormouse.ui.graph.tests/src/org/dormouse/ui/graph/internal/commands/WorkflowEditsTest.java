package org.dormouse.ui.graph.internal.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.model.SomeJobs;
import org.eclipse.emf.common.command.BasicCommandStack;
import org.eclipse.emf.edit.domain.AdapterFactoryEditingDomain;
import org.eclipse.emf.edit.provider.ComposedAdapterFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkflowEditsTest {

  private final BasicCommandStack stack = new BasicCommandStack();
  private final ServicingJob job = SomeJobs.job();
  private final WorkflowEdits edits = new WorkflowEdits(
      new AdapterFactoryEditingDomain(new ComposedAdapterFactory(), stack), job);
  private final EmfCommandStack graph = new EmfCommandStack(stack);
  private Hook one;
  private Hook two;
  private Hook three;
  private Hook other;

  @BeforeEach
  void addHooks() {
    one = SomeJobs.hook(job, HookKind.LOCAL_SCRIPT, Juncture.BEFORE_STORE, "one");
    other = SomeJobs.hook(job, HookKind.APPROVAL, Juncture.BEFORE_DEPLOY, "other");
    two = SomeJobs.hook(job, HookKind.LOCAL_SCRIPT, Juncture.BEFORE_STORE, "two");
    three = SomeJobs.hook(job, HookKind.LOCAL_SCRIPT, Juncture.BEFORE_STORE, "three");
  }

  private List<String> at(Juncture juncture) {
    return HookPlaces.at(job.getHooks(), juncture).stream().map(Hook::getName).toList();
  }

  private void run(org.eclipse.emf.common.command.Command command) {
    graph.execute(new EmfCommand(command));
  }

  @Test
  void aNewHookComesWhereItIsPutAndGoesWithUndo() {
    Hook fresh = edits.create(HookKind.APPROVAL);
    run(edits.add(fresh, Juncture.BEFORE_STORE, 1));
    assertEquals(List.of("one", "approval", "two", "three"), at(Juncture.BEFORE_STORE));
    assertEquals(List.of(), DocumentCodec.validate(job));
    graph.undo();
    assertEquals(List.of("one", "two", "three"), at(Juncture.BEFORE_STORE));
    graph.redo();
    assertEquals(List.of("one", "approval", "two", "three"), at(Juncture.BEFORE_STORE));
  }

  @Test
  void hooksAreReorderedWithinTheirJuncture() {
    for (int index = 0; index <= 3; index++) {
      run(edits.move(two, Juncture.BEFORE_STORE, index));
      int expected = index <= 1 ? index : index - 1;
      assertEquals(expected, at(Juncture.BEFORE_STORE).indexOf("two"), "put before number " + index);
      while (graph.canUndo()) {
        graph.undo();
      }
      assertEquals(List.of("one", "two", "three"), at(Juncture.BEFORE_STORE));
    }
  }

  @Test
  void aHookMovesToAnotherJunctureInOneStepThatCanBeUndone() {
    run(edits.move(other, Juncture.BEFORE_STORE, 2));
    assertEquals(List.of("one", "two", "other", "three"), at(Juncture.BEFORE_STORE));
    assertEquals(List.of(), at(Juncture.BEFORE_DEPLOY));
    graph.undo();
    assertEquals(List.of("other"), at(Juncture.BEFORE_DEPLOY));
    assertFalse(graph.canUndo());
  }

  @Test
  void deletedHooksComeBackInTheirOrder() {
    run(edits.delete(List.of(one, three)));
    assertEquals(List.of("two"), at(Juncture.BEFORE_STORE));
    graph.undo();
    assertEquals(List.of("one", "two", "three"), at(Juncture.BEFORE_STORE));
  }

  @Test
  void theBootTestIsSwitchedAsACommand() {
    run(edits.setBootTest(true));
    assertTrue(job.isBootTest());
    assertEquals("Switch the boot test on", graph.getUndoCommand().getLabel());
    graph.undo();
    assertFalse(job.isBootTest());
  }

  @Test
  void editingChangesOnlyWhatIsOther() {
    DormousePackage model = DormousePackage.eINSTANCE;
    assertFalse(edits.set(one, Map.of(model.getHook_Timeout(), one.getTimeout())).canExecute());
    run(edits.set(one, Map.of(model.getHook_Timeout(), 5, model.getHook_Script(), "x")));
    assertEquals(5, one.getTimeout());
    run(edits.set(one, Map.of(model.getHook_Timeout(), 300)));
    assertFalse(one.eIsSet(model.getHook_Timeout()));
    graph.undo();
    graph.undo();
    assertEquals("true", one.getScript());
  }

  @Test
  void thereIsOneHistoryForAllPages() {
    int[] told = new int[1];
    graph.addCommandStackListener(event -> told[0]++);
    stack.execute(edits.setBootTest(true));
    assertTrue(graph.canUndo());
    assertTrue(graph.isDirty());
    assertTrue(told[0] > 0);
  }

  @Test
  void aCommandOfTheGraphNeverRunsPastTheEditingDomain() {
    assertThrows(IllegalStateException.class, () -> new EmfCommand(edits.setBootTest(true)).execute());
  }
}
