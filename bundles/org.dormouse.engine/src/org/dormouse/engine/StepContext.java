package org.dormouse.engine;

import java.time.Instant;
import java.util.Optional;

/** What a handler is told. Immutable but for {@link #cancelRequested}. */
public interface StepContext {

  String runId();

  String servicingId();

  String subject();

  /** The plan's payload, and the servicing's. */
  String runPayload();

  String payload();

  String kind();

  int attempt();

  /**
   * Names what this servicing makes on its host and in its library: lower-case letters, digits and dashes, at most 40
   * characters, unique for ever; a new one when the servicing starts over. Known durably before any handler runs.
   */
  String servicingKey();

  /** Names this attempt of this step; at most 60 characters. */
  String stepKey();

  /** Output of the newest succeeded attempt of a step of this servicing (of its present life). */
  Optional<String> output(String kind);

  /** Name of the alternative that was granted to the step of that kind, if it is still held. */
  Optional<String> granted(String kind);

  /** Why the servicing is being ended, for a release: empty if all went well. */
  Optional<StepTrouble> servicingTrouble();

  /**
   * For a release between two lives: the kind of the step from which the servicing begins again afterwards. What the
   * steps before that one made stays; only what that step and those after it made is to be released. Empty otherwise:
   * everything is to be released.
   */
  default Optional<String> startingOverFrom() {
    return Optional.empty();
  }

  /** True once a person or the failure budget wants this servicing to end. */
  boolean cancelRequested();

  /** When the present attempt must be over. */
  Instant deadline();
}
