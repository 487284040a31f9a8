package org.dormouse.ui.graph.internal.pages;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.handlers.IHandlerService;

/** The platform's Find command for one page of an editor, while that page is in front: other pages have their own. */
final class FindHandler extends AbstractHandler {

  private final IHandlerService handlers;
  private final Runnable find;
  private IHandlerActivation activation;

  FindHandler(Composite page, IWorkbenchPartSite site, Runnable find) {
    this.handlers = site.getService(IHandlerService.class);
    this.find = find;
    Composite tab = page.getParent();
    tab.addListener(SWT.Show, event -> activate());
    tab.addListener(SWT.Hide, event -> deactivate());
    page.addDisposeListener(event -> deactivate());
    if (tab.isVisible()) {
      activate();
    }
  }

  private void activate() {
    if (activation == null) {
      activation = handlers.activateHandler(IWorkbenchCommandConstants.EDIT_FIND_AND_REPLACE, this);
    }
  }

  private void deactivate() {
    if (activation != null) {
      handlers.deactivateHandler(activation);
      activation = null;
    }
  }

  @Override
  public Object execute(ExecutionEvent event) {
    find.run();
    return null;
  }
}
