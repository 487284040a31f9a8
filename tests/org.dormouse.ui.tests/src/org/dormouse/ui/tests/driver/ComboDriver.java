package org.dormouse.ui.tests.driver;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;

/** A drop-down list. */
public final class ComboDriver {
  private final Combo combo;

  ComboDriver(Combo combo) {
    this.combo = combo;
  }

  /** Chooses by the entry's text, once it is offered. */
  public ComboDriver select(String entry) {
    Ui.await("entry '" + entry + "' of a combo", () -> List.of(combo.getItems()).contains(entry));
    Ui.run(() -> {
      combo.select(combo.indexOf(entry));
      combo.notifyListeners(SWT.Selection, new Event());
    });
    Ui.settle();
    return this;
  }

  public List<String> entries() {
    return Ui.get(() -> List.of(combo.getItems()));
  }

  public String text() {
    return Ui.get(combo::getText);
  }
}
