package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;

/** The history of runs: filter, sort, open one, its report, or compare two. */
public final class RunsView extends ViewPart {

  private final Consumer<Set<Kind>> altered = kinds -> show();
  private final Consumer<LinkState> linked = state -> show();
  private InventoryData data;
  private EngineLink link;
  private Composite stack;
  private EmptyState empty;
  private Composite full;
  private Text search;
  private Rows<Run> rows;

  @Override
  public void createPartControl(Composite parent) {
    data = PlatformUI.getWorkbench().getService(InventoryData.class);
    link = PlatformUI.getWorkbench().getService(EngineLink.class);
    stack = new Composite(parent, SWT.NONE);
    ContextHelp.set(stack, "runs");
    stack.setLayout(new StackLayout());
    empty = new EmptyState(stack);
    full = new Composite(stack, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(6, 4).applyTo(full);
    search = new Text(full, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    search.setMessage("Filter runs by job, state or person");
    search.addModifyListener(event -> show());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
    rows = new Rows<>(full, "Runs", columns(), new Rows.Look<>() {
      @Override
      public String key(Run row) {
        return row.id();
      }

      @Override
      public Image image(Run row) {
        return Icons.image(StateStyle.ofRun(row).iconName());
      }
    });
    GridDataFactory.fillDefaults().grab(true, true).applyTo(rows.control());
    rows.onOpen(run -> Openers.open(getSite().getPage(), Kind.RUN, run.id()));
    menu();
    data.addListener(altered);
    link.addStateListener(linked);
    stack.addDisposeListener(event -> {
      data.removeListener(altered);
      link.removeStateListener(linked);
    });
    show();
  }

  private static List<Rows.Column<Run>> columns() {
    return List.of(
        new Rows.Column<>("Job", 150, false, Run::job, Comparator.comparing(Run::job)),
        new Rows.Column<>("State", 110, false, run -> StateStyle.ofRun(run).word(),
            Comparator.comparing((Run run) -> StateStyle.ofRun(run)).thenComparing(Run::submitted)),
        new Rows.Column<>("Started", 110, false, run -> Words.time(run.submitted()),
            Comparator.comparing(Run::submitted)),
        new Rows.Column<>("Duration", 95, true, run -> RunWords.duration(Optional.of(run.submitted()), run.ended()),
            Comparator.comparing(run -> RunWords.took(Optional.of(run.submitted()), run.ended())
                .orElse(Duration.ZERO))),
        number("Serviced", StateStyle.SUCCEEDED), number("Up to date", StateStyle.UP_TO_DATE),
        number("Failed", StateStyle.FAILED),
        new Rows.Column<>("By", 130, false, Run::by, Comparator.comparing(Run::by)),
        new Rows.Column<>("Run", 70, false, Run::id, Comparator.comparing(Run::submitted)));
  }

  private static Rows.Column<Run> number(String title, StateStyle style) {
    return new Rows.Column<>(title, 80, true, run -> String.valueOf(RunWords.count(run, style)),
        Comparator.comparingInt(run -> RunWords.count(run, style)));
  }

  private void menu() {
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(this::fill);
    rows.control().setMenu(menu.createContextMenu(rows.control()));
  }

  private void fill(IMenuManager menu) {
    List<Run> selected = rows.selected();
    menu.add(action("&Open", "run", selected.size() == 1,
        () -> Openers.open(getSite().getPage(), Kind.RUN, selected.getFirst().id())));
    menu.add(action("&Report…", "report", selected.size() == 1,
        () -> new ReportDialog(getSite().getShell(), link, selected.getFirst().id()).open()));
    menu.add(action("&Compare…", "sort", selected.size() == 2, () -> CompareDialog.open(getSite().getShell(), link,
        selected.stream().sorted(Comparator.comparing(Run::submitted)).toList())));
    menu.add(new Separator());
    menu.add(action("Cop&y", "copy", !selected.isEmpty(), rows::copy));
  }

  private static Action action(String text, String iconName, boolean enabled, Runnable onUi) {
    Action action = new Action(text, Icons.of(iconName)) {
      @Override
      public void run() {
        onUi.run();
      }
    };
    action.setEnabled(enabled);
    return action;
  }

  private void show() {
    if (stack == null || stack.isDisposed()) {
      return;
    }
    List<Run> all = data.runs();
    if (all.isEmpty()) {
      empty.follow(link.state(), link, state -> state.says("runs", data.isLoaded()
          ? "No run yet. Running a job services its virtual machines." : "Loading…")
          .action("New servicing job…", this::newJob));
    } else {
      String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
      rows.show(all.stream().filter(run -> wanted.isEmpty() || text(run).contains(wanted))
          .sorted(Comparator.comparing(Run::submitted).reversed()).toList());
    }
    StackLayout layout = (StackLayout) stack.getLayout();
    if (layout.topControl != (all.isEmpty() ? empty : full)) {
      layout.topControl = all.isEmpty() ? empty : full;
      stack.layout();
    }
  }

  private static String text(Run run) {
    return (run.id() + " " + run.job() + " " + run.by() + " " + StateStyle.ofRun(run).word() + " "
        + RunWords.counts(run)).toLowerCase(Locale.ROOT);
  }

  private void newJob() {
    try {
      getSite().getService(IHandlerService.class).executeCommand(Ids.NEW_JOB, null);
    } catch (CommandException e) {
      getViewSite().getActionBars().getStatusLineManager()
          .setErrorMessage("A job cannot be made now: " + e.getMessage());
    }
  }

  @Override
  public void setFocus() {
    if (!rows.control().setFocus()) {
      empty.setFocus();
    }
  }
}
