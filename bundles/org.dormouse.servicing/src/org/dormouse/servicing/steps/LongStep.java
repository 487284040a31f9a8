package org.dormouse.servicing.steps;

import java.util.Optional;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.servicing.Backends;

/**
 * A step that is asked again until it is over. Starting is the same as asking with an empty ticket, and both may be
 * repeated: what they do is named by the servicing's key, on the host and in the guest.
 */
abstract class LongStep implements StepHandler {

  private final StepKind kind;
  private final Backends backends;

  LongStep(StepKind kind, Backends backends) {
    this.kind = kind;
    this.backends = backends;
  }

  abstract Outcome advance(Work work, String ticket);

  void stop(Work work, String ticket) {
    // by default the release that follows ends the guest and all that goes on in it
  }

  @Override
  public final String kind() {
    return kind.kind();
  }

  @Override
  public final Outcome start(StepContext context) {
    return advance(new Work(context, backends), "");
  }

  @Override
  public final Outcome poll(StepContext context, String ticket) {
    return advance(new Work(context, backends), ticket);
  }

  @Override
  public final void stop(StepContext context, String ticket) {
    stop(new Work(context, backends), ticket);
  }

  /** A start whose answer was lost is simply asked for: see the class comment. */
  @Override
  public final Optional<Outcome> find(StepContext context) {
    return Optional.of(start(context));
  }
}
