package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.ListOrEmpty;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.runs.RunPage;
import org.dormouse.ui.runs.RunViewing;
import org.dormouse.ui.runs.Verb;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Every VM of the run on a row: the table of what Lanes draws. While nobody sees it, it only notes what changed. */
public final class TablePage implements RunPage, RunFeed.Listener {

  private final ISelectionChangedListener follow = event -> follow(event.getStructuredSelection());
  private final Runnable refilter = this::changed;
  private final Map<String, ServicingRow> known = new HashMap<>();
  private RunViewing viewing;
  private Carrying carrying;
  private ListOrEmpty list;
  private Rows<ServicingRow> rows;
  private boolean stale;
  private boolean telling;

  @Override
  public void create(Composite parent, RunViewing opened) {
    viewing = opened;
    carrying = new Carrying(opened.link(), opened.feed(), parent.getShell());
    list = new ListOrEmpty(parent);
    ContextHelp.set(list, "run");
    rows = new Rows<>(list, "Virtual machines of the run", columns(), new Rows.Look<>() {
      @Override
      public String key(ServicingRow row) {
        return row.id();
      }

      @Override
      public Image image(ServicingRow row) {
        return Icons.image(StateStyle.ofServicing(row.servicing().state()).iconName());
      }
    });
    rows.onSelection(this::tell);
    parent.addListener(SWT.Show, event -> catchUp());
    // nobody says that the whole editor came to the front again; but then it is painted
    rows.control().addListener(SWT.Paint, event -> catchUp());
    menu();
    // a thousand rows are another turn's work
    UiThread.inTurns(list, List.of(() -> {
      if (opened.feed().run().isEmpty()) {
        refresh();
      }
      opened.addDeltaListener(this);
      if (opened.selection().getSelection() instanceof IStructuredSelection selected) {
        follow(selected);
      }
    }));
    opened.addFilterListener(refilter);
    opened.selection().addSelectionChangedListener(follow);
    rows.control().addDisposeListener(event -> {
      opened.removeDeltaListener(this);
      opened.removeFilterListener(refilter);
      opened.selection().removeSelectionChangedListener(follow);
    });
  }

  private static List<Rows.Column<ServicingRow>> columns() {
    Comparator<ServicingRow> order = Comparator.comparingInt(row -> row.servicing().position());
    return List.of(
        new Rows.Column<>("Virtual machine", 200, false, row -> row.servicing().subject(),
            Comparator.comparing(row -> row.servicing().subject())),
        new Rows.Column<>("State", 110, false, row -> StateStyle.ofServicing(row.servicing().state()).word(),
            Comparator.comparing((ServicingRow row) -> StateStyle.ofServicing(row.servicing().state()))
                .thenComparing(order)),
        new Rows.Column<>("Step", 120, false, row -> row.step().map(step -> Words.stepKind(step.kind())).orElse(""),
            Comparator.comparingInt(ServicingRow::ordinal).thenComparing(order)),
        new Rows.Column<>("Progress", 220, false, ServicingRow::progress, order),
        new Rows.Column<>("Started", 90, false, row -> row.servicing().started().map(Words::time).orElse(""),
            Comparator.comparing(ServicingRow::started)),
        new Rows.Column<>("Duration", 90, true, row -> RunWords.duration(row.servicing().started(),
            row.servicing().ended()), Comparator.comparing(ServicingRow::took)),
        new Rows.Column<>("Tries", 50, true, row -> String.valueOf(row.tries()),
            Comparator.comparingInt(ServicingRow::tries)),
        new Rows.Column<>("Host", 90, false, ServicingRow::host,
            Comparator.comparing(ServicingRow::host).thenComparing(order)),
        new Rows.Column<>("Trouble", 320, false, ServicingRow::trouble, Comparator.comparing(ServicingRow::trouble)));
  }

  private void menu() {
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(manager -> {
      List<Servicing> selected = rows.selected().stream().map(ServicingRow::servicing).toList();
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

  private void tell(List<ServicingRow> selected) {
    telling = true;
    try {
      viewing.selection().setSelection(new StructuredSelection(selected.stream().map(ServicingRow::servicing)
          .toList()));
    } finally {
      telling = false;
    }
  }

  /** Something was selected elsewhere, or nothing is any more. */
  private void follow(IStructuredSelection selection) {
    if (telling) {
      return;
    }
    List<String> ids = selection.stream().flatMap(one -> servicing(one).stream()).distinct().toList();
    List<String> now = rows.selected().stream().map(ServicingRow::id).toList();
    if (ids.size() == 1 && !ids.equals(now)) {
      rows.reveal(ids.getFirst());
    } else {
      rows.select(ids);
    }
  }

  private static Optional<String> servicing(Object selected) {
    return switch (selected) {
      case Servicing servicing -> Optional.of(servicing.id());
      case Step step -> Optional.of(step.servicingId());
      default -> Optional.empty();
    };
  }

  @Override
  public void changed(RunFeed feed, RunFeed.Delta delta) {
    if (delta.all()) {
      known.clear();
    }
    delta.servicings().forEach(known::remove);
    changed();
  }

  private void changed() {
    stale = true;
    if (!list.isDisposed() && (list.isVisible() || rows.control().getItemCount() == 0)) {
      refresh();
    }
  }

  private void catchUp() {
    if (stale) {
      UiThread.after(Duration.ZERO, this::refresh);
    }
  }

  private void refresh() {
    if (list.isDisposed()) {
      return;
    }
    stale = false;
    List<ServicingRow> shown = viewing.feed().servicings().stream()
        .map(servicing -> known.computeIfAbsent(servicing.id(), id -> ServicingRow.of(servicing, viewing.feed())))
        .filter(ServicingRow.where(viewing.filter())).toList();
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
  public void failed(ApiError error) {
    // The editor's head says so; what is known stays in sight.
  }

  @Override
  public Control control() {
    return list;
  }

  @Override
  public void setFocus() {
    list.setFocus();
  }
}
