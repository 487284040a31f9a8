package org.dormouse.ui.tests.pages;

import org.dormouse.ui.Ids;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.MenuDriver;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;

/** The view of runs. */
public final class RunsPage {
  private final PartBot view;

  private RunsPage(PartBot view) {
    this.view = view;
  }

  public static RunsPage open() {
    return new RunsPage(Workbench.view(Ids.RUNS_VIEW));
  }

  public TableDriver table() {
    return view.table("Runs");
  }

  public RunsPage filter(String words) {
    view.text("Filter runs by job, state or person").type(words);
    return this;
  }

  /** What is offered where no run passes the filter. */
  public TableDriver showAll() {
    view.label("No run passes this filter");
    view.link("Show all").click();
    return table();
  }

  /** The dialog of a run's report. */
  public ShellBot report(String id) {
    TableDriver table = table();
    table.select(table.find(Words.run(id))).contextMenu().click("Report…");
    return ShellBot.titled("Report");
  }

  /** Selects a run and chooses from its context menu by the keyboard alone. */
  public RunsPage chooseByKeys(String id, int letter) {
    TableDriver table = table();
    int row = table.find(Words.run(id));
    if (!table.isSelected(row)) {
      // only then: a second click opens it
      table.select(row);
    }
    MenuDriver.chooseByKeys(table.widget(), letter);
    return this;
  }

  public RunsPage awaitState(String id, String state) {
    TableDriver table = table();
    table.find(Words.run(id));
    Ui.await("run " + id + " to be " + state, () -> table.cell(table.find(Words.run(id)), "State").equals(state));
    return this;
  }

  /** Opens the run by a double click. */
  public PartBot openRun(String id) {
    TableDriver table = table();
    table.doubleClick(table.find(Words.run(id)));
    return Workbench.activeEditor("the editor of run " + id);
  }
}
