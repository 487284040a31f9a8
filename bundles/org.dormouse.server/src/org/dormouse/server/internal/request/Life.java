package org.dormouse.server.internal.request;

/** How long the engine process goes on, as far as requests decide it. */
public interface Life {

  enum Stop { IDLE, DRAIN, NOW }

  /** True once a stop was accepted: nothing new is started. */
  boolean isLeaving();

  /** Steps that are under way, or would be continued at once. */
  int activeRuns();

  int activeSteps();

  /** What servicings hold at present. */
  int leases();

  int clients();

  /** From now on nothing new is started; {@link #proceed} makes it happen. */
  void stop(Stop how);

  /** The answer to a stop is on its way: the engine may leave as soon as the stop allows it. */
  void proceed();
}
