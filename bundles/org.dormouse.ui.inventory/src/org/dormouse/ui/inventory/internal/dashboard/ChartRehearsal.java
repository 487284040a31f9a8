package org.dormouse.ui.inventory.internal.dashboard;

import java.util.List;
import org.dormouse.ui.parts.Rehearsal;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.ISeries.SeriesType;

/** The dashboard's chart, first its library's alone, and the scrolling page that holds it. */
public final class ChartRehearsal implements Rehearsal {

  @Override
  public List<Runnable> turns(Composite unseen) {
    ScrolledComposite scrolled = new ScrolledComposite(unseen, SWT.V_SCROLL | SWT.H_SCROLL);
    scrolled.setExpandHorizontal(true);
    scrolled.setExpandVertical(true);
    return List.of(
        () -> scrolled.setContent(new Chart(scrolled, SWT.NONE)),
        () -> ((Chart) scrolled.getContent()).getSeriesSet().createSeries(SeriesType.BAR, "bars"),
        () -> scrolled.getContent().dispose(),
        () -> scrolled.setContent(new AgeChart(scrolled, age -> { }).control()),
        () -> unseen.layout(true, true));
  }
}
