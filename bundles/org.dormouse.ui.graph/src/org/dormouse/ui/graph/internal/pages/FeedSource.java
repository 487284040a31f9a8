package org.dormouse.ui.graph.internal.pages;

import java.util.List;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.graph.internal.model.LaneModel;

/** Lanes of a run that is followed. */
record FeedSource(RunFeed feed) implements LaneModel.Source {

  @Override
  public List<Servicing> servicings() {
    return feed.servicings();
  }

  @Override
  public List<Step> attempts(String servicingId) {
    return feed.attempts(servicingId);
  }
}
