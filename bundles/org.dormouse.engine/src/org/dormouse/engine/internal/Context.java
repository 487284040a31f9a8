package org.dormouse.engine.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.Course;

/** What a handler is told: a picture of the step at the moment the call was decided; big texts come from the store. */
final class Context implements StepContext {

  private final StoredTexts texts;
  private final Servicing servicing;
  private final String kind;
  private final int attempt;
  private final String servicingKey;
  private final String stepKey;
  private final Map<String, Long> succeeded = new HashMap<>();
  private final Map<String, String> granted = new HashMap<>();
  private final Optional<StepTrouble> trouble;
  private final Optional<String> startingOverFrom;
  private final Instant deadline;

  Context(Step step, String installation, StoredTexts texts) {
    this.texts = texts;
    servicing = step.servicing;
    kind = step.plan.kind();
    attempt = step.attempt;
    servicingKey = servicing.key(installation);
    stepKey = step.key(installation);
    for (Step other : servicing.current) {
      if (other.state == StepState.SUCCEEDED) {
        succeeded.put(other.plan.kind(), other.id);
      }
      servicing.held(other.ordinal).ifPresent(alternative -> granted.put(other.plan.kind(), alternative));
    }
    trouble = Optional.ofNullable(servicing.trouble);
    startingOverFrom = step.plan.always() && servicing.course == Course.STARTING_OVER
        ? Optional.of(servicing.startFrom) : Optional.empty();
    deadline = step.deadline;
  }

  @Override
  public String runId() {
    return servicing.run.id;
  }

  @Override
  public String servicingId() {
    return servicing.id;
  }

  @Override
  public String subject() {
    return servicing.subject;
  }

  @Override
  public String runPayload() {
    return texts.payload(servicing.run.number).orElse("");
  }

  @Override
  public String payload() {
    return texts.payload(servicing.run.number, servicing.position).orElse("");
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public String servicingKey() {
    return servicingKey;
  }

  @Override
  public String stepKey() {
    return stepKey;
  }

  @Override
  public Optional<String> output(String ofKind) {
    return Optional.ofNullable(succeeded.get(ofKind)).flatMap(texts::output);
  }

  @Override
  public Optional<String> granted(String toKind) {
    return Optional.ofNullable(granted.get(toKind));
  }

  @Override
  public Optional<StepTrouble> servicingTrouble() {
    return trouble;
  }

  @Override
  public Optional<String> startingOverFrom() {
    return startingOverFrom;
  }

  @Override
  public boolean cancelRequested() {
    return servicing.cancelRequested;
  }

  @Override
  public Instant deadline() {
    return deadline;
  }
}
