package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.engine.RunFeed;

/**
 * A servicing with what its row says of its steps: worked out when it changed, not at every comparison while a thousand
 * rows are sorted ten times a second.
 *
 * @param step that says how it stands
 * @param tries of the step that needed most
 * @param host empty until it was placed
 */
record ServicingRow(Servicing servicing, Optional<Step> step, int tries, String host) {

  static ServicingRow of(Servicing servicing, RunFeed feed) {
    List<Step> steps = feed.steps(servicing.id());
    return new ServicingRow(servicing, RunWords.present(steps), RunWords.tries(feed.attempts(servicing.id())),
        RunWords.host(steps));
  }

  static Predicate<ServicingRow> where(Predicate<Servicing> filter) {
    return row -> filter.test(row.servicing);
  }

  String id() {
    return servicing.id();
  }

  int ordinal() {
    return step.map(Step::ordinal).orElse(-1);
  }

  String progress() {
    return step.filter(one -> RunWords.isOpen(one.state())).map(RunWords::progress).orElse("");
  }

  Instant started() {
    return servicing.started().orElse(Instant.MAX);
  }

  Duration took() {
    return RunWords.took(servicing.started(), servicing.ended()).orElse(Duration.ZERO);
  }

  String trouble() {
    return servicing.trouble().map(trouble -> trouble.message()).orElse("");
  }
}
