package org.dormouse.ui.runs;

import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/**
 * The run that a run editor is opened on.
 *
 * @param runId as the engine names it
 */
public record RunEditorInput(String runId) implements IEditorInput {

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.of("run");
  }

  @Override
  public String getName() {
    return Words.run(runId);
  }

  @Override
  public IPersistableElement getPersistable() {
    return null;
  }

  @Override
  public String getToolTipText() {
    return Words.run(runId) + ", in commands " + runId;
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    return null;
  }
}
