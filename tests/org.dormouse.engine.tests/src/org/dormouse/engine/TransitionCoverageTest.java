package org.dormouse.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.dormouse.engine.internal.Transition;
import org.dormouse.engine.internal.Transitions;
import org.junit.jupiter.api.Test;

/** Every row of the table is there because something needs it: {@link StepMachineTest} has to take each. */
class TransitionCoverageTest {

  @Test
  void everyRowOfTheTableIsTaken() throws ReflectiveOperationException {
    Set<Transition> taken = new HashSet<>();
    for (Method method : StepMachineTest.class.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        StepMachineTest scenario = new StepMachineTest();
        method.invoke(scenario);
        taken.addAll(scenario.taken());
      }
    }
    List<Transition> never = Transitions.TABLE.stream().filter(row -> !taken.contains(row)).toList();
    assertEquals(List.of(), never);
  }
}
