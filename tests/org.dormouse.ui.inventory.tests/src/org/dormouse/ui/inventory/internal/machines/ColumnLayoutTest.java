package org.dormouse.ui.inventory.internal.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnLayoutTest {

  @Test
  void remembersOrderAndWidths() {
    ColumnLayout layout = ColumnLayout.read("size=99,name=300");
    assertEquals(List.of(MachineColumn.SIZE, MachineColumn.NAME), layout.shown());
    assertEquals(300, layout.width(MachineColumn.NAME));
    assertEquals("size=99,name=300", layout.text());
  }

  @Test
  void isAsAtFirstWhereNothingCanBeRead() {
    assertEquals(MachineColumn.atFirst(), ColumnLayout.read("nonsense").shown());
    assertEquals(MachineColumn.atFirst(), ColumnLayout.read("").shown());
    assertEquals(List.of(MachineColumn.NAME), ColumnLayout.read("name=99999999,name=5,=").shown());
    assertEquals(MachineColumn.NAME.width(), ColumnLayout.read("name=5").width(MachineColumn.NAME));
  }
}
