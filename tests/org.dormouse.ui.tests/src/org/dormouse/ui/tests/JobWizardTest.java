package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.api.Authoring.PutCredential;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.JobWizardPages;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.ScriptView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A servicing job is made page by page: who belongs to it is seen, mistakes are said, and its run begins at the end. */
@UiTest
class JobWizardTest {
  private static final int MACHINES = 12;

  private Estate estate;

  @BeforeEach
  void aFleet() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    MachinesPage.open().selectNone().table().awaitRows(MACHINES);
  }

  @AfterEach
  void leave() {
    estate.clear().forget("ui-root").forget("ui-login").close();
  }

  private List<String> jobs() {
    return estate.definitions("job").stream().map(Definition::name).toList();
  }

  @Test
  @Pictured
  void aJobIsMadeAndRunAtOnce() {
    JobWizardPages pages = JobWizardPages.open().name("weekly").pattern("fleet/*");
    pages.preview().awaitRows(MACHINES);
    Screenshots.take("new-job-1-machines");
    pages.next();
    Screenshots.take("new-job-2-hosts");
    pages.next();
    pages.credentials().awaitRows(3);
    Screenshots.take("new-job-3-credentials");
    pages.next();
    Screenshots.take("new-job-4-hooks");
    pages.next();
    Screenshots.take("new-job-5-limits");
    pages.next().awaitPlan();
    pages.wizard().table("Virtual machines of the dry run").awaitRows(MACHINES);
    pages.wizard().button("Run it now").setSelected(true);
    Screenshots.take("new-job-6-summary");
    pages.wizard().finish();
    String run = Workbench.activeEditor("the run").title();
    assertTrue(jobs().contains("weekly"));
    assertFalse(run.isEmpty());
    Ui.await("the run to be open", () -> !Workbench.hasEditor("weekly"));
  }

  private JobWizardPages planned() {
    JobWizardPages pages = JobWizardPages.open().name("weekly").pattern("fleet/*").next().next().next().next();
    pages.next().awaitPlan();
    pages.wizard().button("Run it now").setSelected(true);
    return pages;
  }

  private static ShellBot told() {
    ShellBot told = ShellBot.titled("New Servicing Job");
    Ui.await("it to say what is kept",
        () -> told.shows("The job weekly was stored before you cancelled, and is kept."));
    return told;
  }

  private List<String> runs() {
    return estate.ask(engine -> engine.runs(new RunsApi.Limit(100))).stream()
        .filter(run -> run.job().equals("weekly")).map(RunsApi.Run::id).toList();
  }

  @Test
  void theScriptRunsTheJobOnlyWhereFinishWould() {
    JobWizardPages pages = planned();
    String run = ScriptView.of(pages.wizard());
    assertTrue(run.startsWith("dormouse job create weekly"), run);
    assertTrue(run.lines().anyMatch("dormouse job run weekly"::equals), run);
    pages.wizard().button("Run it now").setSelected(false);
    String defined = ScriptView.of(pages.wizard());
    assertTrue(defined.lines().noneMatch(line -> line.startsWith("dormouse job run")), defined);
    assertTrue(defined.contains("# dormouse job run weekly"), defined);
    assertFalse(defined.contains("--replace"), "a job of this name that is there is not replaced");
    pages.wizard().cancel();
    assertFalse(jobs().contains("weekly"));
  }

  @Test
  @Pictured
  void cancelWhileSavingKeepsTheJobAndRunsNothing() {
    List<String> before = runs();
    planned().wizard().finishAndCancelAt("Saving");
    ShellBot told = told();
    assertTrue(told.shows("It was not run."));
    Screenshots.take("new-job-cancelled");
    told.button("OK").click();
    told.awaitClosed();
    assertTrue(jobs().contains("weekly"));
    assertEquals(before, runs());
    assertFalse(Workbench.hasEditor("weekly"));
  }

  @Test
  void cancelWhileTheRunStartsSaysWhetherItHasBegun() {
    List<String> before = runs();
    planned().wizard().finishAndCancelAt("Saved. Starting the run");
    ShellBot told = told();
    boolean begun = !runs().equals(before);
    assertEquals(!begun, told.shows("It was not run."));
    assertEquals(begun, told.shows("had begun already"));
    told.button("OK").click();
    told.awaitClosed();
    assertFalse(Workbench.hasEditor("weekly"));
  }

  @Test
  void aJobIsKeptWithoutRunningItAndOpensInItsEditor() {
    JobWizardPages pages = JobWizardPages.open().name("weekly").pattern("fleet/*").next();
    pages.wizard().finish();
    Workbench.editor("weekly");
    assertTrue(jobs().contains("weekly"));
  }

  @Test
  @Pictured
  void whatIsMissingOrTakenIsSaidAndNothingIsKept() {
    JobWizardPages pages = JobWizardPages.open().name("no/slash allowed");
    pages.awaitComplaint();
    assertFalse(pages.wizard().canGoOn());
    pages.name("weekly");
    // the window may not know yet which names are taken
    Ui.await("that machines are missing", () -> pages.wizard().message().startsWith("Add virtual machines"));
    pages.name("nightly");
    Ui.await("that the name is taken", () -> pages.wizard().message().startsWith("There is a job of this name"));
    assertFalse(pages.wizard().canFinish());
    Screenshots.take("new-job-1-error");
    pages.wizard().cancel();
    assertEquals(List.of("nightly"), jobs());
  }

  @Test
  @Pictured
  void aHookIsOnlyOfferedWhereItsKindIsPossible() {
    JobWizardPages pages = JobWizardPages.open().name("weekly").pattern("fleet/*").next().next().next();
    ShellBot hook = pages.addHook();
    hook.combo("Kind").select("Health check");
    assertEquals(List.of("Before install", "After install", "Before shut down"), hook.combo("Where").entries());
    assertFalse(hook.button("OK").isEnabled());
    hook.text("Target").type("true");
    Ui.run(() -> hook.spinner("Attempts").setSelection(7));
    hook.button("It may be carried out once more after a crash").setSelected(true);
    hook.text("Description").type("of the web team");
    Screenshots.take("new-job-4-hook");
    hook.button("OK").click();
    hook.awaitClosed();
    pages.wizard().table("Hooks of the job").awaitRows(1);
    pages.wizard().finish();
    Workbench.editor("weekly");
    Map<?, ?> kept = (Map<?, ?>) ((List<?>) estate.definition("job", "weekly").document().get("hooks")).getFirst();
    assertEquals("healthCheck", kept.get("kind"));
    assertEquals(7, ((Number) kept.get("attempts")).intValue());
    assertEquals(true, kept.get("repeatable"));
    assertEquals("of the web team", kept.get("description"));
  }

  @Test
  void credentialsOfServiceHostsAndGuestsAreSeenAndChosen() {
    estate.put("vm", "fleet/" + firstMachine(), Map.of("excluded", false, "description", "kept"));
    estate.ask(engine -> engine.putCredential(new PutCredential("ui-root", "guest", "root", "first")));
    estate.ask(engine -> engine.putCredential(new PutCredential("ui-login", "service", "me", "first")));
    estate.awaitCredential("ui-root").awaitCredential("ui-login");
    JobWizardPages pages = JobWizardPages.open().name("weekly").pattern("fleet/*").next().next();
    TableDriver credentials = pages.credentials().awaitRows(3);
    assertEquals(List.of("Update service", "updates", "none"), credentials.row(credentials.find("updates")));
    assertEquals(List.of("Maintenance host", "grid", "none"), credentials.row(credentials.find("grid")));
    pages.chooseCredential("updates", "ui-login");
    credentials.find("ui-login");
    pages.chooseCredential(MACHINES + " virtual machines", "ui-root");
    credentials.find("ui-root");
    pages.wizard().finish();
    Workbench.editor("weekly");
    assertEquals("ui-login", estate.definition("service", "updates").document().get("credential"));
    // they were stored one after the other, in the background, and Finish waited for all
    List<Definition> guests = estate.definitions("vm");
    assertEquals(MACHINES, guests.stream().filter(vm -> "ui-root".equals(vm.document().get("credential"))).count());
    assertEquals(1, guests.stream().filter(vm -> "kept".equals(vm.document().get("description"))).count());
  }

  private String firstMachine() {
    return estate.machines().getFirst().name();
  }
}
