package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.RunsApi.RunJob;
import org.dormouse.ui.Ids;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.inventory.internal.actions.ServiceNowDialog.Answer;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.Words;

/**
 * Services the selected virtual machines by a job, at once, and opens the run. A job services only whom it is about; who
 * is left out is said before anything begins, and where no job is about anybody one can be made.
 */
public final class ServiceNowHandler extends SelectionHandler {

  private static final int NAMED = 10;

  @Override
  void carryOut(Given given) {
    List<Machine> machines = given.machines();
    List<Definition> jobs = given.desk().data().definitions(Kind.JOB);
    if (jobs.isEmpty()) {
      AssessHandler.offer(given.window(), "Service Now",
          "There is no servicing job yet. A job says which update service and which hosts are used, and within which "
              + "limits.\n\nMake one for " + named(machines) + "?", "New Servicing Job…", Ids.NEW_JOB);
      return;
    }
    // thousands of machines against the patterns of every job
    CompletableFuture.supplyAsync(() -> JobScope.of(jobs, machines))
        .thenAccept(scopes -> UiThread.run(() -> choose(given, machines, scopes)));
  }

  private static void choose(Given given, List<Machine> machines, List<JobScope> scopes) {
    if (given.window().getShell() == null || given.window().getShell().isDisposed()) {
      return;
    }
    if (scopes.isEmpty()) {
      AssessHandler.offer(given.window(), "Service Now", "No servicing job is about " + named(machines)
          + ".\n\nMake one for them, or add them to a group that a job services.", "New Servicing Job…", Ids.NEW_JOB);
      return;
    }
    ServiceNowDialog.ask(Failed.shell(), scopes).ifPresent(answer -> {
      switch (answer) {
        case Answer.Service(JobScope scope) -> run(given, scope);
        // the selection is still there: the wizard begins with it
        case Answer.NewJob() -> Commands.run(given.window(), Ids.NEW_JOB);
      }
    });
  }

  private static void run(Given given, JobScope scope) {
    String what = "Service " + Words.count(scope.serviced().size(), "virtual machine", "virtual machines") + " by "
        + scope.job();
    List<String> ids = scope.serviced().stream().map(Machine::id).toList();
    given.say(what + "…");
    given.desk().link().ask(what, engine -> engine.run(new RunJob(scope.job(), ids)), run -> {
      given.say("");
      given.desk().data().refresh(Set.of(Kind.RUN, Kind.VM));
      Openers.open(given.window().getActivePage(), Kind.RUN, run.runId());
    }, error -> {
      given.say("");
      Failed.tell(what, error);
    });
  }

  private static String named(List<Machine> machines) {
    return machines.stream().limit(NAMED).map(Machine::id).collect(Collectors.joining(", "))
        + (machines.size() > NAMED ? " and " + (machines.size() - NAMED) + " more" : "");
  }
}
