package org.dormouse.ui.graph.internal.figures;

import java.util.Map;
import org.dormouse.ui.graph.internal.model.BuiltInStep;
import org.dormouse.ui.graph.internal.model.Phase;
import org.dormouse.ui.graph.internal.model.WorkflowLayout;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;

/** Ground of a workflow: the phases as bands, and the way from step to step. */
public final class WorkflowFigure extends Figure {

  private static final int ARROW = 4;

  private Map<Phase, Rectangle> phases = Map.of();
  private Map<BuiltInStep, Rectangle> steps = Map.of();
  private GraphColours colours = GraphColours.of(false);

  public WorkflowFigure() {
    setOpaque(true);
  }

  public void show(WorkflowLayout layout, GraphColours theme) {
    phases = layout.phases();
    steps = layout.steps();
    colours = theme;
    setPreferredSize(new Dimension(layout.width(), layout.height()));
    repaint();
  }

  @Override
  protected void paintFigure(Graphics graphics) {
    graphics.setBackgroundColor(colours.background());
    graphics.fillRectangle(getBounds());
    int height = FigureUtilities.getFontMetrics(getFont()).getHeight();
    phases.forEach((phase, band) -> {
      graphics.setBackgroundColor(colours.band());
      graphics.fillRectangle(0, band.y, WorkflowLayout.PHASE_WIDTH, band.height);
      graphics.setForegroundColor(colours.grid());
      graphics.drawLine(0, band.y + band.height - 1, getBounds().width, band.y + band.height - 1);
      graphics.setForegroundColor(colours.muted());
      graphics.drawString(phase.title(), 10, band.y + (band.height - height) / 2);
    });
    paintWay(graphics);
  }

  private void paintWay(Graphics graphics) {
    graphics.setAntialias(SWT.ON);
    graphics.setForegroundColor(colours.muted());
    graphics.setBackgroundColor(colours.muted());
    Rectangle before = null;
    for (BuiltInStep step : BuiltInStep.values()) {
      Rectangle place = steps.get(step);
      if (before != null && place != null) {
        int x = place.x + place.width / 2;
        int tip = place.y + 2;
        graphics.drawLine(x, before.y + before.height - 3, x, tip - ARROW);
        graphics.fillPolygon(new int[] {x - ARROW, tip - ARROW, x + ARROW, tip - ARROW, x, tip + 1});
      }
      before = place;
    }
  }
}
