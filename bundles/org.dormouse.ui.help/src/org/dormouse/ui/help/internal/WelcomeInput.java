package org.dormouse.ui.help.internal;

import org.dormouse.ui.style.Icons;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/** There is one welcome page, and it is not opened again with the window: that would be in the way every morning. */
record WelcomeInput() implements IEditorInput {

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.of("dormouse");
  }

  @Override
  public String getName() {
    return "Welcome";
  }

  @Override
  public IPersistableElement getPersistable() {
    return null;
  }

  @Override
  public String getToolTipText() {
    return "Where to begin";
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    return null;
  }
}
