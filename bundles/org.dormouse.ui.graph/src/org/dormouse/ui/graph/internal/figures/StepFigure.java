package org.dormouse.ui.graph.internal.figures;

import java.util.Optional;
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

/**
 * A step with its state: a tinted field with the state's icon, how much is done as a bar at the bottom, and how often
 * it was tried at the right. One that waits is only outlined. The label is drawn where there is room for a piece of it
 * that can be read.
 */
public final class StepFigure extends Figure {

  private static final int ICON = 16;
  private static final int LEAST_TEXT = 34;
  private static final int ARC = 8;
  private static final Optional<StateStyle> RUNNING = Optional.of(StateStyle.RUNNING);

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
    if (look.fraction() >= 0 && look.style().equals(RUNNING) && field.width > 12) {
      graphics.setBackgroundColor(colours.accent(StateStyle.RUNNING));
      int done = (int) ((field.width - 4) * Math.min(1, look.fraction()));
      graphics.fillRectangle(field.x + 2, field.y + field.height - 4, done, 3);
    }
    paintInside(graphics, field);
  }

  private void paintField(Graphics graphics, Rectangle field) {
    int arc = field.width > 12 ? ARC : 2;
    if (!isHollow()) {
      graphics.setBackgroundColor(look.wrong() ? colours.tint(StateStyle.FAILED)
          : look.style().map(colours::tint).orElse(colours.band()));
      graphics.fillRoundRectangle(field, arc, arc);
    }
    if (look.selected()) {
      graphics.setForegroundColor(colours.selection());
      graphics.setLineWidth(2);
      graphics.drawRoundRectangle(field.getCopy().shrink(1, 1), arc, arc);
      graphics.setLineWidth(1);
      return;
    }
    Color line = line();
    if (line != null) {
      graphics.setForegroundColor(line);
      graphics.setLineStyle(look.off() ? SWT.LINE_DASH : SWT.LINE_SOLID);
      graphics.drawRoundRectangle(field.getResized(-1, -1), arc, arc);
      graphics.setLineStyle(SWT.LINE_SOLID);
    }
  }

  /** Null: none; what ended well stands back. */
  private Color line() {
    if (look.wrong()) {
      return colours.accent(StateStyle.FAILED);
    }
    if (look.style().isEmpty()) {
      return colours.muted();
    }
    return switch (look.style().get()) {
      case WAITING, SKIPPED, CANCELLED, UNKNOWN -> colours.grid();
      case RUNNING, FAILED, NEEDS_OPERATOR -> colours.accent(look.style().get());
      default -> null;
    };
  }

  private boolean isHollow() {
    return look.off() || !look.wrong() && look.style().isPresent() && switch (look.style().get()) {
      case WAITING, SKIPPED, CANCELLED, UNKNOWN -> true;
      default -> false;
    };
  }

  private void paintInside(Graphics graphics, Rectangle field) {
    if (field.width < ICON + 4) {
      return;
    }
    boolean hasIcon = !look.icon().isEmpty();
    int icon = hasIcon ? ICON : 0;
    int badge = look.badge().isEmpty() ? 0 : Texts.width(look.badge(), getFont()) + 4;
    int marker = look.wrong() ? ICON + 4 : 0;
    int room = field.width - icon - badge - marker - 14;
    boolean labelled = !look.label().isEmpty() && room >= LEAST_TEXT;
    int x = labelled ? field.x + 5 : field.x + Math.max(2, (field.width - icon - badge) / 2);
    int middle = field.y + (field.height - ICON) / 2;
    if (hasIcon) {
      graphics.drawImage(Icons.image(look.icon()), x, middle);
    }
    if (look.wrong()) {
      graphics.drawImage(Icons.image(StateStyle.FAILED.iconName()), field.x + field.width - ICON - 4, middle);
    }
    int textTop = field.y + (field.height - FigureUtilities.getFontMetrics(getFont()).getHeight()) / 2;
    graphics.setForegroundColor(look.off() ? colours.muted() : colours.text());
    if (badge > 0 && field.width >= icon + badge + 4) {
      graphics.drawString(look.badge(), labelled ? field.x + field.width - marker - badge - 2 : x + icon + 3, textTop);
    }
    if (labelled) {
      String text = Texts.cut(look.label(), getFont(), room);
      int at = hasIcon ? x + icon + 5 : field.x + (field.width - Texts.width(text, getFont())) / 2;
      graphics.drawString(text, at, textTop);
    }
  }
}
