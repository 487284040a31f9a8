package org.dormouse.ui.parts;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Spinner;

/**
 * Widths of what is not as wide as its form, even within it. Lists to choose from have room for the longest entry, and
 * all of one form are as wide as the widest: at scale 2 the toolkit gives such a list a little less than its words
 * need, and the last letter is lost. Numbers are as wide as the greatest. UI thread only.
 */
public final class FieldWidth {

  private static final double SPARE = 1.15;
  /** For names that are not known yet. */
  private static final int NAMES = 220;
  /** The toolkit gives a number of nine digits 133, and one of fewer less. */
  private static final int NUMBER = 140;
  private static final String EVEN = "org.dormouse.ui.even";

  private FieldWidth() {}

  /** @param combo with all its entries, in the grid of its form */
  public static void choice(Combo combo) {
    fit(combo, (int) (combo.computeSize(SWT.DEFAULT, SWT.DEFAULT).x * SPARE));
  }

  /** @param combo gets its entries later, which are names */
  public static void names(Combo combo) {
    fit(combo, NAMES);
  }

  public static void number(Spinner spinner) {
    int needed = spinner.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
    GridDataFactory.swtDefaults().hint(Math.max(NUMBER, needed), SWT.DEFAULT).applyTo(spinner);
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
