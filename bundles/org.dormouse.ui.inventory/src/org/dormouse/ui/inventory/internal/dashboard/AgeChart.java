package org.dormouse.ui.inventory.internal.dashboard;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dormouse.ui.inventory.internal.dashboard.Compliance.Age;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Theme;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.IBarSeries;
import org.eclipse.swtchart.ISeries;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;

/** Bars for how long ago virtual machines were last known to be up to date; a click on a bar tells its band. */
final class AgeChart {

  private static final String BARS = "machines";

  private final Chart chart;
  private final Control plot;
  private Compliance shown = Compliance.of(List.of(), Instant.EPOCH);

  AgeChart(Composite parent, Consumer<Age> chosen) {
    chart = new Chart(parent, SWT.NONE);
    chart.getTitle().setVisible(false);
    chart.getLegend().setVisible(false);
    IAxis ages = chart.getAxisSet().getXAxis(0);
    ages.getTitle().setVisible(false);
    ages.enableCategory(true);
    ages.getGrid().setStyle(LineStyle.NONE);
    IAxis counts = chart.getAxisSet().getYAxis(0);
    counts.getTitle().setVisible(false);
    IBarSeries<?> bars = (IBarSeries<?>) chart.getSeriesSet().createSeries(ISeries.SeriesType.BAR, BARS);
    bars.setBarPadding(45);
    plot = chart.getPlotArea().getControl();
    plot.setToolTipText("Click a bar to see its virtual machines");
    plot.addListener(SWT.MouseUp, event -> at(event.x).ifPresent(chosen));
    plot.setCursor(plot.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
    Names.give(chart, "Age of the last servicing");
    recolour();
  }

  private Optional<Age> at(int x) {
    long category = Math.round(chart.getAxisSet().getXAxis(0).getDataCoordinate(x));
    return category < 0 || category >= Age.values().length ? Optional.empty()
        : Optional.of(Age.values()[(int) category]);
  }

  Chart control() {
    return chart;
  }

  /** After the theme has changed as well. */
  void recolour() {
    Color front = Theme.text();
    Color back = chart.getParent().getBackground();
    chart.setBackground(back);
    chart.getPlotArea().setBackground(back);
    for (IAxis axis : chart.getAxisSet().getAxes()) {
      axis.getTick().setForeground(front);
      axis.getGrid().setForeground(Theme.lines());
    }
    IBarSeries<?> bars = (IBarSeries<?>) chart.getSeriesSet().getSeries(BARS);
    bars.setBarColor(new Color(StateStyle.UP_TO_DATE.colour(Theme.isDark())));
  }

  void show(Compliance compliance) {
    if (compliance.ages().equals(shown.ages()) && shown.total() > 0) {
      return;
    }
    shown = compliance;
    double[] values = Arrays.stream(Age.values()).mapToDouble(age -> compliance.ages().get(age)).toArray();
    chart.getSeriesSet().getSeries(BARS).setYSeries(values);
    chart.getAxisSet().getXAxis(0).setCategorySeries(Arrays.stream(Age.values())
        .map(age -> age.title() + ": " + compliance.ages().get(age)).toArray(String[]::new));
    double highest = Arrays.stream(values).max().orElse(0);
    chart.getAxisSet().getXAxis(0).adjustRange();
    chart.getAxisSet().getYAxis(0).setRange(new Range(0, Math.max(1, highest * 1.15)));
    plot.setToolTipText(Arrays.stream(Age.values()).map(age -> age.title() + ": " + compliance.ages().get(age))
        .collect(Collectors.joining("\n", "", "\nClick a bar to see them")));
    chart.redraw();
  }
}
