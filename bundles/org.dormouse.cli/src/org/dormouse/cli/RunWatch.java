package org.dormouse.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.RunRef;
import org.dormouse.api.RunsApi.RunSnapshot;
import org.dormouse.api.RunsApi.Servicing;

/**
 * Follows a run to its end. When the connection is lost it starts again from a snapshot, with a new engine if the old
 * one is gone: the run itself goes on by what is stored.
 */
final class RunWatch extends Progress {

  private static final Duration REDRAW = Duration.ofMillis(500);
  private static final int RECONNECTS = 5;
  private static final int WAITING_NEWS = 256;

  private final Context context;
  private final Terminal terminal;
  private final OutputOption output;
  /** When a terminal stands still the connection's reader waits, and then the engine holds back or drops this client. */
  private final BlockingQueue<Changes> news = new ArrayBlockingQueue<>(WAITING_NEWS);
  private final RunDisplay display;
  private volatile Optional<String> leaving = Optional.empty();

  RunWatch(Context context, OutputOption output) {
    super(context.terminal());
    this.context = context;
    this.terminal = context.terminal();
    this.output = output;
    this.display = new RunDisplay(terminal);
  }

  @Override
  public void changed(Changes changes) {
    try {
      news.put(changes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void leaving(Leaving reason) {
    leaving = Optional.of(reason.reason());
  }

  /** Answers the exit code. */
  int follow(EngineCall first, String runId) {
    Thread farewell = Thread.ofPlatform().unstarted(() -> detach(runId));
    Runtime.getRuntime().addShutdownHook(farewell);
    RunModel model;
    try {
      model = followToEnd(first, runId);
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(farewell);
      } catch (IllegalStateException e) {
        // Ctrl-C has been pressed: the process ends, the hook has said good-bye.
      }
    }
    summary(model);
    return model.isGood() ? Exit.GOOD : Exit.FAILED;
  }

  private void detach(String runId) {
    terminal.note("\n" + runId + " goes on. Watch it: dormouse run watch " + runId
        + "   Cancel it: dormouse run cancel " + runId);
  }

  private RunModel followToEnd(EngineCall first, String runId) {
    RunModel model = followHere(first, runId);
    for (int i = 0; i < RECONNECTS && !model.hasEnded(); i++) {
      terminal.note("The engine went away" + leaving.map(reason -> " (" + reason + ")").orElse("")
          + "; connecting again.");
      leaving = Optional.empty();
      try (EngineCall again = EngineCall.open(context, this)) {
        model = followHere(again, runId);
      }
    }
    if (!model.hasEnded()) {
      throw new CommandFailed(new ApiError("unreachable", "engine-gone",
          "The engine went away " + (RECONNECTS + 1) + " times.", "See why: dormouse engine log"));
    }
    return model;
  }

  /** As far as this connection goes. */
  private RunModel followHere(EngineCall engine, String runId) {
    news.clear();
    RunSnapshot snapshot = engine.ask(api -> api.open(new RunRef(runId)));
    RunModel model = new RunModel(snapshot);
    if (output.isJson()) {
      await(engine, model, changes -> { });
      return model;
    }
    display.subjects(model);
    display.draw(model);
    await(engine, model, display::tell);
    return model;
  }

  private void await(EngineCall engine, RunModel model, Consumer<Changes> tell) {
    try {
      while (!model.hasEnded() && !engine.connection().ended().isDone()) {
        Changes changes = news.poll(REDRAW.toMillis(), TimeUnit.MILLISECONDS);
        while (changes != null) {
          model.apply(changes);
          tell.accept(changes);
          changes = news.poll();
        }
        if (!output.isJson()) {
          display.draw(model);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void summary(RunModel model) {
    if (output.isJson()) {
      output.print(terminal, new Summary(model.run(), List.copyOf(model.servicings())), () -> new Table(""), "");
      return;
    }
    terminal.raw("");
    for (Servicing servicing : model.servicings()) {
      servicing.trouble().ifPresent(trouble -> {
        terminal.say(servicing.subject() + " " + Words.result(servicing.state()) + ": " + trouble.message() + " ["
            + trouble.code() + "]");
        if (!trouble.remedy().isEmpty()) {
          terminal.say("  " + trouble.remedy());
        }
      });
    }
    terminal.say(model.run().id() + ": " + Words.counts(model.counts()) + ". Report: dormouse run report "
        + model.run().id() + " --format html --out " + model.run().id() + ".html");
  }

  /** What is left of a run when it has ended. */
  record Summary(Run run, List<Servicing> servicings) {}
}
