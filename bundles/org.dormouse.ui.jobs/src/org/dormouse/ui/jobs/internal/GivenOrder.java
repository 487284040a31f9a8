package org.dormouse.ui.jobs.internal;

import org.eclipse.ui.views.properties.IPropertySheetEntry;
import org.eclipse.ui.views.properties.PropertySheetSorter;

/** Leaves rows of the Properties view where they are: what belongs together stands together. */
final class GivenOrder extends PropertySheetSorter {

  @Override
  public void sort(IPropertySheetEntry[] entries) {
    // They are in their order.
  }
}
