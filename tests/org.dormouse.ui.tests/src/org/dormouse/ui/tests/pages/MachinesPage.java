package org.dormouse.ui.tests.pages;

import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.MenuDriver;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;

/** The view of virtual machines. */
public final class MachinesPage {
  private final PartBot view;

  private MachinesPage(PartBot view) {
    this.view = view;
  }

  public static MachinesPage open() {
    return new MachinesPage(Workbench.view(Ids.MACHINES_VIEW));
  }

  public PartBot view() {
    return view;
  }

  public TableDriver table() {
    return view.table();
  }

  /** What a test before has selected would be what wizards begin with. */
  public MachinesPage selectNone() {
    Table table = table().widget();
    Ui.run(() -> {
      table.deselectAll();
      table.notifyListeners(SWT.Selection, new Event());
    });
    return this;
  }

  public MachinesPage filter(String words) {
    view.text().type(words);
    return this;
  }

  public MenuDriver contextMenu() {
    return table().contextMenu();
  }
}
