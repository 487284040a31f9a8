package org.dormouse.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Handlers that answer what a test has prepared, in that order, and are done otherwise. Every call is written down as
 * {@code verb kind servicing}.
 */
final class Script {

  static final Outcome.Done DONE = new Outcome.Done("");

  private final Map<String, StepHandler> handlers = new LinkedHashMap<>();
  private final Map<String, Deque<Function<StepContext, Outcome>>> answers = new HashMap<>();
  private final Set<String> unyielding = new HashSet<>();
  final List<String> calls = new ArrayList<>();
  final List<StepContext> contexts = new ArrayList<>();

  Script(String... kinds) {
    for (String kind : kinds) {
      handlers.put(kind, new Scripted(kind));
    }
  }

  Collection<StepHandler> handlers() {
    return handlers.values();
  }

  Script start(String kind, Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      queue("start", kind).add(context -> outcome);
    }
    return this;
  }

  Script start(String kind, Function<StepContext, Outcome> outcome) {
    queue("start", kind).add(outcome);
    return this;
  }

  Script poll(String kind, Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      queue("poll", kind).add(context -> outcome);
    }
    return this;
  }

  Script poll(String kind, Function<StepContext, Outcome> outcome) {
    queue("poll", kind).add(outcome);
    return this;
  }

  Script stop(String kind, Function<StepContext, Outcome> ignored) {
    queue("stop", kind).add(ignored);
    return this;
  }

  Script find(String kind, Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      queue("find", kind).add(context -> outcome);
    }
    return this;
  }

  /** Calls of these handlers are not cut off by a cancel. */
  Script unyielding(String kind) {
    unyielding.add(kind);
    return this;
  }

  long count(String call) {
    return calls.stream().filter(made -> made.startsWith(call)).count();
  }

  private Deque<Function<StepContext, Outcome>> queue(String verb, String kind) {
    return answers.computeIfAbsent(verb + " " + kind, key -> new ArrayDeque<>());
  }

  private Outcome next(String verb, StepContext context, Outcome otherwise) {
    calls.add(verb + " " + context.kind() + " " + context.servicingId());
    contexts.add(context);
    Function<StepContext, Outcome> answer = queue(verb, context.kind()).poll();
    return answer == null ? otherwise : answer.apply(context);
  }

  static Outcome.Running running(String ticket) {
    return new Outcome.Running(ticket, "at work", 0.5, Duration.ofSeconds(5));
  }

  static StepTrouble trouble(String code) {
    return new StepTrouble(code, "It went wrong.", "Do something.");
  }

  private final class Scripted implements StepHandler {
    private final String kind;

    Scripted(String kind) {
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }

    @Override
    public boolean yieldsToCancel() {
      return !unyielding.contains(kind);
    }

    @Override
    public Outcome start(StepContext context) {
      return next("start", context, DONE);
    }

    @Override
    public Outcome poll(StepContext context, String ticket) {
      return next("poll", context, DONE);
    }

    @Override
    public void stop(StepContext context, String ticket) {
      next("stop", context, DONE);
    }

    @Override
    public Optional<Outcome> find(StepContext context) {
      return Optional.ofNullable(next("find", context, null));
    }
  }
}
