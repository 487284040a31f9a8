package org.dormouse.engine;

/** State of a run. STOPPED: the failure budget is spent; DRAINING: ends what is under way, starts nothing new. */
public enum RunState {
  RUNNING, PAUSED, CANCELLING, STOPPED, ENDED;
}
