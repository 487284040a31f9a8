package org.dormouse.ui.graph.internal.figures;

import java.util.function.Supplier;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.style.Icons;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.TreeSearch;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.Font;

/**
 * The line of a VM. Its name stands over the steps and stays in sight when they are scrolled sideways. Used again and
 * again for other VMs as lines are scrolled.
 */
public final class LaneFigure extends Figure {

  private static final int ICON = 16;
  private static final int MARGIN = 8;

  private LaneLook look = LaneLook.NONE;
  private GraphColours colours = GraphColours.of(false);
  private Supplier<String> explanation = () -> "";
  private int nameX;

  public void show(LaneLook next, GraphColours theme, Supplier<String> explanation) {
    this.explanation = explanation;
    if (!next.equals(look) || theme != colours) {
      look = next;
      colours = theme;
      repaint();
    }
  }

  public LaneLook look() {
    return look;
  }

  /** @param x left edge of what is in sight */
  public void setNameX(int x) {
    if (x != nameX) {
      nameX = x;
      repaint();
    }
  }

  private Rectangle nameArea() {
    return new Rectangle(getBounds().x + nameX, getBounds().y, CellPlaces.NAME_WIDTH, getBounds().height);
  }

  @Override
  public IFigure findFigureAt(int x, int y, TreeSearch search) {
    return nameArea().contains(x, y) && containsPoint(x, y) && !search.prune(this) && search.accept(this) ? this
        : super.findFigureAt(x, y, search);
  }

  @Override
  public IFigure getToolTip() {
    String text = explanation.get();
    return text.isEmpty() ? null : new Tooltip(text, colours);
  }

  @Override
  protected void paintFigure(Graphics graphics) {
    Rectangle area = getBounds();
    if (look.selected() || look.fold()) {
      graphics.setBackgroundColor(look.selected() ? colours.selectionFill() : colours.band());
      graphics.fillRectangle(area);
    }
    graphics.setForegroundColor(colours.grid());
    graphics.drawLine(area.x, area.y + area.height - 1, area.x + area.width, area.y + area.height - 1);
  }

  @Override
  protected void paintChildren(Graphics graphics) {
    super.paintChildren(graphics);
    paintName(graphics, nameArea());
  }

  private void paintName(Graphics graphics, Rectangle area) {
    if (nameX > 0 || look.match()) {
      graphics.setBackgroundColor(look.match() ? colours.match() : look.selected() ? colours.selectionFill()
          : colours.background());
      graphics.fillRectangle(area.x, area.y, area.width, area.height - 1);
    }
    if (look.selected()) {
      graphics.setBackgroundColor(colours.selection());
      graphics.fillRectangle(area.x, area.y, 3, area.height - 1);
    }
    Font font = getFont();
    int textTop = area.y + (area.height - FigureUtilities.getFontMetrics(font).getHeight()) / 2;
    int x = area.x + MARGIN;
    if (look.fold()) {
      int middle = area.y + area.height / 2;
      graphics.setBackgroundColor(colours.muted());
      graphics.fillPolygon(new int[] {x + 3, middle - 5, x + 9, middle, x + 3, middle + 5});
      x += ICON;
    }
    if (look.style().isPresent()) {
      graphics.drawImage(Icons.image(look.style().get().iconName()), x, area.y + (area.height - ICON) / 2);
      x += ICON + 6;
    }
    int right = area.x + area.width - MARGIN;
    if (!look.status().isEmpty()) {
      right -= Texts.width(look.status(), font);
      graphics.setForegroundColor(colours.muted());
      graphics.drawString(look.status(), right, textTop);
      right -= MARGIN;
    }
    graphics.setForegroundColor(colours.text());
    graphics.drawString(Texts.cut(look.name(), font, right - x), x, textTop);
    graphics.setForegroundColor(colours.grid());
    graphics.drawLine(area.x + area.width - 1, area.y, area.x + area.width - 1, area.y + area.height);
  }
}
