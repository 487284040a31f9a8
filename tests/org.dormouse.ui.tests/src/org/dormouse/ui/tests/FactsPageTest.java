package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.dormouse.ui.parts.Fact;
import org.dormouse.ui.parts.FactsPage;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody reads in the Properties view while what is selected goes on. */
@UiTest
class FactsPageTest {

  private record Thing(String id, int state) {}

  private Shell shell;
  private FactsPage page;
  private Table table;

  @BeforeEach
  void aRowIsSelected() {
    Ui.run(() -> {
      shell = new Shell(Ui.display());
      page = new FactsPage(FactsPageTest::facts, one -> ((Thing) one).id());
      page.createControl(shell);
      table = (Table) page.getControl();
    });
    select(new Thing("a", 1));
    Ui.run(() -> table.setSelection(5));
  }

  @AfterEach
  void leave() {
    Ui.run(() -> shell.dispose());
  }

  private static List<Fact> facts(List<?> selected) {
    return selected.stream().map(Thing.class::cast).flatMap(thing -> IntStream.range(0, 9)
        .mapToObj(i -> new Fact("Fact " + i, thing.id() + thing.state()))).toList();
  }

  private void select(Thing thing) {
    Ui.run(() -> page.selectionChanged(null, new StructuredSelection(thing)));
  }

  @Test
  void theSameThingAtAnotherTimeLeavesTheSelectionOfRowsAlone() {
    select(new Thing("a", 2));
    assertEquals(5, Ui.get(table::getSelectionIndex));
    assertEquals("a2", Ui.get(() -> table.getItem(5).getText(1)));
  }

  @Test
  void anotherThingIsShownFromItsBeginning() {
    select(new Thing("b", 1));
    assertEquals(-1, Ui.get(table::getSelectionIndex));
    assertEquals("b1", Ui.get(() -> table.getItem(5).getText(1)));
  }
}
