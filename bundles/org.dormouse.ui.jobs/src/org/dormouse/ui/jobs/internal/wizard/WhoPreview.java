package org.dormouse.ui.jobs.internal.wizard;

import java.util.List;
import org.dormouse.api.ApiError;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.internal.WhoIsServiced;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.MachineRows;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Who a job would service as it is written now: how many, and a list. */
final class WhoPreview implements WhoIsServiced.Listener {

  private static final String WHO = "Who that is now: ";

  private final Draft draft;
  private final Label title;
  private final Rows<Machine> rows;
  private final WhoIsServiced who;

  WhoPreview(Composite parent, EngineLink link, InventoryData data, Draft draft) {
    this.draft = draft;
    Composite area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    title = new Label(area, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
    rows = MachineRows.create(area, "Who is serviced now");
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 180).applyTo(rows.control());
    who = new WhoIsServiced(rows.control(), link, data, this);
    found(List.of());
  }

  void later() {
    who.later(new WhoIsServiced.Said(draft.texts("virtualMachines"), draft.texts("groups")));
  }

  @Override
  public void asking() {
    say(WHO + "asking…");
  }

  @Override
  public void found(List<Machine> machines) {
    say(WHO + (machines.isEmpty() ? "nobody"
        : Words.count(machines.size(), "virtual machine", "virtual machines")));
    rows.show(machines);
  }

  @Override
  public void failed(ApiError error) {
    say(ErrorText.line(error));
  }

  private void say(String text) {
    title.setText(text.replace("&", "&&"));
    title.setToolTipText(text);
  }
}
