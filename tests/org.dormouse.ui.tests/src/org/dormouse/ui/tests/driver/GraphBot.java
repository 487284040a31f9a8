package org.dormouse.ui.tests.driver;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.palette.PaletteEntry;
import org.eclipse.gef.ui.palette.PaletteViewer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;

/** A graph: its parts are known by their models, and clicked and dragged where their figures are drawn. */
public final class GraphBot {
  private final GraphicalViewer viewer;

  GraphBot(GraphicalViewer viewer) {
    this.viewer = viewer;
  }

  public GraphicalViewer viewer() {
    return viewer;
  }

  /** The first part whose model is wanted, once it is there. */
  public GraphicalEditPart part(String what, Predicate<Object> model) {
    return Ui.find(what, () -> parts(viewer.getContents()).filter(GraphicalEditPart.class::isInstance)
        .map(GraphicalEditPart.class::cast).filter(part -> model.test(part.getModel())).findFirst());
  }

  /** The parts of one class, which is not API, hence by its simple name; waits for the first. */
  public List<GraphicalEditPart> partsOf(String simpleName) {
    return Ui.find("parts of class " + simpleName, () -> Optional.of(parts(viewer.getContents())
        .filter(part -> part.getClass().getSimpleName().equals(simpleName)).map(GraphicalEditPart.class::cast).toList())
        .filter(found -> !found.isEmpty()));
  }

  public int count(Predicate<Object> model) {
    return Ui.get(() -> (int) parts(viewer.getContents()).filter(part -> model.test(part.getModel())).count());
  }

  @SuppressWarnings("unchecked")
  private static Stream<EditPart> parts(EditPart part) {
    return Stream.concat(Stream.of(part),
        ((List<EditPart>) part.getChildren()).stream().flatMap(GraphBot::parts));
  }

  public void click(GraphicalEditPart part) {
    Mouse.click(place(part));
  }

  public void doubleClick(GraphicalEditPart part) {
    Mouse.doubleClick(place(part));
  }

  public MenuDriver contextMenu() {
    return MenuDriver.contextOf(Ui.get(viewer::getControl));
  }

  public void drag(GraphicalEditPart part, GraphicalEditPart onto) {
    Mouse.drag(place(part), place(onto));
  }

  public boolean isSelected(GraphicalEditPart part) {
    return Ui.get(() -> viewer.getSelectedEditParts().contains(part));
  }

  /** Takes a tool from the palette and puts it where a part is. */
  public void dragFromPalette(String entry, GraphicalEditPart onto) {
    Mouse.drag(paletteEntry(entry), place(onto));
  }

  /** Chooses a tool of the palette by a click, and clicks with it. */
  public void clickFromPalette(String entry, GraphicalEditPart onto) {
    Mouse.click(paletteEntry(entry));
    Mouse.click(place(onto));
  }

  private Point paletteEntry(String label) {
    return Ui.find("palette entry '" + label + "'", () -> {
      PaletteViewer palette = viewer.getEditDomain().getPaletteViewer();
      return Optional.ofNullable(palette).flatMap(found -> parts(found.getContents())
          .filter(part -> part.getModel() instanceof PaletteEntry entry && label.equals(entry.getLabel()))
          .map(GraphicalEditPart.class::cast).findFirst()
          .map(part -> middle(part.getFigure(), found.getControl())));
    });
  }

  public Point place(GraphicalEditPart part) {
    return Ui.get(() -> {
      viewer.reveal(part);
      return middle(part.getFigure(), viewer.getControl());
    });
  }

  private static Point middle(IFigure figure, Control control) {
    Rectangle bounds = figure.getBounds().getCopy();
    figure.translateToAbsolute(bounds);
    return control.toDisplay(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
  }
}
