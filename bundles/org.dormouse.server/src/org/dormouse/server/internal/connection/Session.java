package org.dormouse.server.internal.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Definitions;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines;
import org.dormouse.api.Reports;
import org.dormouse.api.RunsApi;
import org.dormouse.api.client.Failures;
import org.dormouse.engine.Runs;
import org.dormouse.server.internal.request.ApiRecords;
import org.dormouse.server.internal.request.Caller;

/**
 * What one client asks. Every request is carried out on a thread of its own, at most {@value #MOST_REQUESTS}
 * at a time; nothing but the handshake is answered before the handshake.
 */
final class Session extends AuthoringSession {

  static final int MOST_REQUESTS = 64;
  private static final int MOST_FEEDS = 64;
  private static final int LONGEST_NAME = 80;

  private final Areas areas;
  private final News news;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, RunFeed> feeds = new ConcurrentHashMap<>();
  private volatile Optional<Caller> caller = Optional.empty();
  /** A client of another protocol may only ask the engine to leave. */
  private volatile boolean restricted;
  private volatile boolean stopAccepted;
  /** Requests that only look, which nobody needs any more when the client is gone. */
  private final Set<Work<?>> looking = ConcurrentHashMap.newKeySet();

  Session(Areas areas, News news) {
    this.areas = areas;
    this.news = news;
  }

  @Override
  Areas areas() {
    return areas;
  }

  /** Where a session puts what it has to tell. */
  interface News {
    void changes(RunFeed feed);

    void progress(ClientApi.Progress progress);
  }

  @Override
  public CompletableFuture<Engine.Welcome> hello(Engine.Hello hello) {
    return counted("hello", () -> {
      if (hello.protocol() < PROTOCOL) {
        throw Failures.usage("client-too-old", "This client speaks version " + hello.protocol()
            + " of the engine's language, the engine speaks version " + PROTOCOL + ".", "Update the client.");
      }
      restricted = hello.protocol() > PROTOCOL;
      caller = Optional.of(new Caller(name(hello), news::progress));
      return areas.engine().welcome(restricted);
    });
  }

  private static String name(Engine.Hello hello) {
    String name = (hello.user() + " (" + hello.client() + ")").replaceAll("\\p{Cntrl}", "?");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  @Override
  <T> CompletableFuture<T> work(String name, Request<T> request) {
    return counted(name, () -> {
      Caller known = caller.orElseThrow(() -> Failures.usage("hello-first",
          "The first request has to be hello; " + name + " was refused.", "Use a client of this product."));
      if (restricted) {
        throw Failures.state("engine-too-old", "This engine is older than the client and can only be asked to stop.",
            "Stop it when its work is done: dormouse engine stop --drain");
      }
      return request.carryOut(known);
    });
  }

  private <T> CompletableFuture<T> counted(String name, Callable<T> request) {
    if (requests.incrementAndGet() > MOST_REQUESTS) {
      requests.decrementAndGet();
      return CompletableFuture.failedFuture(Failures.state("too-many-requests",
          "More than " + MOST_REQUESTS + " requests at a time; " + name + " was refused.", "Wait for answers."));
    }
    Work<T> work = Work.start("request-" + name, request);
    work.whenComplete((answer, failure) -> requests.decrementAndGet());
    return work;
  }

  @Override
  <T> CompletableFuture<T> look(String name, Request<T> request) {
    CompletableFuture<T> future = work(name, request);
    if (future instanceof Work<T> work) {
      looking.add(work);
      work.whenComplete((answer, failure) -> looking.remove(work));
    }
    return future;
  }

  /** Whether it has said who it is and speaks our language. */
  boolean isServed() {
    return caller.isPresent() && !restricted;
  }

  /** The client is gone: what it asked for only to look at is not needed any more. */
  void end() {
    feeds.values().forEach(RunFeed::close);
    feeds.clear();
    looking.forEach(work -> work.cancel(true));
  }

  /** The answer to an open request is on its way, so that changes may follow it. */
  void snapshotSent(String runId) {
    Optional.ofNullable(feeds.get(runId)).ifPresent(RunFeed::begin);
  }

  /** An answer is on its way: if it is that to a stop, the engine may leave now. */
  void answered() {
    if (stopAccepted) {
      areas.engine().proceed();
    }
  }

  @Override
  public CompletableFuture<Engine.Status> status() {
    return work("status", by -> areas.engine().status());
  }

  @Override
  public CompletableFuture<Engine.Status> stop(Engine.Stop stop) {
    return restricted ? counted("stop", () -> accepted(stop)) : work("stop", by -> accepted(stop));
  }

  private Engine.Status accepted(Engine.Stop stop) {
    Engine.Status status = areas.engine().stop(stop);
    stopAccepted = true;
    return status;
  }

  @Override
  public CompletableFuture<Reports.CheckReport> doctor() {
    return look("doctor", by -> areas.engine().doctor());
  }

  @Override
  public CompletableFuture<List<Definition>> definitions(Kind kind) {
    return work("definitions", by -> areas.definitions().list(kind.kind()));
  }

  @Override
  public CompletableFuture<Definition> definition(Named named) {
    return work("definition", by -> areas.definitions().get(named.kind(), named.name()));
  }

  @Override
  public CompletableFuture<Definition> put(Put put) {
    return work("put", by -> areas.credentials().referring(put, () -> areas.definitions().put(put, by)));
  }

  @Override
  public CompletableFuture<Definition> remove(Put put) {
    return work("remove", by -> areas.definitions().remove(put, by));
  }

  @Override
  public CompletableFuture<Machines.LibraryScan> scanLibrary(Named library) {
    return look("scanLibrary", by -> areas.machines().scan(library.name()));
  }

  @Override
  public CompletableFuture<List<Machines.Machine>> machines(Machines.Filter filter) {
    return look("machines", by -> areas.machines().list(filter));
  }

  @Override
  public CompletableFuture<Machines.Details> machine(Named machine) {
    return look("machine", by -> areas.machines().details(machine.name()));
  }

  @Override
  public CompletableFuture<Machines.Assessments> assess(Machines.Assess assess) {
    return look("assess", by -> areas.machines().assess(assess, by));
  }

  @Override
  public CompletableFuture<Machines.History> history(Named machine) {
    return work("history", by -> areas.machines().history(machine.name()));
  }

  @Override
  public CompletableFuture<Machines.GenerationInfo> rollback(Machines.Rollback rollback) {
    return work("rollback", by -> areas.machines().rollback(rollback));
  }

  @Override
  public CompletableFuture<Reports.CheckReport> checkHost(Definitions.Named host) {
    return look("checkHost", by -> areas.machines().checkHost(host.name()));
  }

  @Override
  public CompletableFuture<Reports.CheckReport> checkService(Definitions.Named service) {
    return look("checkService", by -> areas.machines().checkService(service.name()));
  }

  @Override
  public CompletableFuture<RunsApi.JobPlan> plan(Named job) {
    return look("plan", by -> areas.jobs().plan(job.name(), by));
  }

  @Override
  public CompletableFuture<RunsApi.RunRef> run(RunsApi.RunJob job) {
    // Whoever leaves before the run has begun does not want it any more.
    return look("run", by -> areas.jobs().run(job, by));
  }

  @Override
  public CompletableFuture<List<RunsApi.Run>> runs(RunsApi.Limit limit) {
    return work("runs", by -> areas.control().list(limit.limit()));
  }

  @Override
  public CompletableFuture<RunsApi.RunSnapshot> open(RunsApi.RunRef run) {
    return work("open", by -> {
      if (feeds.size() >= MOST_FEEDS && !feeds.containsKey(run.runId())) {
        throw Failures.state("too-many-open", "More than " + MOST_FEEDS + " runs are open.", "Close some.");
      }
      RunFeed feed = new RunFeed(run.runId(), areas().control().forecast(), news::changes);
      Runs.Opened opened = areas.runs().open(run.runId(), feed)
          .orElseThrow(() -> areas.control().unknown(run.runId()));
      feed.opened(opened);
      Optional.ofNullable(feeds.put(run.runId(), feed)).ifPresent(RunFeed::close);
      return ApiRecords.snapshot(opened.snapshot(), feed.etaSeconds());
    });
  }

  @Override
  public CompletableFuture<RunsApi.RunRef> close(RunsApi.RunRef run) {
    return work("close", by -> {
      Optional.ofNullable(feeds.remove(run.runId())).ifPresent(RunFeed::close);
      return run;
    });
  }

  @Override
  public CompletableFuture<RunsApi.RunRef> pause(RunsApi.RunRef run) {
    return work("pause", by -> areas.control().pause(run.runId(), by));
  }

  @Override
  public CompletableFuture<RunsApi.RunRef> resume(RunsApi.RunRef run) {
    return work("resume", by -> areas.control().resume(run.runId(), by));
  }

  @Override
  public CompletableFuture<RunsApi.RunRef> cancel(RunsApi.ServicingRef what) {
    return work("cancel", by -> areas.control().cancel(what, by));
  }

  @Override
  public CompletableFuture<RunsApi.RunRef> retry(RunsApi.ServicingRef what) {
    return work("retry", by -> areas.control().retry(what, by));
  }

  @Override
  public CompletableFuture<RunsApi.RunRef> decide(RunsApi.Decide decide) {
    return work("decide", by -> areas.control().decide(decide, by));
  }

  @Override
  public CompletableFuture<Reports.RunReport> report(RunsApi.RunRef run) {
    return look("report", by -> areas.jobs().report(run.runId()));
  }

  @Override
  public CompletableFuture<Reports.Rendered> renderReport(Reports.Render render) {
    return look("renderReport", by -> areas.jobs().render(render));
  }
}
