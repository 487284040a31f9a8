package org.dormouse.ui.inventory.internal.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IWorkbenchPage;

/** The last runs; a double click opens one. */
final class RunsSection {

  private static final int MOST = 12;
  /** Where there is no room for all that is counted, it is not they that are cut off. */
  private static final Comparator<Map.Entry<String, Integer>> FAILURES_FIRST =
      Comparator.comparing(entry -> !entry.getKey().equals("FAILED"));

  private final Desk desk;
  private final FactTable table;
  private List<Run> shown = List.of();

  RunsSection(Composite parent, Desk desk, IWorkbenchPage page) {
    this.desk = desk;
    table = new FactTable(parent, "Last runs", List.of(new Column("State", 95), new Column("Job", 85),
        new Column("Started", 65), new Column("Virtual machines", 260)));
    table.control().addListener(SWT.DefaultSelection, event -> {
      int row = table.control().getSelectionIndex();
      if (row >= 0 && row < shown.size()) {
        Openers.open(page, Kind.RUN, shown.get(row).id());
      }
    });
  }

  Table control() {
    return table.control();
  }

  void show() {
    shown = desk.data().runs().stream().sorted(Comparator.comparing(Run::submitted).reversed()).limit(MOST).toList();
    table.show(shown.isEmpty() ? List.of(Row.of("None yet", "", "", ""))
        : shown.stream().map(RunsSection::row).toList());
  }

  private static Row row(Run run) {
    StateStyle style = StateStyle.ofRun(run);
    String counts = run.counts().entrySet().stream().filter(entry -> entry.getValue() > 0)
        .sorted(FAILURES_FIRST.thenComparing(Map.Entry.<String, Integer>comparingByValue().reversed()))
        .map(entry -> entry.getValue() + " " + word(entry.getKey()))
        .collect(Collectors.joining(", "));
    return new Row(style.iconName(), List.of(style.word(), run.job(), Words.time(run.submitted()), counts));
  }

  /** Of those that have begun the counts do not tell who runs from who still waits for room on a host. */
  private static String word(String state) {
    return state.equals("RUNNING") ? "under way" : Words.sentence(state).toLowerCase(Locale.ROOT);
  }
}
