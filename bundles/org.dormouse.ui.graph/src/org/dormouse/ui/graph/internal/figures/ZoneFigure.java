package org.dormouse.ui.graph.internal.figures;

import java.util.function.Supplier;
import org.dormouse.ui.graph.internal.model.WorkflowLayout;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;

/** A juncture: a field that hooks are dropped into, with its name; it says at once whether one may be. */
public final class ZoneFigure extends Figure {

  /** What would happen to what is dragged over it. */
  public enum Drop { NONE, ALLOWED, FORBIDDEN }

  private final String title;
  private GraphColours colours = GraphColours.of(false);
  private Supplier<String> explanation = () -> "";
  private boolean empty;
  private boolean selected;
  private Drop drop = Drop.NONE;
  private int insertAt = -1;

  public ZoneFigure(String title) {
    this.title = title;
  }

  public void show(boolean empty, boolean selected, GraphColours theme, Supplier<String> explanation) {
    this.empty = empty;
    this.selected = selected;
    this.colours = theme;
    this.explanation = explanation;
    repaint();
  }

  /** @param y where it would be put in, absolute; negative: nowhere in particular */
  public void showDrop(Drop next, int y) {
    if (drop != next || insertAt != y) {
      drop = next;
      insertAt = y;
      repaint();
    }
  }

  public Drop drop() {
    return drop;
  }

  @Override
  public IFigure getToolTip() {
    String text = explanation.get();
    return text.isEmpty() ? null : new Tooltip(text, colours);
  }

  @Override
  protected void paintFigure(Graphics graphics) {
    Rectangle area = getBounds().getResized(-1, -1);
    graphics.setAntialias(SWT.ON);
    graphics.setBackgroundColor(switch (drop) {
      case ALLOWED -> colours.tint(StateStyle.SUCCEEDED);
      case FORBIDDEN -> colours.tint(StateStyle.FAILED);
      case NONE -> colours.background();
    });
    graphics.fillRoundRectangle(area, 8, 8);
    graphics.setForegroundColor(switch (drop) {
      case ALLOWED -> colours.accent(StateStyle.SUCCEEDED);
      case FORBIDDEN -> colours.accent(StateStyle.FAILED);
      case NONE -> selected ? colours.selection() : colours.grid();
    });
    graphics.setLineStyle(empty && drop == Drop.NONE ? SWT.LINE_DASH : SWT.LINE_SOLID);
    graphics.setLineWidth(selected || drop != Drop.NONE ? 2 : 1);
    graphics.drawRoundRectangle(area, 8, 8);
    graphics.setLineWidth(1);
    graphics.setLineStyle(SWT.LINE_SOLID);
    graphics.setForegroundColor(colours.muted());
    int height = FigureUtilities.getFontMetrics(getFont()).getHeight();
    String text = drop == Drop.FORBIDDEN ? title + ": not possible here" : title;
    int y = empty ? area.y + (area.height - height) / 2 : area.y + (WorkflowLayout.TITLE - height) / 2;
    graphics.drawString(Texts.cut(text, getFont(), area.width - 16), area.x + 8, y);
  }

  @Override
  protected void paintChildren(Graphics graphics) {
    super.paintChildren(graphics);
    if (drop == Drop.ALLOWED && insertAt >= 0) {
      graphics.setForegroundColor(colours.accent(StateStyle.SUCCEEDED));
      graphics.setLineWidth(3);
      graphics.drawLine(getBounds().x + 6, insertAt, getBounds().x + getBounds().width - 7, insertAt);
      graphics.setLineWidth(1);
    }
  }
}
