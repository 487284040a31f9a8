package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Looking;
import org.dormouse.servicing.preflight.SpaceNeed;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/** Writes the images of the new generation beside the old ones, for the step that tries or the one that stores them. */
record NewImages(StoreRoom room) {

  /**
   * Begins anew; what a former attempt left there is gone before room is asked for.
   *
   * @param ticket makes the step's ticket of this one; {@code then} gets the targets and their hashes
   */
  Outcome begin(Work work, LibraryBackend library, Function<StoreTicket, String> ticket,
      BiFunction<List<Path>, Exported, Outcome> then) {
    return Outcomes.of(library.prepare(work.libraryFolder(), work.machine(), work.key()), targets ->
        room.reserve(work.key(), work.machine(), need(work), targets).map(Outcomes::of)
            .orElseGet(() -> advance(work, new StoreTicket(targets, ""), ticket, then)));
  }

  Outcome advance(Work work, StoreTicket at, Function<StoreTicket, String> ticket,
      BiFunction<List<Path>, Exported, Outcome> then) {
    if (!room.holds(work.key())) {
      room.hold(work.key(), work.machine(), need(work), at.targets());
    }
    return Outcomes.of(work.host(), host -> Outcomes.of(work.hypervisor(), hypervisor ->
        Outcomes.of(hypervisor.export(host, work.key(), at.targets(), at.inner()),
            inner -> ticket.apply(new StoreTicket(at.targets(), inner)),
            exported -> then.apply(at.targets(), exported))));
  }

  static void stop(Work work, StoreTicket at) {
    work.onHost((hypervisor, host) -> hypervisor.stopExport(host, work.key(), at.inner()));
  }

  private static SpaceNeed need(Work work) {
    return new SpaceNeed(work.machine(), new Looking(work.backends()).images(work.machine()));
  }

  /** The VM as it will be, with its images where they are now. */
  static StoredMachine in(StoredMachine machine, List<Path> images) {
    List<MachineDisk> disks = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      disks.add(new MachineDisk(disk.slot(), images.get(disk.slot()), disk.format(), disk.bus()));
    }
    return new StoredMachine(machine.library(), machine.name(), machine.hardware(), disks, machine.cards(),
        machine.definition());
  }
}
