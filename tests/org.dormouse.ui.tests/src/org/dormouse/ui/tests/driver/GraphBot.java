package org.dormouse.ui.tests.driver;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.draw2d.Connection;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.gef.palette.PaletteEntry;
import org.eclipse.gef.ui.palette.PaletteViewer;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;

/** A graph: its parts are known by their models, and clicked and dragged where their figures are drawn. */
public final class GraphBot {
  private static final int NEAR = 30;

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

  /** The models of one type that have parts now, in the order of the parts. */
  public <T> List<T> models(Class<T> type) {
    return Ui.get(() -> parts(viewer.getContents()).map(EditPart::getModel).filter(type::isInstance).map(type::cast)
        .toList());
  }

  /** UI thread. */
  @SuppressWarnings("unchecked")
  public static Stream<GraphicalEditPart> children(EditPart part) {
    return ((List<EditPart>) part.getChildren()).stream().map(GraphicalEditPart.class::cast);
  }

  /** How wide each child of a part is drawn. */
  public List<Integer> widths(EditPart part) {
    return Ui.get(() -> children(part).map(child -> child.getFigure().getBounds().width).toList());
  }

  /** What a screen reader is told of a part. */
  public String words(GraphicalEditPart part) {
    return Ui.get(() -> {
      AccessibleEvent event = new AccessibleEvent(this);
      ((AccessibleEditPart) part.getAdapter(AccessibleEditPart.class)).getName(event);
      return Optional.ofNullable(event.result).orElse("");
    });
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

  /** Clicks where a long part begins, for instance its name. */
  public void clickBegin(GraphicalEditPart part) {
    Mouse.click(Ui.get(() -> {
      viewer.reveal(part);
      Rectangle bounds = part.getFigure().getBounds();
      return onScreen(new org.eclipse.draw2d.geometry.Point(bounds.x + NEAR, bounds.y + bounds.height / 2), part);
    }));
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

  /** Clicks a line between two parts in its middle. */
  public void clickLine(GraphicalEditPart line) {
    Mouse.click(Ui.get(() -> onScreen(((Connection) line.getFigure()).getPoints().getMidpoint(), line)));
  }

  /** Takes a selected line by its end and lets it go at another part. */
  public void reconnect(GraphicalEditPart line, GraphicalEditPart onto) {
    Mouse.drag(Ui.get(() -> onScreen(((Connection) line.getFigure()).getPoints().getLastPoint(), line)), place(onto));
  }

  private Point onScreen(org.eclipse.draw2d.geometry.Point point, GraphicalEditPart part) {
    org.eclipse.draw2d.geometry.Point at = point.getCopy();
    part.getFigure().translateToAbsolute(at);
    return viewer.getControl().toDisplay(at.x, at.y);
  }

  public boolean isSelected(GraphicalEditPart part) {
    return Ui.get(() -> viewer.getSelectedEditParts().contains(part));
  }

  /** Takes a tool from the palette and puts it where a part is. */
  public void dragFromPalette(String entry, GraphicalEditPart onto) {
    Mouse.dragAndDrop(paletteEntry(entry), place(onto), () -> { });
  }

  /** Takes a tool to where it is not possible: that is said while one is there, and nothing comes of it. */
  public void dragFromPaletteInVain(String entry, GraphicalEditPart onto) {
    Mouse.dragAndDrop(paletteEntry(entry), place(onto), this::awaitRefusal);
  }

  /** The same with a part. */
  public void dragInVain(GraphicalEditPart part, GraphicalEditPart onto) {
    Mouse.drag(place(part), place(onto), this::awaitRefusal);
  }

  private void awaitRefusal() {
    Ui.await("the reason why it is not possible here", () -> LayerManager.Helper.find(viewer.getContents())
        .getLayer(LayerConstants.FEEDBACK_LAYER).getChildren().stream()
        .anyMatch(figure -> figure.getClass().getSimpleName().equals("Tooltip")));
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
