package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Map;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.ConflictPage;
import org.dormouse.ui.tests.pages.JobPages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else removes a job that is being edited here: what was edited is stored as a new job, if that is wanted. */
@UiTest
class JobRemovedTest {
  private static Estate estate;

  private JobPages job;

  @BeforeAll
  static void connect() {
    estate = Estate.connect().clear();
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @BeforeEach
  void anEditedJobIsRemoved() {
    estate.removeAll("job");
    stored("theirs");
    estate.awaitKnown("job", "nightly");
    job = JobPages.open("nightly").describe("mine");
    estate.removeAll("job");
  }

  private static void stored(String description) {
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates",
        "description", description));
  }

  private static ShellBot told() {
    ShellBot told = ShellBot.titled("Removed Meanwhile");
    told.label("The job nightly was removed while you were editing it.");
    return told;
  }

  private static void answer(ShellBot question, String button) {
    question.button(button).click();
    question.awaitClosed();
  }

  private static Object description() {
    return estate.definition("job", "nightly").document().get("description");
  }

  @Test
  void itIsSavedAsANewJob() {
    ShellBot told = told();
    Screenshots.take("job-removed");
    answer(told, "Save as New");
    job.awaitSaved();
    assertEquals("mine", description());
  }

  @Test
  void whoGoesOnEditingMaySaveItAsANewJobLater() {
    answer(told(), "Go on Editing");
    assertTrue(job.editor().isDirty());
    job.describe("mine, still");
    Keyboard.ctrl(KeyEvent.VK_S);
    ShellBot question = ShellBot.titled("Save nightly");
    question.label("The job nightly was removed meanwhile.");
    answer(question, "Go on Editing");
    assertEquals(List.of(), estate.definitions("job"));
    assertEquals("mine, still", job.description());
    Keyboard.ctrl(KeyEvent.VK_S);
    answer(ShellBot.titled("Save nightly"), "Save as New");
    job.awaitSaved();
    assertEquals("mine, still", description());
  }

  @Test
  void whoClosesWithoutSavingGetsRidOfIt() {
    answer(told(), "Close without Saving");
    Ui.await("the editor to close", () -> !Workbench.hasEditor("nightly"));
    assertEquals(List.of(), estate.definitions("job"));
  }

  @Test
  void aNewJobOfThatNameByAnotherClientIsNotOverwritten() {
    ShellBot told = told();
    stored("theirs again");
    answer(told, "Save as New");
    ConflictPage conflict = ConflictPage.opened();
    assertEquals("yours (chosen)", conflict.kept("Description"));
    conflict.goOnEditing();
    assertEquals("theirs again", description());
    assertEquals("mine", job.description());
    assertTrue(job.editor().isDirty());
  }
}
