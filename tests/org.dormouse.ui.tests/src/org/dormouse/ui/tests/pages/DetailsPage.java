package org.dormouse.ui.tests.pages;

import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.ui.IPageLayout;

/** The Properties view of what is selected in the inventory or among the virtual machines. */
public final class DetailsPage {
  private final PartBot view;

  private DetailsPage(PartBot view) {
    this.view = view;
  }

  public static DetailsPage open() {
    return new DetailsPage(Workbench.view(IPageLayout.ID_PROP_SHEET));
  }

  /** The facts of one tab, brought to the front: the view keeps the one that a test before has looked at. */
  public TableDriver tab(String name) {
    view.tab(name).click();
    return view.table(name);
  }
}
