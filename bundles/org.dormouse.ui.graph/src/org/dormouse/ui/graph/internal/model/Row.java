package org.dormouse.ui.graph.internal.model;

import java.util.List;

/** One line of the graph of a run. */
public sealed interface Row {

  /** A VM. */
  record LaneRow(Lane lane) implements Row {}

  /** All VMs in a state, folded into one line. */
  record FoldRow(String state, List<Lane> lanes) implements Row {
    public FoldRow {
      lanes = List.copyOf(lanes);
    }
  }
}
