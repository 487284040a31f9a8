package org.dormouse.ui.inventory.internal.dashboard;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dormouse.ui.inventory.internal.dashboard.Compliance.Age;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TabKey;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Theme;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.PaintEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.IBarSeries;
import org.eclipse.swtchart.ICustomPaintListener;
import org.eclipse.swtchart.ISeries;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;

/**
 * Bars for how long ago virtual machines were last known to be up to date. A bar is chosen by a click, or by the arrow
 * keys and Enter; for those who hear the screen the plot is called what the bar under the arrow keys shows.
 */
final class AgeChart {

  private static final String BARS = "machines";
  private static final int FRAME = 2;

  private final Chart chart;
  private final Control plot;
  private final Consumer<Age> chosen;
  private Age current = Age.values()[0];
  private Compliance shown = Compliance.of(List.of(), Instant.EPOCH);

  AgeChart(Composite parent, Consumer<Age> chosen) {
    this.chosen = chosen;
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
    plot.addListener(SWT.MouseUp, event -> at(event.x).ifPresent(this::choose));
    plot.setCursor(plot.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
    plot.addListener(SWT.KeyDown, this::key);
    TabKey.leaves(plot);
    plot.addListener(SWT.FocusIn, event -> plot.redraw());
    plot.addListener(SWT.FocusOut, event -> plot.redraw());
    chart.getPlotArea().addCustomPaintListener(new Focus());
    Names.give(chart, "Days since last known to be up to date");
    recolour();
  }

  private void choose(Age age) {
    go(age);
    chosen.accept(age);
  }

  private void key(Event event) {
    int last = Age.values().length - 1;
    switch (event.keyCode) {
      case SWT.ARROW_RIGHT, SWT.ARROW_DOWN -> go(Age.values()[Math.min(last, current.ordinal() + 1)]);
      case SWT.ARROW_LEFT, SWT.ARROW_UP -> go(Age.values()[Math.max(0, current.ordinal() - 1)]);
      case SWT.HOME -> go(Age.values()[0]);
      case SWT.END -> go(Age.values()[last]);
      case SWT.CR, SWT.KEYPAD_CR, ' ' -> choose(current);
      default -> { }
    }
  }

  private void go(Age age) {
    current = age;
    name();
    plot.redraw();
  }

  private void name() {
    Names.give(plot, "Days since last known to be up to date, " + text(current) + ", bar " + (current.ordinal() + 1)
        + " of " + Age.values().length);
  }

  private String text(Age age) {
    return age.title() + ": " + shown.ages().get(age);
  }

  /** Frames the bar under the arrow keys, over the whole height: there may be no bar to be seen. */
  private final class Focus implements ICustomPaintListener {
    @Override
    public void paintControl(PaintEvent event) {
      if (plot.isFocusControl()) {
        IAxis ages = chart.getAxisSet().getXAxis(0);
        int step = plot.getSize().x / Age.values().length;
        event.gc.setForeground(Theme.text());
        event.gc.setLineWidth(FRAME);
        event.gc.setLineStyle(SWT.LINE_SOLID);
        event.gc.drawRectangle(ages.getPixelCoordinate(current.ordinal()) - step / 2 + FRAME, FRAME, step - 2 * FRAME,
            plot.getSize().y - 2 * FRAME);
      }
    }

    @Override
    public boolean drawBehindSeries() {
      return false;
    }
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
        .map(this::text).toArray(String[]::new));
    double highest = Arrays.stream(values).max().orElse(0);
    chart.getAxisSet().getXAxis(0).adjustRange();
    chart.getAxisSet().getYAxis(0).setRange(new Range(0, Math.max(1, highest * 1.15)));
    plot.setToolTipText(Arrays.stream(Age.values()).map(this::text)
        .collect(Collectors.joining("\n", "", "\nClick a bar, or press Enter on it, to see them")));
    name();
    chart.redraw();
  }
}
