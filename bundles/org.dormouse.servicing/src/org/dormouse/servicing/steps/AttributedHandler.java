package org.dormouse.servicing.steps;

import java.util.Optional;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.servicing.Backends;

/** Says which step is at work before the handler does anything. */
record AttributedHandler(StepHandler handler, Backends backends) implements StepHandler {

  private StepContext atWork(StepContext context) {
    StepHandlers.keys(context.servicingKey()).forEach(key -> backends.commands().atWork(key, context.stepKey()));
    return context;
  }

  @Override
  public String kind() {
    return handler.kind();
  }

  @Override
  public Outcome start(StepContext context) {
    return handler.start(atWork(context));
  }

  @Override
  public Outcome poll(StepContext context, String ticket) {
    return handler.poll(atWork(context), ticket);
  }

  @Override
  public void stop(StepContext context, String ticket) {
    handler.stop(atWork(context), ticket);
  }

  @Override
  public boolean yieldsToCancel() {
    return handler.yieldsToCancel();
  }

  @Override
  public Optional<Outcome> find(StepContext context) {
    return handler.find(atWork(context));
  }
}
