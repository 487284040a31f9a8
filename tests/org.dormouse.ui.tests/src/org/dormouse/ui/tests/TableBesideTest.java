package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.LanesGraph;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The graph of a run and its table, seen together: the same machines, one selection, and both follow. */
@UiTest
class TableBesideTest {
  private static final int MACHINES = 5;
  private static final String BESIDE = "Table beside the graph, with the same machines";
  private static final String TABLE = "Virtual machines of the run";

  private Estate estate;
  private String run;
  private LanesGraph lanes;

  @BeforeEach
  void aRunThatWaitsForApproval() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates",
        "hooks", List.of(Map.of("name", "agree", "kind", "approval", "juncture", "beforeInstall",
            "question", "Is the owner told?", "timeout", 3600L))));
    run = estate.run("nightly");
    estate.await("every machine waits", () -> waiting().size() == MACHINES);
    lanes = LanesGraph.open(run).maximized();
    lanes.editor().toolItem(BESIDE).setSelected(true);
  }

  @AfterEach
  void leave() {
    lanes.editor().showPage("Lanes").toolItem(BESIDE).setSelected(false);
    estate.clear().close();
  }

  private List<RunsApi.Step> waiting() {
    return estate.snapshot(run).steps().stream().filter(step -> step.state().equals("NEEDS_OPERATOR")).toList();
  }

  private static String selected(LanesGraph lanes) {
    return Ui.get(() -> {
      List<?> parts = lanes.graph().viewer().getSelectedEditParts();
      return parts.stream().map(GraphicalEditPart.class::cast).map(lanes.graph()::words).findFirst().orElse("");
    });
  }

  @Test
  void whatIsSelectedInTheOneIsSelectedInTheOther() {
    TableDriver table = lanes.editor().table(TABLE).awaitRows(MACHINES);
    Screenshots.take("run-table-beside");
    table.select(2);
    String third = table.cell(2, "Virtual machine");
    Ui.await("its lane to be selected", () -> selected(lanes).startsWith(third));
    String first = table.cell(0, "Virtual machine");
    lanes.click(first);
    Ui.await("its row to be selected", () -> table.isSelected(0) && !table.isSelected(2));
  }

  @Test
  void bothFollowTheRun() {
    TableDriver table = lanes.editor().table(TABLE).awaitRows(MACHINES);
    for (RunsApi.Step step : waiting()) {
      estate.ask(engine -> engine.decide(new RunsApi.Decide(run, step.id(), "APPROVE")));
    }
    estate.awaitEnd(run);
    Ui.await("every row to say that it succeeded",
        () -> table.column("State").stream().allMatch("Succeeded"::equals));
    for (String machine : table.column("Virtual machine")) {
      lanes.awaitLane(machine, "Succeeded");
    }
  }

  @Test
  void theTableAloneHasNoSecondBesideItAndTheChoiceIsKept() {
    PartBot editor = lanes.editor().showPage("Table");
    editor.table(TABLE).awaitRows(MACHINES);
    Ui.await("one table alone", () -> tables(editor) == 1);
    assertFalse(editor.toolItem(BESIDE).isEnabled());
    editor.close();
    lanes = LanesGraph.open(run).maximized();
    lanes.editor().table(TABLE).awaitRows(MACHINES);
    assertEquals(1, Ui.get(() -> tables(lanes.editor())));
    lanes.editor().toolItem(BESIDE).setSelected(false);
    Ui.await("the graph alone", () -> !lanes.editor().has(Table.class, TABLE));
  }

  private static long tables(PartBot editor) {
    return editor.count(Table.class, TABLE);
  }
}
