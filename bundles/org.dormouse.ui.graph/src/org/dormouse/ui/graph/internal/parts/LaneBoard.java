package org.dormouse.ui.graph.internal.parts;

import java.time.Instant;
import java.util.function.Supplier;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.model.LaneSearch;
import org.dormouse.ui.graph.internal.model.StepColumns;

/** All that the edit parts of a run's graph show; the page alters it and then has the graph refreshed. UI thread. */
public final class LaneBoard {

  private final LaneModel model;
  private final Supplier<Instant> now;
  private CellPlaces places = CellPlaces.Columns.fitting(StepColumns.NONE, 0);
  private GraphColours colours = GraphColours.of(false);
  private LaneSelection selection = LaneSelection.NONE;
  private LaneSearch search = LaneSearch.of("");

  public LaneBoard(LaneModel model, Supplier<Instant> now) {
    this.model = model;
    this.now = now;
  }

  public LaneModel model() {
    return model;
  }

  public Instant now() {
    return now.get();
  }

  public CellPlaces places() {
    return places;
  }

  public void setPlaces(CellPlaces places) {
    this.places = places;
  }

  public GraphColours colours() {
    return colours;
  }

  public void setColours(GraphColours colours) {
    this.colours = colours;
  }

  public LaneSelection selection() {
    return selection;
  }

  public void setSelection(LaneSelection selection) {
    this.selection = selection;
  }

  public LaneSearch search() {
    return search;
  }

  public void setSearch(LaneSearch search) {
    this.search = search;
  }
}
