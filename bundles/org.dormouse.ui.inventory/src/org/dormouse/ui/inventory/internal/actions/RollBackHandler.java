package org.dormouse.ui.inventory.internal.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.MessageDialog;

/** Puts earlier generations of the selected virtual machines back, after asking, and naming them. */
public final class RollBackHandler extends SelectionHandler {

  private static final int MOST = 200;

  @Override
  void carryOut(Given given) {
    List<Machine> machines = given.machines();
    if (machines.size() > MOST) {
      MessageDialog.openInformation(given.window().getShell(), "Roll Back", "At most " + MOST
          + " virtual machines are rolled back at once, and " + machines.size() + " are selected.\n\nSelect fewer.");
      return;
    }
    String what = "Look for generations of " + Words.count(machines.size(), "virtual machine", "virtual machines");
    given.desk().link().ask(what, engine -> details(engine, machines),
        found -> new RollBackDialog(given.window().getShell(), given.desk(), found).open(),
        error -> Failed.tell(what, error));
  }

  /** One after the other: the engine reads each from its library. */
  private static CompletableFuture<List<Details>> details(EngineApi engine, List<Machine> machines) {
    CompletableFuture<List<Details>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (Machine machine : machines) {
      all = all.thenCompose(found -> engine.machine(new Named("vm", machine.id())).thenApply(details -> {
        found.add(details);
        return found;
      }));
    }
    return all;
  }
}
