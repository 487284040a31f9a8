package org.dormouse.servicing.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dormouse.engine.Decision;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.HookSpec;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;

/**
 * A script on the machine of the engine, as the engine's user. What it does outside cannot be undone, so one that is
 * not repeatable is never carried out a second time without a person's word: neither after a crash nor when the
 * servicing begins again.
 */
final class LocalScriptHook implements HookAction {

  private static final String TICKET = "begun";
  private static final Duration FIRST_LOOK = Duration.ofMillis(200);
  private static final Duration POLL = Duration.ofSeconds(1);

  @Override
  public Outcome advance(Work work, HookSpec hook, String ticket) {
    LocalProcess process = process(work, hook);
    if (ticket.isEmpty()) {
      return work.context().attempt() == 1 && !hook.repeatable() && ranInEarlierLife(work, hook)
          ? ask(work, hook, "was carried out before the servicing began again") : begin(work, hook, process);
    }
    return look(work, hook, process).orElseGet(() -> hook.repeatable() ? begin(work, hook, process)
        : ask(work, hook, "was cut off, so nobody knows how far it came"));
  }

  private static Outcome ask(Work work, HookSpec hook, String what) {
    return new Outcome.NeedsOperator("Hook " + hook.name() + " of " + work.machine().id() + " " + what
        + ". Approve if it is done, retry if it may be done once more.", HookSpec.ANSWER_WITHIN, Decision.FAIL);
  }

  @Override
  public Optional<Outcome> find(Work work, HookSpec hook) {
    LocalProcess process = process(work, hook);
    return process.state() == LocalProcess.State.NONE ? Optional.of(advance(work, hook, ""))
        : look(work, hook, process);
  }

  @Override
  public void stop(Work work, HookSpec hook, String ticket) {
    try {
      process(work, hook).end();
    } catch (IOException e) {
      throw new IllegalStateException("Hook " + hook.name() + " of " + work.machine().id() + " could not be ended: "
          + e.getMessage(), e);
    }
  }

  private static Command command(HookSpec hook, Map<String, String> environment) {
    List<String> words = new ArrayList<>(List.of("env", "-i"));
    new TreeMap<>(environment).forEach((name, value) -> words.add(name + "=" + value));
    String first = hook.script().lines().findFirst().orElse("");
    words.addAll(first.startsWith("#!") ? List.of(first.substring(2).strip().split("[ \\t]+")) : List.of("/bin/sh"));
    words.add("/dev/stdin");
    return new Command(Place.HOST, words, hook.script(), "hook " + hook.name());
  }

  private static Outcome begin(Work work, HookSpec hook, LocalProcess process) {
    try {
      Map<String, String> environment = environment(work, hook);
      process.begin(hook.script(), environment);
      work.tell(command(hook, environment));
      return Outcomes.running(TICKET, "running on this machine", FIRST_LOOK);
    } catch (IOException e) {
      return HookStep.failed(work, hook, "hook-not-started", "could not be started: " + e.getMessage(),
          "Check that " + work.scriptsFolder().getParent() + " can be written and that setsid (util-linux) is there.");
    }
  }

  /** Empty if it is no more and left no exit code. */
  private Optional<Outcome> look(Work work, HookSpec hook, LocalProcess process) {
    return switch (process.state()) {
      case RUNNING -> {
        if (process.exitCode().isPresent()) {
          process.endChildren();
        }
        yield Optional.of(Outcomes.running(TICKET, "running on this machine",
            process.exitCode().isPresent() ? FIRST_LOOK : POLL));
      }
      case ENDED -> {
        String output = process.output();
        stop(work, hook, TICKET);
        yield Optional.of(HookStep.ended(work, hook, process.exitCode().orElse(-1), output));
      }
      case NONE, LOST -> Optional.empty();
    };
  }

  /** One folder for each life of the servicing and each attempt, so that an earlier one can be told. */
  private static LocalProcess process(Work work, HookSpec hook) {
    return new LocalProcess(folder(work, hook).resolve(work.key() + "-a" + work.context().attempt()));
  }

  private static Path folder(Work work, HookSpec hook) {
    return work.scriptsFolder().resolve(hook.name());
  }

  private static boolean ranInEarlierLife(Work work, HookSpec hook) {
    if (!Files.isDirectory(folder(work, hook))) {
      return false;
    }
    try (Stream<Path> runs = Files.list(folder(work, hook))) {
      return runs.anyMatch(run -> !run.getFileName().toString().startsWith(work.key() + "-a")
          && Files.exists(run.resolve("begun")));
    } catch (IOException e) {
      // better asked once too often
      return true;
    }
  }

  private static Map<String, String> environment(Work work, HookSpec hook) {
    Map<String, String> environment = new HashMap<>();
    for (String name : new String[] {"PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR"}) {
      Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
    }
    environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("DORMOUSE_RUN", work.context().runId());
    environment.put("DORMOUSE_JOB", work.run().job());
    environment.put("DORMOUSE_VM", work.machine().id());
    environment.put("DORMOUSE_JUNCTURE", hook.juncture().getLiteral());
    environment.put("DORMOUSE_HOOK", hook.name());
    work.host().toOptional().ifPresent(host -> environment.put("DORMOUSE_HOST", host.name()));
    return environment;
  }
}
