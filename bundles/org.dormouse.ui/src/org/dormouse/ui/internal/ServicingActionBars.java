package org.dormouse.ui.internal;

import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;

/** The File and Help menus. */
final class ServicingActionBars extends ActionBarAdvisor {
  ServicingActionBars(IActionBarConfigurer configurer) {
    super(configurer);
  }

  @Override
  protected void makeActions(IWorkbenchWindow window) {
    register(ActionFactory.QUIT.create(window));
    register(ActionFactory.ABOUT.create(window));
  }

  @Override
  protected void fillMenuBar(IMenuManager bar) {
    MenuManager file = new MenuManager("&File", IWorkbenchActionConstants.M_FILE);
    file.add(getAction(ActionFactory.QUIT.getId()));
    MenuManager help = new MenuManager("&Help", IWorkbenchActionConstants.M_HELP);
    help.add(getAction(ActionFactory.ABOUT.getId()));
    bar.add(file);
    bar.add(help);
  }
}
