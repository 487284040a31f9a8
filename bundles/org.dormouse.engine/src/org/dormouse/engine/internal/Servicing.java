package org.dormouse.engine.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.Course;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.ServicingRow;

/** One servicing of a run, with every attempt of its steps. */
final class Servicing {

  private static final Pattern KEY = Pattern.compile("([0-9a-f]{8})-r([1-9][0-9]{0,17})-s[0-9]+-l[0-9]+");

  final Run run;
  final int position;
  final String id;
  final String subject;
  /** Every attempt, in the order in which they were made. */
  final List<Step> steps = new ArrayList<>();
  /** By ordinal: the attempt that counts in the present life. */
  final List<Step> current = new ArrayList<>();
  final List<LeaseRow> leases = new ArrayList<>();

  ServicingState state;
  int life;
  Course course;
  /** Read by handlers on their threads. */
  volatile boolean cancelRequested;
  boolean startedOver;
  String startFrom;
  /** Null until the first step of this life is claimed. */
  Instant started;
  Instant ended;
  StepTrouble trouble;
  long version;
  long storedVersion;
  long seq;

  Servicing(Run run, ServicingRow row) {
    this.run = run;
    position = row.position();
    id = row.id();
    subject = row.subject();
    state = row.state();
    life = row.life();
    course = row.course();
    cancelRequested = row.cancelRequested();
    startedOver = row.startedOver();
    startFrom = row.startFrom();
    started = row.started().orElse(null);
    ended = row.ended().orElse(null);
    trouble = row.trouble().orElse(null);
    version = row.version();
    storedVersion = row.version();
    seq = row.seq();
  }

  /** A further attempt; it is the one that counts from now on. */
  void add(Step step) {
    steps.add(step);
    if (step.ordinal == current.size()) {
      current.add(step);
    } else {
      current.set(step.ordinal, step);
    }
  }

  boolean begun() {
    return started != null;
  }

  /** The step that would start something new, if that is what it waits for. */
  Optional<Step> waitingAtGate() {
    return active().filter(step -> step.state == StepState.READY && step.atGate());
  }

  boolean owesCleanup() {
    return current.stream().anyMatch(step -> step.state == StepState.CLEANUP_OWED);
  }

  /** The step that is neither waiting for others nor over, nor owed. */
  Optional<Step> active() {
    return current.stream().filter(step -> switch (step.state) {
      case READY, STARTING, RUNNING, NEEDS_OPERATOR -> true;
      case PENDING, SUCCEEDED, FAILED, SKIPPED, CANCELLED, CLEANUP_OWED -> false;
    }).findFirst();
  }

  /** A call for it was given up and may still be at work. */
  boolean stuck() {
    return steps.stream().anyMatch(step -> step.stuck != null);
  }

  Optional<Step> ofKind(String kind) {
    return current.stream().filter(step -> step.plan.kind().equals(kind)).findFirst();
  }

  /** Name of the alternative that the step with that ordinal holds. */
  Optional<String> held(int ordinal) {
    return leases.stream().filter(lease -> lease.ordinal() == ordinal).map(LeaseRow::alternative).findFirst();
  }

  PlannedStep.Hold holdOf(LeaseRow lease) {
    return current.get(lease.ordinal()).plan.hold();
  }

  /** Names what this life makes, for ever and everywhere. */
  String key(String installation) {
    return key(installation, run.number, position, life);
  }

  static String key(String installation, long run, int position, int life) {
    return installation + "-r" + run + "-s" + (position + 1) + "-l" + life;
  }

  /** The id of the run that is named in such a key of this installation. */
  static Optional<String> run(String installation, String key) {
    Matcher parts = KEY.matcher(key);
    return parts.matches() && parts.group(1).equals(installation) ? Optional.of("run-" + parts.group(2))
        : Optional.empty();
  }

  ServicingRow row() {
    return new ServicingRow(run.number, position, id, subject, version, seq, state, life, course, cancelRequested,
        startedOver, startFrom, Optional.ofNullable(started), Optional.ofNullable(ended),
        Optional.ofNullable(trouble));
  }

  ServicingView view() {
    return new ServicingView(run.id, id, subject, position, state, Optional.ofNullable(started),
        Optional.ofNullable(ended), Optional.ofNullable(trouble));
  }
}
