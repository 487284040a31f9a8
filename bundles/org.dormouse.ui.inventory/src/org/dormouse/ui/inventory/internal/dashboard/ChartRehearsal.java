package org.dormouse.ui.inventory.internal.dashboard;

import java.util.List;
import org.dormouse.ui.parts.Rehearsal;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;

/** The dashboard's chart, and the scrolling page that holds it. */
public final class ChartRehearsal implements Rehearsal {

  @Override
  public List<Runnable> turns(Composite unseen) {
    ScrolledComposite scrolled = new ScrolledComposite(unseen, SWT.V_SCROLL | SWT.H_SCROLL);
    scrolled.setExpandHorizontal(true);
    scrolled.setExpandVertical(true);
    return List.of(
        () -> scrolled.setContent(new AgeChart(scrolled, age -> { }).control()),
        () -> unseen.layout(true, true));
  }
}
