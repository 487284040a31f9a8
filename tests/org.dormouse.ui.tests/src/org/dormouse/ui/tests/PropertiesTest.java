package org.dormouse.ui.tests;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.LanesGraph;
import org.dormouse.ui.tests.pages.RunsPage;
import org.dormouse.ui.tests.pages.WorkflowGraph;
import org.eclipse.ui.IPageLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Properties view says what is known of whatever is selected among runs, in a run and in a job's workflow. */
@UiTest
class PropertiesTest {
  private static final int MACHINES = 3;

  private static Estate estate;
  private static String run;
  private static Servicing failed;

  @BeforeAll
  static void aRunInWhichOneFailed() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel(), "faults", "install-fails:%3"));
    run = estate.run("nightly");
    estate.awaitEnd(run);
    failed = estate.snapshot(run).servicings().stream().filter(one -> one.state().equals("FAILED")).findFirst()
        .orElseThrow();
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  /** In front beside what is selected; it has its own part of the window. */
  private static PartBot properties() {
    return Workbench.view(IPageLayout.ID_PROP_SHEET);
  }

  private static void says(PartBot properties, String label, String value) {
    says(label, value, () -> Arrays.stream(properties.table().widget().getItems())
        .map(item -> List.of(item.getText(0), item.getText(1))));
  }

  /** Where they are altered elsewhere, the view is the platform's. */
  private static void saysInTree(PartBot properties, String label, String value) {
    says(label, value, () -> Arrays.stream(properties.tree().widget().getItems())
        .map(item -> List.of(item.getText(0), item.getText(1))));
  }

  private static void says(String label, String value, Supplier<Stream<List<String>>> rows) {
    Ui.await(label + " to be " + value, () -> rows.get().anyMatch(List.of(label, value)::equals));
  }

  @Test
  void ofARun() {
    PartBot properties = properties();
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(run)));
    says(properties, "Run", Words.run(run));
    says(properties, "Job", "nightly");
    says(properties, "State", "Failed");
    says(properties, "Virtual machines", String.valueOf(MACHINES));
    properties.table().find("Ended");
    Screenshots.take("properties-run");
  }

  @Test
  @Pictured
  void ofAVirtualMachineAndAStepOfARunAndOfTheRunWhereNothingIsSelected() {
    PartBot properties = properties();
    LanesGraph lanes = LanesGraph.open(run);
    says(properties, "Run", Words.run(run));
    lanes.click(failed.subject());
    says(properties, "Virtual machine", failed.subject());
    says(properties, "State", "Failed");
    says(properties, "Host", "grid");
    for (String label : List.of("Begun", "Ended", "Tries", "Trouble", "Generation now")) {
      properties.table().find(label);
    }
    Screenshots.take("properties-servicing");
    lanes.graph().click(lanes.step(failed.subject(), "Scan"));
    says(properties, "Step", "Scan");
    says(properties, "State", "Succeeded");
    says(properties, "Try", "1");
  }

  @Test
  void ofAJobAndABuiltInStep() {
    PartBot properties = properties();
    WorkflowGraph workflow = WorkflowGraph.open("nightly");
    saysInTree(properties, "Name", "nightly");
    saysInTree(properties, "Update service", "updates");
    workflow.graph().click(workflow.step("DEPLOY"));
    saysInTree(properties, "Built-in step", "Deploy");
    saysInTree(properties, "Before deploy", "no hook");
    Screenshots.take("properties-step");
  }
}
