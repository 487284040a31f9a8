package org.dormouse.ui.tests.pages;

import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
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
    table.select(table.find(id)).contextMenu().click("Report…");
    return ShellBot.titled("Report");
  }

  /** Opens the run by a double click. */
  public PartBot openRun(String id) {
    TableDriver table = table();
    table.doubleClick(table.find(id));
    return Workbench.activeEditor("the editor of run " + id);
  }
}
