package org.dormouse.ui.graph.internal.pages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.model.RunSpan;
import org.dormouse.ui.graph.internal.parts.LaneBoard;
import org.dormouse.ui.graph.internal.parts.LaneSelection;
import org.dormouse.ui.graph.internal.parts.RunEditPart;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditDomain;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.editparts.ScalableRootEditPart;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Composite;

/**
 * The graph of a run as a widget: lines of VMs that scroll, zoom and follow, as columns of steps or along the time.
 * In the time line zooming stretches the time and leaves the lines as high as they are. UI thread only.
 */
public final class LaneView {

  /** How steps are laid out. */
  public enum Mode { COLUMNS, TIME_LINE }

  private static final double[] ZOOMS = {0.4, 0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5, 2};
  private static final double LONGEST_STRETCH = 64;
  private static final int LEAST_TICK_GAP = 70;
  private static final int RIGHT_MARGIN = 16;

  private final LaneModel model;
  private final LaneBoard board;
  private final ScrollingGraphicalViewer viewer = new ScrollingGraphicalViewer();
  /** The one that the viewer has made for itself. */
  private final ScalableRootEditPart root = (ScalableRootEditPart) viewer.getRootEditPart();
  private final RunEditPart run;
  private final LanePicks picks;
  private final RunSpan span = new RunSpan();
  private final ListenerList<Runnable> scrolled = new ListenerList<>();
  private final ListenerList<Runnable> shown = new ListenerList<>();
  private final ListenerList<Runnable> selected = new ListenerList<>();
  private Mode mode = Mode.COLUMNS;
  private double stretch = 1;

  public LaneView(Composite parent, LaneModel model, LaneBoard board) {
    this.model = model;
    this.board = board;
    viewer.createControl(parent);
    viewer.setEditDomain(new EditDomain());
    run = new RunEditPart(board);
    viewer.setContents(run);
    root.getZoomManager().setZoomLevels(ZOOMS);
    root.getZoomManager().addZoomListener(zoom -> show());
    viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), (MouseWheelHandler) (event, in) -> {
      zoomBy(event.count > 0 ? 1 : -1);
      event.doit = false;
    });
    picks = new LanePicks(viewer, run, board, () -> {
      show();
      tell(selected);
    });
    FigureCanvas canvas = canvas();
    canvas.getVerticalBar().setIncrement(CellPlaces.PITCH);
    canvas.addListener(SWT.Resize, event -> show());
    viewport().getHorizontalRangeModel().addPropertyChangeListener(event -> tell(scrolled));
    viewport().getVerticalRangeModel().addPropertyChangeListener(event -> tell(scrolled));
    canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        if (event.childID == -1) {
          event.result = "Lanes of the run, " + model.rows().size() + " lines; the table shows the same";
        }
      }
    });
  }

  public FigureCanvas canvas() {
    return (FigureCanvas) viewer.getControl();
  }

  public ScrollingGraphicalViewer viewer() {
    return viewer;
  }

  public LaneBoard board() {
    return board;
  }

  public Mode mode() {
    return mode;
  }

  private Viewport viewport() {
    return (Viewport) root.getFigure();
  }

  private ZoomManager zooming() {
    return root.getZoomManager();
  }

  /** Called whenever the lines may have become others, or look otherwise. */
  public void onShown(Runnable listener) {
    shown.add(listener);
  }

  /** Called when another part of the same lines is in sight. */
  public void onScrolled(Runnable listener) {
    scrolled.add(listener);
  }

  /** Calls it no more. */
  public void forget(Runnable listener) {
    shown.remove(listener);
    scrolled.remove(listener);
  }

  /** Called when a person selected something. */
  public void onSelected(Runnable listener) {
    selected.add(listener);
  }

  private static void tell(ListenerList<Runnable> listeners) {
    listeners.forEach(Runnable::run);
  }

  public void setMode(Mode next) {
    mode = next;
    stretch = 1;
    zooming().setZoom(1);
    viewport().setHorizontalLocation(0);
    show();
  }

  public void setColours(GraphColours colours) {
    board.setColours(colours);
    canvas().setBackground(colours.background());
    show();
  }

  /** Brings what is in sight up to date with the model. */
  public void show() {
    if (canvas().isDisposed()) {
      return;
    }
    board.setPlaces(places());
    run.setGuides(guides());
    run.show();
    picks.show();
    tell(shown);
  }

  private CellPlaces places() {
    double zoom = mode == Mode.COLUMNS ? Math.min(1, zooming().getZoom()) : 1;
    int width = (int) (canvas().getClientArea().width / zoom);
    return switch (mode) {
      case COLUMNS -> CellPlaces.Columns.fitting(model.columns(), zoom < 1 ? 0 : width);
      case TIME_LINE -> new CellPlaces.TimeLine(span.scale(model, board.now(),
          (int) (Math.max(200, width - CellPlaces.NAME_WIDTH - RIGHT_MARGIN) * stretch)), board.now());
    };
  }

  private List<Integer> guides() {
    List<Integer> guides = new ArrayList<>();
    switch (board.places()) {
      case CellPlaces.Columns columns -> {
        for (int i = 1; i <= columns.columns().size(); i++) {
          guides.add(CellPlaces.NAME_WIDTH + i * columns.columnWidth() - 1);
        }
      }
      case CellPlaces.TimeLine line -> line.scale().ticks(LEAST_TICK_GAP, ZoneId.systemDefault())
          .forEach(tick -> guides.add(CellPlaces.NAME_WIDTH + tick.x()));
    }
    return guides;
  }

  /** @param steps 1: larger, -1: smaller */
  public void zoomBy(int steps) {
    if (mode == Mode.TIME_LINE) {
      double centre = viewport().getViewLocation().x / stretch;
      stretch = Math.clamp(stretch * (steps > 0 ? 1.5 : 1 / 1.5), 1, LONGEST_STRETCH);
      show();
      root.getFigure().validate();
      viewport().setHorizontalLocation((int) (centre * stretch));
    } else if (steps > 0) {
      zooming().zoomIn();
    } else {
      zooming().zoomOut();
    }
  }

  /** So that all steps are in sight from left to right. */
  public void fit() {
    stretch = 1;
    zooming().setZoom(1);
    if (mode == Mode.COLUMNS) {
      show();
      double width = canvas().getClientArea().width;
      double share = width / board.places().width();
      double best = ZOOMS[0];
      for (double zoom : ZOOMS) {
        best = zoom <= share && zoom <= 1 ? zoom : best;
      }
      zooming().setZoom(share >= 1 ? 1 : best);
    }
    viewport().setHorizontalLocation(0);
    show();
  }

  /** In per cent, of the lines or of the time. */
  public int zoom() {
    return (int) Math.round((mode == Mode.TIME_LINE ? stretch : zooming().getZoom()) * 100);
  }

  /** Scaling of what is drawn. */
  public double scale() {
    return zooming().getZoom();
  }

  /** Left upper corner of what is in sight and its size, in scaled pixels. */
  public Rectangle inSight() {
    Dimension size = viewport().getClientArea().getSize();
    return new Rectangle(viewport().getViewLocation(), size);
  }

  /** Scrolls to a place, in scaled pixels. */
  public void scrollTo(int y) {
    canvas().scrollToY(y);
  }

  /** Selects and scrolls to it; a folded state is unfolded for it. */
  public void reveal(String servicingId) {
    model.lane(servicingId).ifPresent(lane -> {
      if (model.rowOf(servicingId) < 0) {
        model.setFolded(lane.servicing().state(), false);
      }
      show();
      root.getFigure().validate();
      int row = model.rowOf(servicingId);
      if (row >= 0) {
        run.reveal(row);
      }
    });
  }

  /** Shows a selection that was made elsewhere, or by keys. */
  public void select(LaneSelection next) {
    board.setSelection(next);
    next.single().ifPresent(this::reveal);
    show();
  }
}
