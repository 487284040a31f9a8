package org.dormouse.ui.graph.internal.parts;

import java.beans.PropertyChangeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dormouse.ui.graph.internal.figures.RunFigure;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.LaneWindow;
import org.dormouse.ui.graph.internal.model.Row;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.gef.editparts.ScalableRootEditPart;

/**
 * The graph of a run. There are edit parts only for as many lines as fit into the window; scrolling gives those that
 * went out of sight the lines that came into it.
 */
public final class RunEditPart extends AbstractGraphicalEditPart {

  private final LaneBoard board;
  private final PropertyChangeListener scrolled = event -> scrolled();
  private boolean adopting;
  private LaneWindow window = LaneWindow.NONE;
  private List<Integer> guides = List.of();

  public RunEditPart(LaneBoard board) {
    this.board = board;
    setModel(board);
  }

  @Override
  public void activate() {
    super.activate();
    viewport().getHorizontalRangeModel().addPropertyChangeListener(scrolled);
    viewport().getVerticalRangeModel().addPropertyChangeListener(scrolled);
  }

  @Override
  public void deactivate() {
    viewport().getHorizontalRangeModel().removePropertyChangeListener(scrolled);
    viewport().getVerticalRangeModel().removePropertyChangeListener(scrolled);
    super.deactivate();
  }

  private ScalableRootEditPart root() {
    return (ScalableRootEditPart) getRoot();
  }

  private Viewport viewport() {
    return (Viewport) root().getFigure();
  }

  /** Vertical lines from top to bottom, in unscaled pixels. */
  public void setGuides(List<Integer> guides) {
    this.guides = guides;
  }

  /** Brings all in sight up to date with the board. */
  public void show() {
    List<Row> rows = board.model().rows();
    getFigure().setPreferredSize(new Dimension(board.places().width(), rows.size() * CellPlaces.PITCH));
    ((RunFigure) getFigure()).show(guides, board.colours());
    adopt(windowNow(), true);
  }

  private void scrolled() {
    adopt(windowNow(), false);
  }

  private LaneWindow windowNow() {
    double zoom = root().getZoomManager().getZoom();
    int height = (int) Math.ceil(viewport().getClientArea().height / zoom);
    int top = (int) (viewport().getViewLocation().y / zoom);
    return LaneWindow.of(top, height, CellPlaces.PITCH, board.model().rows().size());
  }

  /** @param anew lines that stay in their slots may look otherwise too */
  private void adopt(LaneWindow next, boolean anew) {
    boolean sameSlots = next.slots() == window.slots();
    window = next;
    if (!sameSlots) {
      adopting = true;
      try {
        refreshChildren();
      } finally {
        adopting = false;
      }
    }
    List<Row> rows = board.model().rows();
    double zoom = root().getZoomManager().getZoom();
    Point at = viewport().getViewLocation();
    int width = Math.max(board.places().width(), (int) Math.ceil(viewport().getClientArea().width / zoom));
    for (Object child : getChildren()) {
      LaneEditPart lane = (LaneEditPart) child;
      int row = window.rowOf(((LaneEditPart.Slot) lane.getModel()).number());
      if (anew || !lane.isBound(row, width)) {
        lane.bind(row, rows.get(row), width);
      }
      lane.setNameX((int) (at.x / zoom));
    }
  }

  /** Whether lines are just added or taken away: what the viewer says of its selection meanwhile, nobody has chosen. */
  public boolean isAdopting() {
    return adopting;
  }

  /** The part that shows a line, if it is in sight. */
  public Optional<LaneEditPart> laneAt(int row) {
    int slot = window.slotOf(row);
    return slot < 0 ? Optional.empty() : Optional.of((LaneEditPart) getChildren().get(slot));
  }

  /** Scrolls just so far that a line is in sight. */
  public void reveal(int row) {
    double zoom = root().getZoomManager().getZoom();
    int top = (int) (row * CellPlaces.PITCH * zoom);
    int bottom = (int) ((row + 1) * CellPlaces.PITCH * zoom);
    int at = viewport().getViewLocation().y;
    int height = viewport().getClientArea().height;
    if (top < at) {
      viewport().setVerticalLocation(top);
    } else if (bottom > at + height) {
      viewport().setVerticalLocation(bottom - height);
    }
  }

  @Override
  protected List<?> getModelChildren() {
    return new ArrayList<>(IntStream.range(0, window.slots()).mapToObj(LaneEditPart.Slot::new).toList());
  }

  @Override
  protected EditPart createChild(Object model) {
    LaneEditPart part = new LaneEditPart(board);
    part.setModel(model);
    return part;
  }

  @Override
  protected IFigure createFigure() {
    return new RunFigure();
  }

  @Override
  protected void createEditPolicies() {
    // A run is looked at, not edited.
  }
}
