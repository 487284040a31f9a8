package org.dormouse.engine.internal;

import org.dormouse.engine.StepState;

/** One row of the table. */
public record Transition(StepState state, Event event, StepState next, Action action) {}
