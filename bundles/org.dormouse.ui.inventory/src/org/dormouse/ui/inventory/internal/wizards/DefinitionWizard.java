package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.DefinitionDialog;
import org.dormouse.ui.parts.DefinitionWizardPage;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Scripted;
import org.eclipse.jface.wizard.Wizard;

/** Makes or changes one definition on one page. It closes when the engine has stored it. */
final class DefinitionWizard extends Wizard implements Scripted {

  private final Desk desk;
  private final DefinitionWizardPage page;
  private final Map<String, Object> base;
  private final Consumer<Definition> stored;
  private boolean saving;

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
  public boolean canFinish() {
    return !saving && super.canFinish();
  }

  @Override
  public boolean performFinish() {
    saving = true;
    getContainer().updateButtons();
    page.setMessage("Saving…");
    new Saving(desk, page.draft(), base).start(done -> {
      stored.accept(done);
      if (getContainer() instanceof DefinitionDialog dialog) {
        dialog.finished();
      }
    }, error -> {
      saving = false;
      if (page.getControl() != null && !page.getControl().isDisposed()) {
        ErrorText.show(page, error);
        getContainer().updateButtons();
      }
    });
    return false;
  }
}
