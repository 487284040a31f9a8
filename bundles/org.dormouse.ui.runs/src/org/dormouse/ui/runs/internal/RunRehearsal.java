package org.dormouse.ui.runs.internal;

import java.util.List;
import org.dormouse.ui.parts.Rehearsal;
import org.dormouse.ui.runs.RunEditorInput;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** What the editor of a run has that nothing of the first window has. */
public final class RunRehearsal implements Rehearsal {

  @Override
  public List<Runnable> turns(Composite unseen) {
    return List.of(
        () -> new RunEditorInput("a").equals(new RunEditorInput("b")),
        () -> {
          SashForm sash = new SashForm(unseen, SWT.VERTICAL);
          new Text(sash, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL).setFont(JFaceResources.getHeaderFont());
          new Text(sash, SWT.MULTI | SWT.V_SCROLL | SWT.WRAP).setFont(JFaceResources.getTextFont());
        });
  }
}
