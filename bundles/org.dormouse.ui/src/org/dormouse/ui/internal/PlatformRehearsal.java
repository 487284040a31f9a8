package org.dormouse.ui.internal;

import java.util.List;
import org.dormouse.ui.parts.Rehearsal;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.views.properties.PropertySheetPage;

/** What parts take of the platform: its registry of editors, and its page of the Properties view. */
public final class PlatformRehearsal implements Rehearsal {

  @Override
  public List<Runnable> turns(Composite unseen) {
    PropertySheetPage page = new PropertySheetPage();
    return List.of(() -> PlatformUI.getWorkbench().getEditorRegistry(), () -> page.createControl(unseen),
        () -> page.selectionChanged(null, StructuredSelection.EMPTY), page::dispose);
  }
}
