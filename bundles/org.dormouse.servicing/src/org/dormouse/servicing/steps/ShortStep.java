package org.dormouse.servicing.steps;

import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.servicing.Backends;

/** A step that is over when its start returns, and that may be repeated. */
abstract class ShortStep implements StepHandler {

  private final StepKind kind;
  private final Backends backends;

  ShortStep(StepKind kind, Backends backends) {
    this.kind = kind;
    this.backends = backends;
  }

  abstract Outcome run(Work work);

  @Override
  public final String kind() {
    return kind.kind();
  }

  @Override
  public final Outcome start(StepContext context) {
    return run(new Work(context, backends));
  }

  @Override
  public final Outcome poll(StepContext context, String ticket) {
    return start(context);
  }

  @Override
  public final void stop(StepContext context, String ticket) {
    // nothing goes on between calls
  }
}
