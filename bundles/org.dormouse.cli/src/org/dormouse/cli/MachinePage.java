package org.dormouse.cli;

import java.util.List;
import org.dormouse.api.Machines;
import org.dormouse.api.Machines.Change;

/** One virtual machine, for people. */
final class MachinePage {

  private final Terminal terminal;

  MachinePage(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Machines.Details details) {
    MachineCommands.table(List.of(details.machine())).print(terminal);
    Machines.Machine machine = details.machine();
    terminal.say("Generation " + machine.generation() + ", last serviced " + Words.time(machine.serviced())
        + ", last host " + (machine.host().isEmpty() ? "-" : machine.host()) + ", tags " + Words.list(machine.tags()));
    terminal.say(details.memoryMiB() + " MiB, " + Words.count(details.cpus(), "CPU")
        + (details.macs().isEmpty() ? "" : ", MAC " + String.join(", ", details.macs())));
    head("Disks");
    Table disks = new Table("SLOT", "FILE", "FORMAT", "VIRTUAL SIZE", "FILE SIZE", "PARENT");
    details.disks().forEach(disk -> disks.row(disk.slot(), disk.file(), disk.format(),
        Words.bytes(disk.virtualSize()), Words.bytes(disk.fileSize()), disk.parent().orElse("-")));
    disks.print(terminal);
    if (!details.pending().isEmpty()) {
      head("Pending");
      changes(details.pending()).print(terminal);
    }
    if (!details.generations().isEmpty()) {
      head("Generations");
      Table generations = new Table("NUMBER", "SINCE", "RUN", "CURRENT", "FILES", "SIZE");
      details.generations().forEach(one -> generations.row(one.number(), Words.time(one.created()),
          one.run().isEmpty() ? "-" : one.run(), one.current() ? "yes" : "", one.files().size(),
          Words.bytes(one.files().stream().mapToLong(Machines.FileInfo::size).sum())));
      generations.print(terminal);
    }
    if (!details.findings().isEmpty()) {
      head("Findings");
      Findings.print(terminal, details.findings());
    }
  }

  private void head(String title) {
    terminal.raw("");
    terminal.raw(terminal.styled(Terminal.Style.STRONG, title));
  }

  static Table changes(List<Change> changes) {
    Table table = new Table("PACKAGE", "INSTALLED", "CANDIDATE", "SIZE", "FROM");
    changes.forEach(change -> table.row(change.name(), change.installed().isEmpty() ? "(new)" : change.installed(),
        change.candidate().isEmpty() ? "(removed)" : change.candidate(),
        change.bytes() > 0 ? Words.bytes(change.bytes()) : "-", change.origin()));
    return table;
  }
}
