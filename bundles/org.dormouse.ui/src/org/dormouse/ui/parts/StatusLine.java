package org.dormouse.ui.parts;

import java.util.Optional;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;

/** Says in the line at the bottom of a window what came of something; in that of its active part. UI thread only. */
public final class StatusLine {

  private StatusLine() {}

  /** Nothing is said in a window whose last part was just closed. */
  public static void say(IWorkbenchWindow window, String message) {
    Optional<IWorkbenchPart> part = Optional.ofNullable(window.getActivePage()).map(IWorkbenchPage::getActivePart);
    part.flatMap(active -> switch (active.getSite()) {
      case IViewSite view -> Optional.of(view.getActionBars().getStatusLineManager());
      case IEditorSite editor -> Optional.of(editor.getActionBars().getStatusLineManager());
      default -> Optional.<IStatusLineManager>empty();
    }).ifPresent(line -> line.setMessage(message));
  }
}
