package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.ListOrEmpty;
import org.dormouse.ui.runs.RunPage;
import org.dormouse.ui.runs.RunViewing;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Every VM of the run on a row, and below the steps of the one that is selected. The table of what Lanes draws. */
public final class TablePage implements RunPage, RunFeed.Listener {

  private final ISelectionChangedListener follow = event -> follow(event.getStructuredSelection());
  private final Runnable refilter = this::refresh;
  private RunViewing viewing;
  private Carrying carrying;
  private SashForm sash;
  private ListOrEmpty list;
  private Rows<Servicing> rows;
  private StepPane steps;
  private boolean telling;

  @Override
  public void create(Composite parent, RunViewing opened) {
    viewing = opened;
    carrying = new Carrying(opened.link(), opened.feed(), parent.getShell());
    sash = new SashForm(parent, SWT.VERTICAL);
    ContextHelp.set(sash, "run");
    list = new ListOrEmpty(sash);
    rows = new Rows<>(list, "Virtual machines of the run", columns(), new Rows.Look<>() {
      @Override
      public String key(Servicing row) {
        return row.id();
      }

      @Override
      public Image image(Servicing row) {
        return Icons.image(StateStyle.ofServicing(row.state()).iconName());
      }
    });
    rows.onSelection(this::tell);
    steps = new StepPane(sash, opened);
    sash.setWeights(55, 45);
    menu();
    refresh();
    opened.addDeltaListener(this);
    opened.addFilterListener(refilter);
    opened.selection().addSelectionChangedListener(follow);
    sash.addDisposeListener(event -> {
      opened.removeDeltaListener(this);
      opened.removeFilterListener(refilter);
      opened.selection().removeSelectionChangedListener(follow);
    });
  }

  private List<Rows.Column<Servicing>> columns() {
    Comparator<Servicing> order = Comparator.comparingInt(Servicing::position);
    return List.of(
        new Rows.Column<>("Virtual machine", 200, false, Servicing::subject, Comparator.comparing(Servicing::subject)),
        new Rows.Column<>("State", 110, false, row -> StateStyle.ofServicing(row.state()).word(),
            Comparator.comparing((Servicing row) -> StateStyle.ofServicing(row.state())).thenComparing(order)),
        new Rows.Column<>("Step", 120, false, row -> step(row).map(step -> Words.stepKind(step.kind())).orElse(""),
            Comparator.comparingInt((Servicing row) -> step(row).map(Step::ordinal).orElse(-1)).thenComparing(order)),
        new Rows.Column<>("Progress", 220, false, this::progress, order),
        new Rows.Column<>("Started", 90, false, row -> row.started().map(Words::time).orElse(""),
            Comparator.comparing(row -> row.started().orElse(Instant.MAX))),
        new Rows.Column<>("Duration", 90, true, row -> RunWords.duration(row.started(), row.ended()),
            Comparator.comparing(row -> RunWords.took(row.started(), row.ended()).orElse(Duration.ZERO))),
        new Rows.Column<>("Tries", 50, true, row -> String.valueOf(RunWords.tries(attempts(row))),
            Comparator.comparingInt(row -> RunWords.tries(attempts(row)))),
        new Rows.Column<>("Host", 90, false, row -> RunWords.host(viewing.feed().steps(row.id())),
            Comparator.comparing((Servicing row) -> RunWords.host(viewing.feed().steps(row.id())))
                .thenComparing(order)),
        new Rows.Column<>("Trouble", 320, false, row -> row.trouble().map(trouble -> trouble.message()).orElse(""),
            Comparator.comparing(row -> row.trouble().map(trouble -> trouble.message()).orElse(""))));
  }

  private List<Step> attempts(Servicing row) {
    return viewing.feed().attempts(row.id());
  }

  private Optional<Step> step(Servicing row) {
    return RunWords.present(viewing.feed().steps(row.id()));
  }

  private String progress(Servicing row) {
    return step(row).filter(step -> RunWords.isOpen(step.state())).map(RunWords::progress).orElse("");
  }

  private void menu() {
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(manager -> {
      List<Servicing> selected = rows.selected();
      for (Verb verb : Verb.values()) {
        Action action = new Action(verb.label(), Icons.of(verb.iconName())) {
          @Override
          public void run() {
            carrying.carryOut(verb, selected);
          }
        };
        action.setEnabled(carrying.isPossible(verb, selected));
        manager.add(action);
      }
    });
    rows.control().setMenu(menu.createContextMenu(rows.control()));
  }

  private void tell(List<Servicing> selected) {
    telling = true;
    try {
      viewing.selection().setSelection(new StructuredSelection(selected));
    } finally {
      telling = false;
    }
    steps.show(selected.stream().findFirst());
  }

  /** Another page selected something. */
  private void follow(IStructuredSelection selection) {
    if (telling || selection.isEmpty()) {
      return;
    }
    Object first = selection.getFirstElement();
    Optional<String> id = first instanceof Servicing servicing ? Optional.of(servicing.id())
        : first instanceof Step step ? Optional.of(step.servicingId()) : Optional.empty();
    id.ifPresent(servicing -> {
      rows.select(List.of(servicing));
      steps.show(viewing.feed().servicing(servicing));
    });
  }

  private void refresh() {
    List<Servicing> shown = viewing.feed().servicings().stream().filter(viewing.filter()).toList();
    rows.show(shown);
    if (shown.isEmpty()) {
      int all = viewing.feed().servicings().size();
      list.showEmpty(all + " " + viewing.feed().run().isPresent(), empty -> explain(empty, all));
    } else {
      list.show(rows.control());
    }
  }

  private void explain(EmptyState empty, int all) {
    if (all > 0) {
      empty.says("filter", "No virtual machine of this run passes this filter.")
          .action("Show all " + all, viewing::clearFilter);
    } else if (viewing.feed().run().isPresent()) {
      empty.says("run", "This run has no virtual machine.",
          "The names and groups of its job meant none when it began.");
    } else {
      empty.says("engine-connecting", "The virtual machines of this run are shown as soon as the engine tells them.");
    }
  }

  @Override
  public void changed(RunFeed feed, RunFeed.Delta delta) {
    if (!sash.isDisposed()) {
      refresh();
      steps.changed(delta);
    }
  }

  @Override
  public void failed(ApiError error) {
    // The editor's head says so; what is known stays in sight.
  }

  @Override
  public Control control() {
    return sash;
  }

  @Override
  public void setFocus() {
    list.setFocus();
  }
}
