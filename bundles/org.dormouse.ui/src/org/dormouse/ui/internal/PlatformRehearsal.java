package org.dormouse.ui.internal;

import java.util.List;
import org.dormouse.ui.parts.Fact;
import org.dormouse.ui.parts.FactsPage;
import org.dormouse.ui.parts.Rehearsal;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.PlatformUI;

/** What every part takes of the platform: its registry of editors, and a page of the Properties view. */
public final class PlatformRehearsal implements Rehearsal {

  @Override
  public List<Runnable> turns(Composite unseen) {
    FactsPage page = new FactsPage(selected -> List.of(new Fact("Name", "Value")));
    return List.of(() -> PlatformUI.getWorkbench().getEditorRegistry(), () -> page.createControl(unseen),
        () -> page.selectionChanged(null, StructuredSelection.EMPTY), page::dispose);
  }
}
