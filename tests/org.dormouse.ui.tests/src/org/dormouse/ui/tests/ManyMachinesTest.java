package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand machines are listed and filtered in small pieces: between two turns of the window's thread only so many
 * rows are added or taken away, and only those in sight are filled. Counts, not times: those are for the benchmark. The
 * selection is that of machines whatever becomes of the rows.
 */
@UiTest
class ManyMachinesTest {
  private static final int MACHINES = 10_000;
  /** Enough for several pieces. */
  private static final int SOME = 3_000;
  /** A thousand are added or taken away at once; two timers that are due can come between two looks. */
  private static final int AT_ONCE = 2000;
  /** More than ever stand in a window of 800 pixels. */
  private static final int IN_SIGHT = 120;

  private Estate estate;
  private TableDriver table;

  /** Looks at the table at every turn of the thread that draws, between whatever else has been handed to it. */
  private static final class Turns implements Runnable {
    private final Table table;
    private final AtomicInteger filled = new AtomicInteger();
    private final Listener fills = event -> filled.incrementAndGet();
    private int rows;
    private int mostAltered;
    private int mostFilled;
    private boolean over;

    Turns(Table table) {
      this.table = table;
    }

    /** On the thread that draws. */
    Turns begin() {
      rows = table.getItemCount();
      table.addListener(SWT.SetData, fills);
      table.getDisplay().asyncExec(this);
      return this;
    }

    @Override
    public void run() {
      mostAltered = Math.max(mostAltered, Math.abs(table.getItemCount() - rows));
      rows = table.getItemCount();
      mostFilled = Math.max(mostFilled, filled.getAndSet(0));
      if (!over) {
        // not at once again, or nothing would ever be drawn
        table.getDisplay().timerExec(1, this);
      }
    }

    void end() {
      over = true;
      table.removeListener(SWT.SetData, fills);
    }
  }

  @BeforeEach
  void aWindowThatShowsOne() {
    estate = Estate.connect().clear();
    library("one", 1);
    table = MachinesPage.open().selectNone().table().awaitRows(1);
  }

  private void library(String name, int machines) {
    estate.put("library", name, Map.of("type", "simulated", "settings", Map.of("vms", String.valueOf(machines))));
    estate.ask(engine -> engine.scanLibrary(new Named("library", name)));
  }

  @AfterEach
  void leave() {
    MachinesPage.open().filter("");
    estate.clear().close();
  }

  private Turns watched() {
    return Ui.get(() -> new Turns(table.widget()).begin());
  }

  private static void assertBounded(Turns turns) {
    Ui.run(turns::end);
    assertTrue(turns.mostAltered <= AT_ONCE, turns.mostAltered + " rows came or went in one turn");
    assertTrue(turns.mostFilled <= IN_SIGHT, turns.mostFilled + " rows were filled in one turn");
  }

  @Test
  void tenThousandAreListedAndFilteredPieceByPiece() {
    Turns opening = watched();
    library("fleet", MACHINES);
    table.awaitRows(MACHINES + 1);
    assertBounded(opening);
    assertTrue(opening.mostAltered > 0, "nobody looked while rows were added");
    Turns filtering = watched();
    MachinesPage.open().filter("00077");
    Ui.await("few rows", () -> table.widget().getItemCount() > 0 && table.widget().getItemCount() < 20);
    MachinesPage.open().filter("");
    table.awaitRows(MACHINES + 1);
    assertBounded(filtering);
  }

  private static List<String> ids(ISelection selection) {
    return Stream.of(((IStructuredSelection) selection).toArray()).map(machine -> ((Machine) machine).id()).toList();
  }

  /** The row under the cursor is taken away: the toolkit selects another by itself then, and tells nobody. */
  @Test
  void theSelectedMachineStaysSelectedWhileRowsAreTakenAway() {
    library("fleet", SOME);
    table.awaitRows(SOME + 1);
    ISelectionProvider list = MachinesPage.open().view().part().getSite().getSelectionProvider();
    AtomicReference<List<String>> told = new AtomicReference<>(List.of());
    ISelectionChangedListener listener = event -> told.set(ids(event.getSelection()));
    Ui.run(() -> list.addSelectionChangedListener(listener));
    try {
      // as a click would, which does not find a row that has only just been scrolled to
      Ui.run(() -> {
        table.widget().setSelection(SOME - 3);
        table.widget().notifyListeners(SWT.Selection, new Event());
      });
      List<String> one = Ui.get(() -> ids(list.getSelection()));
      assertEquals(1, one.size());
      MachinesPage.open().filter(one.getFirst().substring(one.getFirst().length() - 2));
      Ui.await("few rows", () -> table.widget().getItemCount() < SOME / 10);
      assertEquals(one, Ui.get(() -> ids(list.getSelection())));
      assertEquals(one, told.get());
      MachinesPage.open().filter("nosuchmachine");
      Ui.await("no rows", () -> table.widget().getItemCount() == 0);
      assertEquals(List.of(), Ui.get(() -> ids(list.getSelection())));
      assertEquals(List.of(), told.get());
    } finally {
      Ui.run(() -> list.removeSelectionChangedListener(listener));
    }
  }
}
