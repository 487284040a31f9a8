package org.dormouse.servicing.steps;

import org.dormouse.engine.Decision;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.HookSpec;

/** Waits for a person, who answers the engine; who does not answer in time has said no. */
final class ApprovalHook implements HookAction {

  @Override
  public Outcome advance(Work work, HookSpec hook, String ticket) {
    return new Outcome.NeedsOperator(hook.question(), hook.timeout(), Decision.FAIL);
  }

  @Override
  public void stop(Work work, HookSpec hook, String ticket) {
    // nothing goes on
  }
}
