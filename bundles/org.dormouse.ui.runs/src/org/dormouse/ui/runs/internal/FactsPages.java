package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.parts.Fact;
import org.dormouse.ui.parts.FactsPage;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/**
 * What the Properties views show of one part. Each view has a page of its own, kept as long as the part is open; all
 * follow what is told, no faster than it can be read. UI thread only.
 */
final class FactsPages {

  private static final Duration AT_MOST = Duration.ofSeconds(1);

  private final Function<List<?>, List<Fact>> facts;
  private final ListenerList<FactsPage> pages = new ListenerList<>();
  private final Runnable update = UiThread.coalesced(AT_MOST, this::updateAll);

  FactsPages(Function<List<?>, List<Fact>> facts) {
    this.facts = facts;
  }

  IPropertySheetPage create() {
    FactsPage page = new FactsPage(facts, RunFacts::identity);
    pages.add(page);
    return page;
  }

  /** Soon. */
  void update() {
    if (!pages.isEmpty()) {
      update.run();
    }
  }

  private void updateAll() {
    for (FactsPage page : pages) {
      if (page.isOver()) {
        pages.remove(page);
      } else {
        page.update();
      }
    }
  }
}
