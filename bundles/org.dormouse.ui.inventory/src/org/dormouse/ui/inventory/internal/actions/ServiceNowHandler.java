package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.RunsApi.RunJob;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.MessageDialog;

/** Services the selected virtual machines by a job, at once, and opens the run. */
public final class ServiceNowHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    List<Machine> machines = given.machines();
    List<String> jobs = AssessHandler.names(given.desk(), Kind.JOB);
    if (jobs.isEmpty()) {
      AssessHandler.offer(given.window(), "Service now",
          "There is no servicing job yet. A job says which update service and which hosts are used, and within which "
              + "limits.", "New Servicing Job…", Ids.NEW_JOB);
      return;
    }
    chosen(given, machines, jobs).ifPresent(job -> {
      String what = "Service " + Words.count(machines.size(), "virtual machine", "virtual machines") + " by " + job;
      List<String> ids = machines.stream().map(Machine::id).toList();
      given.say(what + "…");
      given.desk().link().ask(what, engine -> engine.run(new RunJob(job, ids)), run -> {
        given.say("");
        given.desk().data().refresh(Set.of(Kind.RUN, Kind.VM));
        Openers.open(given.window().getActivePage(), Kind.RUN, run.runId());
      }, error -> {
        given.say("");
        Failed.tell(what, error);
      });
    });
  }

  private static Optional<String> chosen(Given given, List<Machine> machines, List<String> jobs) {
    String count = Words.count(machines.size(), "virtual machine", "virtual machines");
    if (jobs.size() > 1) {
      return ChoiceDialog.ask(given.window().getShell(), "Service Now",
          "By which job are the " + count + " serviced? Only those that belong to the job are.", jobs);
    }
    boolean yes = MessageDialog.openConfirm(given.window().getShell(), "Service Now", "Service " + count
        + " by the job " + jobs.getFirst() + " now?\n\nOnly those that belong to the job are serviced. Each is "
        + "replaced whole by a verified new generation, or left as it is.");
    return yes ? Optional.of(jobs.getFirst()) : Optional.empty();
  }
}
