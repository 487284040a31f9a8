package org.dormouse.ui.inventory.internal.machines;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Filter text, a chip per state with its count, and how many are shown. UI thread only. */
final class FilterBar {

  private static final int PAUSE_MILLIS = 120;
  private static final int COUNT_WIDTH = 110;
  private static final String HELP = """
      Words are looked for in every column. In one column:
      os:debian   tags:web   groups:night   host:lab1
      pending:>5   security:>0   size:<10 (GiB)
      age:>30 (days since it was up to date)   age:never
      excluded:yes (never serviced)
      A dash before a word turns it round: -os:debian""";

  private final Composite bar;
  private final Text text;
  private final Label shown;
  private final Map<String, Button> chips = new LinkedHashMap<>();
  private final Consumer<MachineFilter> changed;
  private final Runnable tell = this::tell;
  private MachineFilter filter = MachineFilter.ALL;

  FilterBar(Composite parent, Consumer<MachineFilter> changed) {
    this.changed = changed;
    bar = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(6, 4).spacing(8, 4).applyTo(bar);
    text = Names.give(new Text(bar, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), "Filter virtual machines");
    text.setMessage("Filter: words, or os:debian pending:>5 age:>30");
    text.setToolTipText(HELP);
    text.setData("org.dormouse.ui.id", "machines.filter");
    text.addListener(SWT.Modify, event -> Display.getCurrent().timerExec(PAUSE_MILLIS, tell));
    text.addListener(SWT.Dispose, event -> Display.getCurrent().timerExec(-1, tell));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
    shown = new Label(bar, SWT.RIGHT);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(COUNT_WIDTH, SWT.DEFAULT).applyTo(shown);
    Composite row = new Composite(bar, SWT.NONE);
    RowLayout wrap = new RowLayout(SWT.HORIZONTAL);
    wrap.marginLeft = wrap.marginTop = wrap.marginBottom = wrap.marginRight = 0;
    wrap.spacing = 4;
    row.setLayout(wrap);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(row);
    MachineStates.ALL.forEach(state -> chips.put(state, chip(row, state)));
  }

  private Button chip(Composite row, String state) {
    Button chip = new Button(row, SWT.TOGGLE);
    chip.setImage(StateIcons.of(state));
    chip.setText(Words.machineState(state));
    chip.setToolTipText("Show only: " + Words.machineState(state).toLowerCase());
    chip.setData("org.dormouse.ui.id", "machines.state." + state);
    chip.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = chip.getText();
      }
    });
    chip.addListener(SWT.Selection, event -> tell());
    return chip;
  }

  Composite control() {
    return bar;
  }

  void setFocus() {
    text.setFocus();
    text.selectAll();
  }

  MachineFilter filter() {
    return filter;
  }

  /** Shows a filter and tells it. */
  void setFilter(MachineFilter wanted) {
    filter = wanted;
    if (!text.getText().equals(wanted.text())) {
      text.setText(wanted.text());
    }
    chips.forEach((state, chip) -> chip.setSelection(wanted.states().contains(state)));
    changed.accept(filter);
  }

  private void tell() {
    if (bar.isDisposed()) {
      return;
    }
    Set<String> states = new LinkedHashSet<>();
    chips.forEach((state, chip) -> {
      if (chip.getSelection()) {
        states.add(state);
      }
    });
    MachineFilter now = new MachineFilter(text.getText(), states);
    if (!now.equals(filter)) {
      filter = now;
      changed.accept(now);
    }
  }

  void show(MachineIndex index) {
    chips.forEach((state, chip) -> {
      String title = Words.machineState(state) + "  " + index.counts().getOrDefault(state, 0);
      if (!chip.getText().equals(title)) {
        chip.setText(title);
      }
    });
    String count = index.rows().size() == index.total() ? String.format("%,d", index.total())
        : String.format("%,d of %,d", index.rows().size(), index.total());
    shown.setText(count);
    bar.layout(true, true);
  }
}
