package org.dormouse.engine;

/** Told after the transaction that made it is durable, in the order of {@code seq}, without a gap. */
public sealed interface Change {

  long seq();

  record StepChanged(long seq, StepView step) implements Change {}

  record ServicingChanged(long seq, ServicingView servicing) implements Change {}

  record RunChanged(long seq, RunView run) implements Change {}
}
