package org.dormouse.ui.parts;

import java.util.List;
import java.util.Optional;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.internal.Problems;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/** Opens editors so that the window does not stand still meanwhile. */
public final class Editors {

  private Editors() {}

  /**
   * Opens something in an editor, or brings the one it is open in to the front: in further turns of the UI thread, there
   * is room for editors first, then it is made, then it gets the keys. One that cannot be opened is logged. UI thread;
   * does not wait.
   *
   * @param what for people, if it cannot be opened: "The run r-7"
   */
  public static void open(IWorkbenchPage page, IEditorInput input, String editorId, String what) {
    Optional<IEditorPart> open = Optional.ofNullable(page.findEditor(input));
    if (open.isPresent()) {
      page.setEditorAreaVisible(true); // it may have been minimized
      page.activate(open.get());
      return;
    }
    UiThread.inTurns(page.getWorkbenchWindow().getShell(), List.of(
        () -> page.setEditorAreaVisible(true),
        () -> make(page, input, editorId, what),
        () -> Optional.ofNullable(page.findEditor(input)).ifPresent(page::activate)));
  }

  private static void make(IWorkbenchPage page, IEditorInput input, String editorId, String what) {
    try {
      page.openEditor(input, editorId, false);
    } catch (PartInitException e) {
      page.setEditorAreaVisible(page.getEditorReferences().length > 0);
      Problems.log(what + " cannot be opened.", e);
    }
  }
}
