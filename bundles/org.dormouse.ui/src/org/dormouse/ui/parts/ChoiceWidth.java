package org.dormouse.ui.parts;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;

/**
 * Room for the longest entry of lists to choose from, all of one form as wide as the widest. At scale 2 the toolkit
 * gives such a list a little less than its words need, and the last letter is lost. UI thread only.
 */
public final class ChoiceWidth {

  private static final double SPARE = 1.15;
  /** For names that are not known yet. */
  private static final int NAMES = 220;
  private static final String EVEN = "org.dormouse.ui.even";

  private ChoiceWidth() {}

  /** @param combo with all its entries, in the grid of its form */
  public static void fit(Combo combo) {
    fit(combo, (int) (combo.computeSize(SWT.DEFAULT, SWT.DEFAULT).x * SPARE));
  }

  /** @param combo gets its entries later, which are names */
  public static void fitNames(Combo combo) {
    fit(combo, NAMES);
  }

  private static void fit(Combo combo, int width) {
    GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(width, SWT.DEFAULT).applyTo(combo);
    combo.setData(EVEN, true);
    List<GridData> form = Stream.of(combo.getParent().getChildren()).filter(each -> each.getData(EVEN) != null)
        .map(each -> (GridData) each.getLayoutData()).toList();
    int widest = form.stream().mapToInt(each -> each.widthHint).max().orElseThrow();
    form.forEach(each -> each.widthHint = widest);
  }
}
