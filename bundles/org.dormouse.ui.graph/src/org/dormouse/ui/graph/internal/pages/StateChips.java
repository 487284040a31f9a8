package org.dormouse.ui.graph.internal.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.parts.LaneWords;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** How many VMs are in each state; a pressed one is folded into a single line. */
final class StateChips {

  private final Composite bar;
  private final LaneModel model;
  private final Map<String, Button> chips = new LinkedHashMap<>();

  /** @param fold called with a state and whether its VMs are to be folded */
  StateChips(Composite parent, LaneModel model, BiConsumer<String, Boolean> fold) {
    this.model = model;
    bar = new Composite(parent, SWT.NONE);
    RowLayout layout = new RowLayout();
    layout.marginTop = layout.marginBottom = layout.marginLeft = layout.marginRight = 0;
    layout.spacing = 4;
    layout.center = true;
    bar.setLayout(layout);
    for (String state : LaneModel.STATES) {
      Button chip = new Button(bar, SWT.TOGGLE);
      StateStyle style = StateStyle.ofServicing(state);
      chip.setImage(Icons.image(style.iconName()));
      chip.setToolTipText("Show all virtual machines of this state as one line");
      chip.setLayoutData(new RowData());
      chip.addListener(SWT.Selection, event -> fold.accept(state, chip.getSelection()));
      chip.getAccessible().addAccessibleListener(new AccessibleAdapter() {
        @Override
        public void getName(AccessibleEvent event) {
          event.result = chip.getText() + (chip.getSelection() ? ", folded" : "");
        }
      });
      chips.put(state, chip);
    }
    show();
  }

  Composite control() {
    return bar;
  }

  void show() {
    Map<String, Integer> counts = model.counts();
    boolean other = false;
    for (Map.Entry<String, Button> entry : chips.entrySet()) {
      Button chip = entry.getValue();
      int count = counts.getOrDefault(entry.getKey(), 0);
      String text = LaneWords.count(count, entry.getKey());
      if (!text.equals(chip.getText())) {
        other |= text.length() != chip.getText().length();
        chip.setText(text);
      }
      RowData data = (RowData) chip.getLayoutData();
      if (data.exclude != (count == 0)) {
        data.exclude = count == 0;
        chip.setVisible(count > 0);
        other = true;
      }
    }
    showFolded();
    if (other) {
      bar.getParent().layout(true, true);
    }
  }

  /** States are folded and unfolded in the graph as well. */
  void showFolded() {
    for (Map.Entry<String, Button> entry : chips.entrySet()) {
      boolean folded = model.folded().contains(entry.getKey());
      if (folded != entry.getValue().getSelection()) {
        entry.getValue().setSelection(folded);
      }
    }
  }
}
