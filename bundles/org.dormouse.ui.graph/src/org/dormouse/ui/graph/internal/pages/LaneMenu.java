package org.dormouse.ui.graph.internal.pages;

import java.util.List;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.ui.Ids;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.Row;
import org.dormouse.ui.runs.RunViewing;
import org.dormouse.ui.runs.Verb;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;

/** The context menu of the graph of a run: what the states of what is selected allow, by the workbench's commands. */
final class LaneMenu {

  private final LaneView view;
  private final RunViewing viewing;

  LaneMenu(LaneView view, RunViewing viewing) {
    this.view = view;
    this.viewing = viewing;
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(this::fill);
    Menu widget = menu.createContextMenu(view.canvas());
    view.canvas().setMenu(widget);
    view.canvas().addDisposeListener(event -> menu.dispose());
  }

  private void fill(IMenuManager menu) {
    List<Lane> lanes = view.board().selection().servicings().stream()
        .flatMap(id -> view.board().model().lane(id).stream()).toList();
    if (!lanes.isEmpty()) {
      for (Verb verb : Verb.values()) {
        if (lanes.stream().anyMatch(lane -> verb.isPossible(lane.servicing(), viewing.feed().steps(lane.id())))) {
          menu.add(command(verb.command(), verb.word()));
        }
      }
      menu.add(command(Ids.VIEW_SCRIPT, "View Script"));
      menu.add(new Separator());
      lanes.stream().map(Lane::servicing).map(Servicing::state).distinct().forEach(state ->
          menu.add(run("Show All of This State as One Line", () -> fold(state, true))));
    }
    for (String state : view.board().model().folded()) {
      if (view.board().model().rows().stream().anyMatch(row -> row instanceof Row.FoldRow fold
          && fold.state().equals(state))) {
        menu.add(run("Unfold " + StateStyle.ofServicing(state).word(),
            () -> fold(state, false)));
      }
    }
    menu.add(run("Fit All Steps into the Window", view::fit));
  }

  private void fold(String state, boolean fold) {
    view.board().model().setFolded(state, fold);
    view.show();
  }

  private static Action run(String title, Runnable what) {
    return new Action(title) {
      @Override
      public void run() {
        what.run();
      }
    };
  }

  private CommandContributionItem command(String id, String label) {
    CommandContributionItemParameter parameter = new CommandContributionItemParameter(viewing.part().getSite(), null,
        id, CommandContributionItem.STYLE_PUSH);
    parameter.label = label;
    return new CommandContributionItem(parameter);
  }
}
