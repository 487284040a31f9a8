package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.inventory.internal.definitions.Declared;
import org.dormouse.ui.parts.BulkEdit;
import org.dormouse.ui.parts.CredentialChoice;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;

/**
 * What people say of virtual machines that no scan can see: tags, whether they are left out of all servicing, and the
 * credential of the guest. Menu entries for one or many at once. UI thread only.
 */
public record MachineDeclarations(Desk desk, List<Machine> machines) {

  public void fill(IMenuManager menu) {
    menu.add(action("Edit Tags…", "tag", !machines.isEmpty(),
        () -> new TagsDialog(Failed.shell(), desk, machines).open()));
    menu.add(action("Guest Credential…", "credential", !machines.isEmpty(), this::chooseCredential));
    long excluded = machines.stream().filter(machine -> Declared.of(desk.data(), machine.id()).excluded()).count();
    if (excluded < machines.size() || machines.isEmpty()) {
      menu.add(action("Exclude from Servicing", "skip", !machines.isEmpty(), () -> exclude(true)));
    }
    if (excluded > 0) {
      menu.add(action("Include in Servicing", "resume", true, () -> exclude(false)));
    }
  }

  private static Action action(String text, String icon, boolean enabled, Runnable run) {
    Action action = new Action(text, Icons.of(icon)) {
      @Override
      public void run() {
        run.run();
      }
    };
    action.setEnabled(enabled);
    return action;
  }

  private void exclude(boolean excluded) {
    set((excluded ? "Exclude " : "Include ") + count() + (excluded ? " from servicing" : " in servicing"), Declared.EXCLUDED,
        excluded ? Optional.of(true) : Optional.empty());
  }

  private String count() {
    return Words.count(machines.size(), "virtual machine", "virtual machines");
  }

  private void chooseCredential() {
    List<String> now = machines.stream().map(machine -> Declared.of(desk.data(), machine.id()).credential().orElse("")).distinct()
        .sorted().toList();
    CredentialChoice.ask(Failed.shell(), desk.link(), desk.data(), new CredentialChoice.Question("guest",
        machines.size() == 1 ? machines.getFirst().id() : count(),
        "How Dormouse logs in to the guest. One that is reached by its agent needs none.", now),
        chosen -> set("Choose the guest credential of " + count(), Declared.CREDENTIAL, chosen.map(name -> name)));
  }

  private void set(String what, String attribute, Optional<Object> value) {
    BulkEdit edit = BulkEdit.setting(Kind.VM.id(), machines.stream().map(Machine::id).toList(), attribute, value);
    desk.link().ask(what, edit::apply, done -> desk.data().refresh(Set.of(Kind.VM)),
        error -> Failed.tell(what, error));
  }
}
