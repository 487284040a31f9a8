package org.dormouse.ui.tests.pages;

import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;

/** The editor of a job. */
public final class JobPages {
  private static final String DESCRIPTION = "Description";

  private final PartBot editor;

  private JobPages(PartBot editor) {
    this.editor = editor;
  }

  public static JobPages open(String job) {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, job));
    return new JobPages(Workbench.editor(job).showPage("Overview"));
  }

  public PartBot editor() {
    return editor;
  }

  /** An edit that is easily told. */
  public JobPages describe(String words) {
    editor.text(DESCRIPTION).type(words);
    Ui.await("the editor to be dirty", editor::isDirty);
    return this;
  }

  public String description() {
    return editor.text(DESCRIPTION).text();
  }

  public void awaitSaved() {
    Ui.await("the editor to be saved", () -> !editor.isDirty());
  }
}
