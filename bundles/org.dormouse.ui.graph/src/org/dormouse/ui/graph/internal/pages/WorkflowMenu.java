package org.dormouse.ui.graph.internal.pages;

import java.util.List;
import java.util.Optional;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.ui.graph.internal.commands.WorkflowEdits;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.parts.JunctureEditPart;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.style.Icons;
import org.eclipse.emf.common.command.Command;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.widgets.Control;

/** All that can be done with the mouse in a workflow, for the keyboard; the same menu on the graph and on its table. */
final class WorkflowMenu {

  private final EditPartViewer viewer;
  private final WorkflowPage page;
  private final WorkflowEdits edits;

  WorkflowMenu(EditPartViewer viewer, WorkflowPage page, WorkflowEdits edits) {
    this.viewer = viewer;
    this.page = page;
    this.edits = edits;
    on(viewer.getControl());
  }

  /** A context menu of its own for a control that shows the same. */
  void on(Control control) {
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(this::fill);
    control.setMenu(menu.createContextMenu(control));
    control.addDisposeListener(event -> menu.dispose());
  }

  private void fill(IMenuManager menu) {
    List<Hook> hooks = page.selectedHooks();
    if (hooks.size() == 1) {
      forHook(menu, hooks.get(0));
    }
    if (!hooks.isEmpty()) {
      menu.add(action("Delete\tDel", Icons.of("delete"), true, () -> run(edits.delete(hooks))));
      menu.add(new Separator());
    }
    fillAdd(menu, juncture());
    menu.add(new Separator());
    Action boot = action("Boot Test Before Storing", null, true, () ->
        run(edits.setBootTest(!edits.job().isBootTest())));
    boot.setChecked(edits.job().isBootTest());
    menu.add(boot);
    menu.add(new Separator());
    menu.add(action("Undo", null, edits.domain().getCommandStack().canUndo(), edits.domain().getCommandStack()::undo));
    menu.add(action("Redo", null, edits.domain().getCommandStack().canRedo(), edits.domain().getCommandStack()::redo));
  }

  /** @param here where they are added; empty: each juncture is offered that allows it */
  void fillAdd(IMenuManager menu, Optional<Juncture> here) {
    for (HookKind kind : HookKind.VALUES) {
      MenuManager add = new MenuManager("Add " + HookWords.title(kind), Icons.of(HookWords.icon(kind)), null);
      HookWords.allowed(kind).stream().filter(juncture -> here.isEmpty() || juncture == here.get())
          .forEach(juncture -> add.add(action(HookWords.title(juncture), null, true, () -> add(kind, juncture))));
      if (!add.isEmpty()) {
        menu.add(add);
      }
    }
  }

  private Optional<Juncture> juncture() {
    for (Object part : viewer.getSelectedEditParts()) {
      if (part instanceof JunctureEditPart juncture) {
        return Optional.of(juncture.juncture());
      }
    }
    return Optional.empty();
  }

  private void forHook(IMenuManager menu, Hook hook) {
    menu.add(action("Edit…\tEnter", Icons.of("edit"), true, () -> page.edit(hook)));
    List<Hook> own = HookPlaces.at(edits.job().getHooks(), hook.getJuncture());
    int index = own.indexOf(hook);
    menu.add(action("Move Up", null, index > 0, () -> run(edits.move(hook, hook.getJuncture(), index - 1))));
    menu.add(action("Move Down", null, index < own.size() - 1, () ->
        run(edits.move(hook, hook.getJuncture(), index + 2))));
    MenuManager to = new MenuManager("Move To");
    HookWords.allowed(hook.getKind()).stream().filter(juncture -> juncture != hook.getJuncture())
        .forEach(juncture -> to.add(action(HookWords.title(juncture), null, true, () -> run(edits.move(hook, juncture,
            HookPlaces.at(edits.job().getHooks(), juncture).size())))));
    menu.add(to);
  }

  private void add(HookKind kind, Juncture juncture) {
    Hook hook = edits.create(kind);
    run(edits.add(hook, juncture, HookPlaces.at(edits.job().getHooks(), juncture).size()));
    page.reveal(hook);
  }

  private void run(Command command) {
    edits.domain().getCommandStack().execute(command);
  }

  private static Action action(String text, ImageDescriptor icon, boolean enabled, Runnable run) {
    Action action = new Action(text, icon) {
      @Override
      public void run() {
        run.run();
      }
    };
    action.setEnabled(enabled);
    return action;
  }
}
