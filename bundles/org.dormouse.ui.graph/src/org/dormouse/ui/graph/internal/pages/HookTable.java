package org.dormouse.ui.graph.internal.pages;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.graph.internal.commands.WorkflowEdits;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.parts.WorkflowBoard;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Icons;
import org.eclipse.emf.common.command.Command;
import org.eclipse.emf.common.notify.Notification;
import org.eclipse.emf.ecore.util.EContentAdapter;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;

/**
 * The hooks of a workflow as a table, in the order in which they are carried out: the same as the graph says, for those
 * who would rather read and type. Alters the job by the commands of the graph, so that undo takes them back alike.
 */
final class HookTable {

  private final WorkflowPage page;
  private final WorkflowEdits edits;
  private final WorkflowBoard board;
  private final Composite area;
  private final Rows<Hook> rows;
  private final Map<Hook, String> keys = new HashMap<>();
  private final Button add;
  private final Menu kinds;
  private final Button edit;
  private final Button delete;
  private final Button up;
  private final Button down;
  private final EContentAdapter follower = new EContentAdapter() {
    @Override
    public void notifyChanged(Notification change) {
      super.notifyChanged(change);
      if (!change.isTouch()) {
        show();
      }
    }
  };

  HookTable(Composite parent, WorkflowPage page, WorkflowEdits edits, WorkflowBoard board, WorkflowMenu menu) {
    this.page = page;
    this.edits = edits;
    this.board = board;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(6, 2).spacing(0, 4).applyTo(area);
    Composite buttons = new Composite(area, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(5).equalWidth(true).spacing(4, 0).applyTo(buttons);
    rows = new Rows<>(area, "Hooks of the workflow", List.of(
        new Rows.Column<>("Where", 150, false, hook -> HookWords.title(hook.getJuncture()),
            Comparator.comparing(Hook::getJuncture)),
        Rows.Column.text("Name", 160, hook -> hook.getName() == null ? "" : hook.getName()),
        Rows.Column.text("Kind", 165, hook -> HookWords.title(hook.getKind())),
        Rows.Column.text("If it fails", 195, HookTable::policy),
        Rows.Column.text("To correct", 260, this::wrong)), new Look());
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 110).applyTo(rows.control());
    rows.onSelection(page::select);
    rows.onOpen(page::edit);
    rows.control().addListener(SWT.KeyDown, this::key);
    menu.on(rows.control());
    add = button(buttons, "&Add", "A new hook (Insert)", this::offer);
    MenuManager additions = new MenuManager();
    menu.fillAdd(additions, Optional.empty());
    kinds = additions.createContextMenu(add);
    add.addDisposeListener(event -> additions.dispose());
    edit = button(buttons, "&Edit…", "All of the selected hook (Enter)", () -> rows.selected().stream().findFirst()
        .ifPresent(page::edit));
    delete = button(buttons, "Dele&te", "Take the selected hooks away (Delete)", this::delete);
    up = button(buttons, "Move &Up", "Earlier at its juncture (Alt+Up)", () -> move(-1));
    down = button(buttons, "Move &Down", "Later at its juncture (Alt+Down)", () -> move(1));
    edits.job().eAdapters().add(follower);
    area.addDisposeListener(event -> edits.job().eAdapters().remove(follower));
    show();
  }

  private final class Look implements Rows.Look<Hook> {
    @Override
    public String key(Hook hook) {
      // a name can be altered, and two can have the same for a while
      return keys.computeIfAbsent(hook, added -> String.valueOf(keys.size()));
    }

    @Override
    public Image image(Hook hook) {
      return Icons.image(HookWords.icon(hook.getKind()));
    }
  }

  private static Button button(Composite parent, String text, String tip, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.setToolTipText(tip);
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
    return button;
  }

  Composite control() {
    return area;
  }

  /** All hooks as the workflow has them now, with what is wrong with each. */
  void show() {
    if (!area.isDisposed()) {
      rows.show(Juncture.VALUES.stream()
          .flatMap(juncture -> HookPlaces.at(edits.job().getHooks(), juncture).stream()).toList());
      enable();
    }
  }

  /** What is selected in the graph. */
  void select(List<Hook> hooks) {
    Look look = new Look();
    rows.select(hooks.stream().map(look::key).toList());
    rows.control().showSelection();
    enable();
  }

  static String policy(Hook hook) {
    if (hook.getKind() == HookKind.APPROVAL) {
      return "refused or late: its VM fails";
    }
    return hook.isMayFail() ? "the workflow goes on" : "its VM fails, others go on";
  }

  private String wrong(Hook hook) {
    return board.problems(hook).stream().map(Problem::message).collect(Collectors.joining("; "));
  }

  private void enable() {
    List<Hook> selected = rows.selected();
    edit.setEnabled(selected.size() == 1);
    delete.setEnabled(!selected.isEmpty());
    up.setEnabled(canMove(selected, -1));
    down.setEnabled(canMove(selected, 1));
  }

  private boolean canMove(List<Hook> selected, int by) {
    if (selected.size() != 1) {
      return false;
    }
    List<Hook> own = HookPlaces.at(edits.job().getHooks(), selected.getFirst().getJuncture());
    int to = own.indexOf(selected.getFirst()) + by;
    return to >= 0 && to < own.size();
  }

  private void move(int by) {
    List<Hook> selected = rows.selected();
    if (canMove(selected, by)) {
      Hook hook = selected.getFirst();
      int index = HookPlaces.at(edits.job().getHooks(), hook.getJuncture()).indexOf(hook);
      // the place is counted with the hook where it stands now
      run(edits.move(hook, hook.getJuncture(), by < 0 ? index - 1 : index + 2));
    }
  }

  private void delete() {
    if (!rows.selected().isEmpty()) {
      run(edits.delete(rows.selected()));
    }
  }

  private void run(Command command) {
    edits.domain().getCommandStack().execute(command);
  }

  /** The menu of what can be added, at the button. */
  private void offer() {
    kinds.setLocation(add.toDisplay(0, add.getSize().y));
    kinds.setVisible(true);
  }

  private void key(Event event) {
    boolean alt = event.stateMask == SWT.ALT;
    switch (event.keyCode) {
      case SWT.DEL -> delete();
      case SWT.INSERT -> offer();
      case SWT.ARROW_UP -> moveByKey(event, alt, -1);
      case SWT.ARROW_DOWN -> moveByKey(event, alt, 1);
      default -> { }
    }
  }

  private void moveByKey(Event event, boolean alt, int by) {
    if (alt) {
      event.doit = false;
      move(by);
    }
  }
}
