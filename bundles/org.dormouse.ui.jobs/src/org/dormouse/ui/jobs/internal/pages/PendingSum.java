package org.dormouse.ui.jobs.internal.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.style.Words;

/**
 * What is pending over several virtual machines.
 *
 * @param updates packages, {@code security} those of them that come from a security suite
 * @param waiting machines for which something is pending, {@code unknown} those of which nobody knows it
 * @param oldest when the first of those of which it is known was assessed
 */
record PendingSum(int machines, long updates, long security, int waiting, int unknown, Optional<Instant> oldest) {

  static PendingSum of(List<Machine> machines) {
    List<Machine> known = machines.stream().filter(machine -> machine.pending() >= 0).toList();
    return new PendingSum(machines.size(), known.stream().mapToLong(Machine::pending).sum(),
        known.stream().mapToLong(machine -> Math.max(0, machine.pendingSecurity())).sum(),
        (int) known.stream().filter(machine -> machine.pending() > 0).count(), machines.size() - known.size(),
        known.stream().flatMap(machine -> machine.assessed().stream()).min(Comparator.naturalOrder()));
  }

  String text() {
    if (machines == 0) {
      return "Nobody belongs to the job yet.";
    }
    List<String> sentences = new ArrayList<>();
    if (unknown < machines) {
      sentences.add(updates == 0 ? "Nothing is pending."
          : Words.count(updates, "update is", "updates are") + " pending for "
              + Words.count(waiting, "virtual machine", "virtual machines") + ", " + security + " of them security.");
    }
    if (unknown > 0) {
      sentences.add("Of " + Words.count(unknown, "virtual machine it is", "virtual machines it is")
          + " not known: assess " + (unknown == 1 ? "it." : "them."));
    }
    oldest.ifPresent(at -> sentences.add("The oldest assessment was made " + Words.age(at) + "."));
    return String.join(" ", sentences);
  }
}
