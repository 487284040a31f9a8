package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.ListOrEmpty;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.parts.SelectionHolder;
import org.dormouse.ui.parts.ViewInTurns;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/** The history of runs: filter, sort, open one, its report, or compare two. */
public final class RunsView extends ViewInTurns {

  private static final int MOST_JOBS = 3;

  private final Consumer<Set<Kind>> altered = kinds -> altered();
  private final Consumer<LinkState> linked = state -> show();
  private final SelectionHolder selection = new SelectionHolder();
  private final FactsPages facts = new FactsPages(
      selected -> RunFacts.ofRuns(selected.stream().flatMap(run -> now((Run) run).stream()).toList()));
  private InventoryData data;
  private EngineLink link;
  private ListOrEmpty whole;
  private Composite full;
  private Text search;
  private Label older;
  private ListOrEmpty list;
  private Rows<Run> rows;

  @Override
  protected void begin() {
    getSite().setSelectionProvider(selection);
  }

  @Override
  protected void make(Composite parent) {
    data = PlatformUI.getWorkbench().getService(InventoryData.class);
    link = PlatformUI.getWorkbench().getService(EngineLink.class);
    whole = new ListOrEmpty(parent);
    ContextHelp.set(whole, "runs");
    full = new Composite(whole, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(6, 4).applyTo(full);
    search = Names.give(new Text(full, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), "Filter the runs");
    search.setMessage("Filter runs by job, state or person");
    search.addModifyListener(event -> show());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
    older = new Label(full, SWT.WRAP);
    GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(older);
    list = new ListOrEmpty(full);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(list);
    rows = new Rows<>(list, "Runs", columns(), new Rows.Look<>() {
      @Override
      public String key(Run row) {
        return row.id();
      }

      @Override
      public Image image(Run row) {
        return Icons.image(StateStyle.ofRun(row).iconName());
      }
    });
    rows.onSelection(selected -> selection.setSelection(new StructuredSelection(selected)));
    rows.onOpen(run -> Openers.open(getSite().getPage(), Kind.RUN, run.id()));
    menu();
    Commands.findIn(getSite(), search);
    data.addListener(altered);
    link.addStateListener(linked);
    whole.addDisposeListener(event -> {
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
        new Rows.Column<>("By", 130, false, Run::by, Comparator.comparing(Run::by)),
        new Rows.Column<>("Run", 70, false, run -> Words.run(run.id()), Comparator.comparing(Run::submitted)),
        new Rows.Column<>("Duration", 95, true, run -> RunWords.duration(Optional.of(run.submitted()), run.ended()),
            Comparator.comparing(run -> RunWords.took(Optional.of(run.submitted()), run.ended())
                .orElse(Duration.ZERO))),
        number("Serviced", StateStyle.SUCCEEDED), number("Up to date", StateStyle.UP_TO_DATE),
        number("Failed", StateStyle.FAILED));
  }

  private static Rows.Column<Run> number(String title, StateStyle style) {
    return new Rows.Column<>(title, 95, true, run -> String.valueOf(RunWords.count(run, style)),
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
    boolean one = selected.size() == 1;
    WholeRun whole = new WholeRun(link, getSite().getShell());
    menu.add(action("&Open", "run", one,
        () -> Openers.open(getSite().getPage(), Kind.RUN, selected.getFirst().id())));
    menu.add(action("&Report…", "report", one, () -> whole.report(selected.getFirst())));
    menu.add(action("&View Script…", "script", one, () -> whole.script(selected.getFirst())));
    menu.add(action("&Compare…", "sort", selected.size() == 2, () -> CompareDialog.open(getSite().getShell(), link,
        selected.stream().sorted(Comparator.comparing(Run::submitted)).toList())));
    menu.add(new Separator());
    menu.add(action("&Pause", "pause", one && WholeRun.canPause(selected.getFirst()),
        () -> whole.pause(selected.getFirst())));
    menu.add(action("Res&ume", "resume", one && WholeRun.canResume(selected.getFirst()),
        () -> whole.resume(selected.getFirst())));
    menu.add(action("Ca&ncel", "cancel", one && WholeRun.canCancel(selected.getFirst()),
        () -> whole.cancel(selected.getFirst())));
    menu.add(action("Re&try Failed", "retry", one && WholeRun.canRetry(selected.getFirst()),
        () -> whole.retry(selected.getFirst())));
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

  /** Those selected, as they are now. */
  List<Run> selected() {
    return isMade() ? rows.selected() : List.of();
  }

  private void altered() {
    show();
    facts.update();
  }

  private void show() {
    if (whole == null || whole.isDisposed()) {
      return;
    }
    List<Run> all = data.runs();
    if (all.isEmpty()) {
      whole.empty().follow(link.state(), link, this::explain);
      whole.showEmpty();
      return;
    }
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    List<Run> found = all.stream().filter(run -> wanted.isEmpty() || text(run).contains(wanted))
        .sorted(Comparator.comparing(Run::submitted).reversed()).toList();
    rows.show(found);
    sayOlder(RunWords.older(all.size(), data.hasOlderRuns()));
    if (found.isEmpty()) {
      list.showEmpty(String.valueOf(all.size()), empty -> empty.says("filter", "No run passes this filter.")
          .action("Show all " + all.size(), () -> search.setText("")));
    } else {
      list.show(rows.control());
    }
    whole.show(full);
  }

  private void sayOlder(String text) {
    if (!text.equals(older.getText())) {
      older.setText(text);
      older.setVisible(!text.isEmpty());
      ((GridData) older.getLayoutData()).exclude = text.isEmpty();
      full.layout();
    }
  }

  /** The engine is there, and no run is known. */
  private void explain(EmptyState there) {
    List<Definition> jobs = data.definitions(Kind.JOB);
    if (!data.isLoaded(Kind.RUN) || !data.isLoaded(Kind.JOB)) {
      data.error().ifPresentOrElse(there::says, () -> there.says(link.state(), link));
    } else if (jobs.isEmpty()) {
      there.says("runs", "No run yet.", "Running a servicing job services its virtual machines. There is no job yet.")
          .action("New servicing job…", () -> Commands.run(getSite(), Ids.NEW_JOB));
    } else {
      there.says("runs", "No run yet.", "Open a servicing job and run it: its virtual machines are serviced.");
      jobs.stream().limit(MOST_JOBS).map(Definition::name).forEach(name ->
          there.action("Open the job " + name, () -> Openers.open(getSite().getPage(), Kind.JOB, name)));
    }
  }

  private static String text(Run run) {
    return String.join(" ", run.id(), Words.run(run.id()), run.job(), run.by(), StateStyle.ofRun(run).word(),
        RunWords.counts(run)).toLowerCase(Locale.ROOT);
  }

  private Optional<Run> now(Run selected) {
    return data.runs().stream().filter(run -> run.id().equals(selected.id())).findFirst();
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    return adapter == IPropertySheetPage.class ? adapter.cast(facts.create()) : super.getAdapter(adapter);
  }

  @Override
  protected void focus() {
    (whole.isEmpty() ? whole : list).setFocus();
  }
}
