package org.dormouse.ui.graph.internal.figures;

import java.util.function.Supplier;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;

/**
 * A step with its state: a tinted field with the state's icon, how much is done as a bar at the bottom, and how often
 * it was tried at the right. One that waits is only outlined. The label is drawn where there is room for a piece of it
 * that can be read.
 */
public final class StepFigure extends Figure {

  private static final int ICON = 16;
  private static final int LEAST_TEXT = 34;
  private static final int ARC = 8;

  private StepLook look = StepLook.NONE;
  private GraphColours colours = GraphColours.of(false);
  private Supplier<String> explanation = () -> "";

  /** @param explanation text of the tooltip, asked for when it is needed */
  public void show(StepLook next, GraphColours theme, Supplier<String> explanation) {
    this.explanation = explanation;
    if (!next.equals(look) || theme != colours) {
      look = next;
      colours = theme;
      repaint();
    }
  }

  public StepLook look() {
    return look;
  }

  @Override
  public IFigure getToolTip() {
    String text = explanation.get();
    return text.isEmpty() ? null : new Tooltip(text, colours);
  }

  @Override
  protected void paintFigure(Graphics graphics) {
    Rectangle field = getBounds().getCopy();
    field.x += field.width > 12 ? 2 : 0;
    field.width -= field.width > 12 ? 4 : 1;
    field.y += 3;
    field.height -= 6;
    graphics.setAntialias(SWT.ON);
    paintField(graphics, field);
    if (look.fraction() >= 0 && look.style() == StateStyle.RUNNING && field.width > 12) {
      graphics.setBackgroundColor(colours.accent(look.style()));
      int done = (int) ((field.width - 4) * Math.min(1, look.fraction()));
      graphics.fillRectangle(field.x + 2, field.y + field.height - 4, done, 3);
    }
    paintInside(graphics, field);
  }

  private void paintField(Graphics graphics, Rectangle field) {
    Color accent = colours.accent(look.style());
    boolean hollow = isHollow();
    int arc = field.width > 12 ? ARC : 2;
    if (!hollow) {
      graphics.setBackgroundColor(colours.tint(look.style()));
      graphics.fillRoundRectangle(field, arc, arc);
    }
    if (look.selected()) {
      graphics.setForegroundColor(colours.selection());
      graphics.setLineWidth(2);
      graphics.drawRoundRectangle(field.getCopy().shrink(1, 1), arc, arc);
      graphics.setLineWidth(1);
    } else if (hollow || look.style() == StateStyle.RUNNING || isAlarming()) {
      graphics.setForegroundColor(hollow ? colours.grid() : accent);
      field.width--;
      field.height--;
      graphics.drawRoundRectangle(field, arc, arc);
      field.width++;
      field.height++;
    }
  }

  private boolean isHollow() {
    return switch (look.style()) {
      case WAITING, SKIPPED, CANCELLED, UNKNOWN -> true;
      default -> false;
    };
  }

  private boolean isAlarming() {
    return look.style() == StateStyle.FAILED || look.style() == StateStyle.NEEDS_OPERATOR;
  }

  private void paintInside(Graphics graphics, Rectangle field) {
    if (field.width < ICON + 4) {
      return;
    }
    Image icon = Icons.image(look.style().iconName());
    int middle = field.y + (field.height - ICON) / 2;
    int badge = look.badge().isEmpty() ? 0 : FigureUtilities.getTextWidth(look.badge(), getFont()) + 4;
    boolean labelled = !look.label().isEmpty() && field.width - ICON - badge - 10 >= LEAST_TEXT;
    int x = labelled ? field.x + 5 : field.x + Math.max(2, (field.width - ICON - badge) / 2);
    graphics.drawImage(icon, x, middle);
    int textTop = field.y + (field.height - FigureUtilities.getFontMetrics(getFont()).getHeight()) / 2;
    graphics.setForegroundColor(colours.text());
    if (badge > 0 && field.width >= ICON + badge + 4) {
      int at = labelled ? field.x + field.width - badge - 2 : x + ICON + 3;
      graphics.drawString(look.badge(), at, textTop);
    }
    if (labelled) {
      int room = field.width - ICON - badge - 14;
      graphics.drawString(Texts.cut(look.label(), getFont(), room), x + ICON + 4, textTop);
    }
  }
}
