package org.dormouse.ui.parts;

import java.util.List;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;

/** The short list of virtual machines that previews show: which they are, and how they are. */
public final class MachineRows {

  private static final int NAME_WIDTH = 240;
  private static final int STATE_WIDTH = 130;

  private MachineRows() {}

  /** @param name of the table, for those who hear the screen */
  public static Rows<Machine> create(Composite parent, String name) {
    return new Rows<>(parent, name, List.of(
        Rows.Column.text("Virtual machine", NAME_WIDTH, Machine::id),
        Rows.Column.text("State", STATE_WIDTH, machine -> Words.machineState(machine.state()))), new Rows.Look<>() {
          @Override
          public String key(Machine row) {
            return row.id();
          }

          @Override
          public Image image(Machine row) {
            return Icons.image(StateStyle.ofMachine(row.state()).iconName());
          }
        });
  }
}
