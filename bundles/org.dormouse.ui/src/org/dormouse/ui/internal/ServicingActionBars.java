package org.dormouse.ui.internal;

import org.dormouse.ui.Ids;
import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.actions.ContributionItemFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;

/** Menus and status line; the tool bar is declared. What a command does is said by the bundle that owns the thing. */
final class ServicingActionBars extends ActionBarAdvisor {

  private static final ActionFactory[] STANDARD = {ActionFactory.CLOSE, ActionFactory.CLOSE_ALL, ActionFactory.SAVE,
      ActionFactory.SAVE_ALL, ActionFactory.IMPORT, ActionFactory.EXPORT, ActionFactory.QUIT, ActionFactory.UNDO,
      ActionFactory.REDO,
      ActionFactory.CUT, ActionFactory.COPY, ActionFactory.PASTE, ActionFactory.DELETE, ActionFactory.SELECT_ALL,
      ActionFactory.PROPERTIES, ActionFactory.RESET_PERSPECTIVE, ActionFactory.PREFERENCES,
      ActionFactory.HELP_CONTENTS, ActionFactory.HELP_SEARCH, ActionFactory.DYNAMIC_HELP, ActionFactory.ABOUT};

  /** Commands of the platform with handlers of views; the platform's actions would know those of parts only. */
  private static final String REFRESH = "org.eclipse.ui.file.refresh";
  private static final String FIND = "org.eclipse.ui.edit.findReplace";

  private IWorkbenchWindow window;

  ServicingActionBars(IActionBarConfigurer configurer) {
    super(configurer);
  }

  @Override
  protected void makeActions(IWorkbenchWindow inWindow) {
    window = inWindow;
    for (ActionFactory factory : STANDARD) {
      register(factory.create(inWindow));
    }
  }

  @Override
  protected void fillMenuBar(IMenuManager bar) {
    bar.add(file());
    bar.add(edit());
    bar.add(servicing());
    bar.add(run());
    bar.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
    bar.add(window());
    bar.add(help());
  }

  private MenuManager file() {
    MenuManager file = new MenuManager("&File", IWorkbenchActionConstants.M_FILE);
    MenuManager create = new MenuManager("&New", "org.dormouse.ui.menu.new");
    add(create, Ids.NEW_JOB, Ids.NEW_GROUP, "-", Ids.ADD_LIBRARY, Ids.ADD_HOST, Ids.ADD_SERVICE);
    create.add(new Separator(IWorkbenchActionConstants.NEW_EXT));
    file.add(create);
    file.add(new GroupMarker(IWorkbenchActionConstants.FILE_START));
    add(file, "-", ActionFactory.CLOSE, ActionFactory.CLOSE_ALL, "-", ActionFactory.SAVE, ActionFactory.SAVE_ALL, "-",
        REFRESH, "-");
    add(file, ActionFactory.IMPORT, ActionFactory.EXPORT);
    file.add(new Separator(IWorkbenchActionConstants.IMPORT_EXT));
    file.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    add(file, ActionFactory.PROPERTIES, "-", ActionFactory.QUIT);
    return file;
  }

  private MenuManager edit() {
    MenuManager edit = new MenuManager("&Edit", IWorkbenchActionConstants.M_EDIT);
    add(edit, ActionFactory.UNDO, ActionFactory.REDO, "-", ActionFactory.CUT, ActionFactory.COPY, ActionFactory.PASTE,
        "-", ActionFactory.DELETE, ActionFactory.SELECT_ALL, "-", FIND);
    edit.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    return edit;
  }

  private MenuManager servicing() {
    MenuManager servicing = new MenuManager("&Servicing", "org.dormouse.ui.menu.servicing");
    add(servicing, Ids.SET_UP, "-", Ids.ASSESS, Ids.SERVICE_NOW, "-", Ids.ADD_TO_GROUP, Ids.ROLL_BACK,
        Ids.SHOW_IN_LIBRARY, Ids.EXPORT_CSV, "-", Ids.VIEW_SCRIPT);
    servicing.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    add(servicing, "-", Ids.START_ENGINE, Ids.STOP_ENGINE);
    return servicing;
  }

  private MenuManager run() {
    MenuManager run = new MenuManager("&Run", "org.dormouse.ui.menu.run");
    add(run, Ids.RUN_JOB, Ids.DRY_RUN, "-", Ids.PAUSE_RUN, Ids.RESUME_RUN, Ids.CANCEL, "-", Ids.RETRY, Ids.SKIP,
        Ids.APPROVE, Ids.REJECT, "-", Ids.OPEN_REPORT);
    run.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    return run;
  }

  private MenuManager window() {
    MenuManager menu = new MenuManager("&Window", IWorkbenchActionConstants.M_WINDOW);
    MenuManager views = new MenuManager("Show &View", "org.dormouse.ui.menu.views");
    views.add(ContributionItemFactory.VIEWS_SHORTLIST.create(window));
    menu.add(views);
    add(menu, ActionFactory.RESET_PERSPECTIVE);
    menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    add(menu, ActionFactory.PREFERENCES);
    return menu;
  }

  private MenuManager help() {
    MenuManager help = new MenuManager("&Help", IWorkbenchActionConstants.M_HELP);
    add(help, Ids.WELCOME, Ids.FIRST_LIBRARY, "-", ActionFactory.HELP_CONTENTS, ActionFactory.HELP_SEARCH,
        ActionFactory.DYNAMIC_HELP);
    help.add(new Separator(IWorkbenchActionConstants.HELP_START));
    help.add(new GroupMarker("group.tutorials"));
    help.add(new GroupMarker("group.updates"));
    help.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    add(help, Ids.TRY_DEMO, Ids.BACK_ENDS, "-", ActionFactory.ABOUT);
    return help;
  }

  /** @param items a command's id, a standard action, or a dash for a line */
  private void add(IMenuManager menu, Object... items) {
    for (Object item : items) {
      switch (item) {
        case ActionFactory standard -> menu.add(getAction(standard.getId()));
        case String dash when dash.equals("-") -> menu.add(new Separator());
        default -> menu.add(command(item.toString()));
      }
    }
  }

  private CommandContributionItem command(String id) {
    return new CommandContributionItem(new CommandContributionItemParameter(window, null, id,
        CommandContributionItem.STYLE_PUSH));
  }

  @Override
  protected void fillStatusLine(IStatusLineManager line) {
    line.add(new RunStatusItem(window));
    line.add(new EngineStatusItem());
  }
}
