package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.DefinitionWizardPage;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.FinishingWizard;

/** Makes or changes one definition on one page. It closes when the engine has stored it. */
final class DefinitionWizard extends FinishingWizard {

  private final Desk desk;
  private final DefinitionWizardPage page;
  private final Map<String, Object> base;
  private final Consumer<Definition> stored;
  private boolean kept;

  /**
   * @param base as it was when the editing began; empty for a new one
   * @param stored told once it is stored
   */
  DefinitionWizard(Desk desk, String title, DefinitionWizardPage page, Map<String, Object> base,
      Consumer<Definition> stored) {
    this.desk = desk;
    this.page = page;
    this.base = base;
    this.stored = stored;
    setWindowTitle(title);
  }

  @Override
  public void addPages() {
    addPage(page);
  }

  @Override
  public List<Draft> scripted() {
    return page.problems().isEmpty() ? List.of(page.draft()) : List.of();
  }

  @Override
  protected void begin() {
    step("Saving…", () -> new Saving(desk, page.draft(), base, this::isCancelled).start(this::stored, this::failed));
  }

  private void stored(Definition done) {
    kept = true;
    if (isCancelled()) {
      explainCancel();
      return;
    }
    stored.accept(done);
    close();
  }

  @Override
  protected void explainCancel() {
    if (kept) {
      String what = DefinitionWords.kind(page.draft().kind().id()) + " " + page.draft().name();
      tell(getWindowTitle(), what + " was stored before Cancel reached the engine, and is kept.\n\n"
          + (page.draft().isNew() ? "Remove it in the inventory if you do not want it."
          : "Edit it again to change it back."));
    }
  }
}
