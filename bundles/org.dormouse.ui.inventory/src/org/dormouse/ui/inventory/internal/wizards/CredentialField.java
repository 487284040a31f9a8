package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.CredentialDialog;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;

/** Chooses the credential by which a host or a service is reached, among those that are there now, or adds one. */
final class CredentialField {

  private static final String NONE = "none";

  private final Desk desk;
  private final String purpose;
  private final Consumer<Set<Kind>> altered = this::altered;
  private final Combo choice;

  CredentialField(BackendPage page, Composite parent) {
    desk = page.desk();
    purpose = page.draft().kind().id();
    choice = page.choice(parent, "C&redential:", "credential", names(), NONE);
    choice.setToolTipText("User and secret by which it is reached, by name");
    Fields.beside(parent, "Add…", "Add a credential", () -> CredentialDialog.add(parent.getShell(), desk.link(),
        desk.data(), Optional.of(purpose), this::choose));
    desk.data().addListener(altered);
    choice.addDisposeListener(event -> desk.data().removeListener(altered));
  }

  private List<String> names() {
    return desk.data().credentials().stream().filter(one -> one.purpose().equals(purpose)).map(Credential::name)
        .toList();
  }

  private void choose(Credential kept) {
    // one of that name may have been replaced that is for something else, and is still listed as such
    if (!choice.isDisposed() && kept.purpose().equals(purpose)) {
      if (choice.indexOf(kept.name()) < 0) {
        choice.add(kept.name());
      }
      choice.setText(kept.name());
    }
  }

  /** One by one: what is chosen stays so, and an unchanged page need not be tested again. */
  private void altered(Set<Kind> kinds) {
    if (kinds.contains(Kind.CREDENTIAL) && desk.data().isLoaded(Kind.CREDENTIAL)) {
      List<String> names = names();
      for (String offered : choice.getItems()) {
        if (!offered.equals(NONE) && !names.contains(offered) && !offered.equals(choice.getText())) {
          choice.remove(offered);
        }
      }
      names.stream().filter(name -> choice.indexOf(name) < 0).forEach(choice::add);
    }
  }
}
