package org.dormouse.ui.inventory.internal.actions;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.ui.style.Words;

/** Which kept generation each virtual machine goes back to: the newest one, until another is chosen. */
final class RollBackPlan {

  private final Map<String, Integer> chosen = new HashMap<>();

  /** The kept ones, newest first. The current one is not among them. */
  static List<GenerationInfo> kept(Details machine) {
    return machine.generations().stream().filter(generation -> !generation.current())
        .sorted(Comparator.comparingInt(GenerationInfo::number).reversed()).toList();
  }

  /** Empty if none was kept. */
  Optional<GenerationInfo> target(Details machine) {
    List<GenerationInfo> kept = kept(machine);
    int number = chosen.getOrDefault(machine.machine().id(), 0);
    return kept.stream().filter(generation -> generation.number() == number).findFirst()
        .or(() -> kept.stream().findFirst());
  }

  void choose(Details machine, GenerationInfo generation) {
    chosen.put(machine.machine().id(), generation.number());
  }

  /** What made it, in words: a run, a rollback, somebody else's engine, or nobody of us. */
  static String maker(GenerationInfo generation) {
    String run = generation.run();
    return run.isEmpty() ? "as found" : run.startsWith("run-") ? Words.run(run)
        : run.startsWith("rollback-") ? "a rollback" : "another installation";
  }
}
