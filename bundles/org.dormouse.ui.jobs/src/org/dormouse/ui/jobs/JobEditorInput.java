package org.dormouse.ui.jobs;

import org.dormouse.ui.style.Icons;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/**
 * The servicing job that a job editor is opened on.
 *
 * @param name of the job
 */
public record JobEditorInput(String name) implements IEditorInput {

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.of("job");
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public IPersistableElement getPersistable() {
    return null;
  }

  @Override
  public String getToolTipText() {
    return "Servicing job " + name;
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    return null;
  }
}
