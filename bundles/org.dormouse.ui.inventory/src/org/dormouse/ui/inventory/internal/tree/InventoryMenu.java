package org.dormouse.ui.inventory.internal.tree;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.inventory.internal.actions.MachineDeclarations;
import org.dormouse.ui.inventory.internal.actions.Targets;
import org.dormouse.ui.inventory.internal.definitions.CheckDialog;
import org.dormouse.ui.inventory.internal.definitions.Checks;
import org.dormouse.ui.inventory.internal.definitions.HostNetwork;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.inventory.internal.machines.MachineFilter;
import org.dormouse.ui.inventory.internal.machines.MachinesView;
import org.dormouse.ui.inventory.internal.machines.Scans;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Category;
import org.dormouse.ui.inventory.internal.wizards.Wizards;
import org.dormouse.ui.parts.Openers;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.PartInitException;

/** What can be done with what is selected in the tree, beyond the commands that other parts offer as well. */
record InventoryMenu(IWorkbenchPartSite site, Desk desk, Checked checked) {

  /** Told of every host and service that was checked from here. */
  interface Checked {
    void checked(Definition definition, CheckReport report);
  }


  void fill(IMenuManager menu, List<?> selected) {
    List<Definition> definitions = selected.stream().filter(Definition.class::isInstance)
        .map(Definition.class::cast).toList();
    menu.add(new Separator("new"));
    if (definitions.isEmpty() && selected.size() == 1 && selected.getFirst() instanceof Category category) {
      menu.add(action(newLabel(category), () -> Commands.run(site, category.command())));
    }
    menu.add(new Separator("open"));
    if (definitions.size() == 1) {
      addForOne(menu, definitions.getFirst());
    }
    if (!definitions.isEmpty() && definitions.stream().allMatch(Checks::isCheckable)) {
      menu.add(action("Check", () -> check(definitions)));
    }
    List<HostNetwork> networks = networks(selected);
    if (!networks.isEmpty() && networks.size() == selected.size()) {
      menu.add(action("Check", () -> checkNetworks(networks)));
    }
    menu.add(new Separator("servicing"));
    List<Definition> libraries = definitions.stream().filter(one -> one.kind().equals("library")).toList();
    if (!libraries.isEmpty() && libraries.size() == definitions.size()) {
      menu.add(action("Look for New Images", () -> Scans.start(desk, libraries)));
    }
    List<Machine> machines = Targets.of(selected, desk.data().machines());
    if (!machines.isEmpty() && selected.stream().allMatch(Targets::isTarget)) {
      menu.add(new Separator("declared"));
      new MachineDeclarations(desk, machines).fill(menu);
    }
    menu.add(new Separator("show"));
    menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    menu.add(new Separator("edit"));
    if (!definitions.isEmpty()) {
      menu.add(action("Remove…", () -> remove(definitions)));
    }
  }

  private void addForOne(IMenuManager menu, Definition definition) {
    switch (definition.kind()) {
      case "library", "group" -> {
        menu.add(action("Show Virtual Machines", () -> showMachines(definition)));
        menu.add(action("Edit…", () -> Wizards.edit(desk, definition)));
      }
      case "host", "service" -> menu.add(action("Edit…", () -> Wizards.edit(desk, definition)));
      default -> menu.add(action("Open", () -> open(definition)));
    }
  }

  private static String newLabel(Category category) {
    return switch (category) {
      case LIBRARIES -> "Add Library…";
      case GROUPS -> "New VM Group…";
      case HOSTS, NETWORKS -> "Add Maintenance Host…";
      case SERVICES -> "Add Update Service…";
      case JOBS -> "New Servicing Job…";
    };
  }

  private static Action action(String text, Runnable run) {
    return new Action(text) {
      @Override
      public void run() {
        run.run();
      }
    };
  }

  /** What a double click does. */
  void open(Definition definition) {
    switch (definition.kind()) {
      case "library", "group" -> showMachines(definition);
      case "host", "service" -> Wizards.edit(desk, definition);
      default -> Kind.of(definition.kind())
          .ifPresent(kind -> Openers.open(site.getPage(), kind, definition.name()));
    }
  }

  private void showMachines(Definition definition) {
    String column = definition.kind().equals("library") ? "library" : "groups";
    try {
      MachinesView.show(site.getPage(),
          MachineFilter.exactly(column, definition.name()));
    } catch (PartInitException e) {
      ILog.of(InventoryMenu.class).error("The list of virtual machines could not be opened.", e);
    }
  }

  static List<HostNetwork> networks(List<?> selected) {
    return selected.stream().filter(HostNetwork.class::isInstance).map(HostNetwork.class::cast).toList();
  }

  /** A network that is not known yet is asked for; then the Properties view shows it. */
  void open(HostNetwork network) {
    if (network.checked().isEmpty()) {
      checkNetworks(List.of(network));
    }
    try {
      site.getPage().showView(IPageLayout.ID_PROP_SHEET, null, IWorkbenchPage.VIEW_VISIBLE);
    } catch (PartInitException e) {
      ILog.of(InventoryMenu.class).error("The Properties view could not be opened.", e);
    }
  }

  /** What is found is shown where the networks are; no dialog comes in between. */
  private void checkNetworks(List<HostNetwork> networks) {
    List<Definition> hosts = networks.stream().map(HostNetwork::host).toList();
    String what = "Check the network of " + names(hosts);
    desk.link().ask(what, engine -> Checks.ask(engine, hosts), reports -> tell(hosts, reports),
        error -> Failed.tell(what, error));
  }

  private void tell(List<Definition> definitions, List<CheckReport> reports) {
    for (int i = 0; i < definitions.size(); i++) {
      checked.checked(definitions.get(i), reports.get(i));
    }
  }

  private void check(List<Definition> definitions) {
    Definition first = definitions.getFirst();
    String what = definitions.size() > 1 ? "Check " + names(definitions)
        : "Check the " + DefinitionWords.kind(first.kind()).toLowerCase(Locale.ROOT) + " " + first.name();
    desk.link().ask(what, engine -> Checks.ask(engine, definitions),
        reports -> {
          tell(definitions, reports);
          new CheckDialog(Failed.shell(), what, Checks.together(reports)).open();
        }, error -> Failed.tell(what, error));
  }

  private static String names(List<Definition> definitions) {
    return String.join(", ", definitions.stream().limit(8).map(Definition::name).toList())
        + (definitions.size() > 8 ? ", …" : "");
  }

  void remove(List<Definition> definitions) {
    if (definitions.isEmpty()) {
      return;
    }
    boolean sure = MessageDialog.openQuestion(Failed.shell(), "Remove",
        "Remove " + names(definitions) + " from the inventory?\n\nOnly the definition is removed: no image is touched, and what was "
            + "done stays in the history.");
    if (sure) {
      for (Definition definition : definitions) {
        String what = "Remove " + definition.name();
        desk.link().ask(what, engine -> engine.remove(definition.put()),
            gone -> Kind.of(definition.kind()).ifPresent(kind -> desk.data().refresh(Set.of(kind, Kind.VM))),
            error -> Failed.tell(what, error));
      }
    }
  }
}
