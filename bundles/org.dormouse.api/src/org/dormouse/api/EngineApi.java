package org.dormouse.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * The engine as a client sees it. Every future may be cancelled, which cancels the work. Long requests tell their
 * progress by {@link ClientApi#progress}.
 */
@JsonSegment("dormouse")
public interface EngineApi extends AuthoringApi {

  /** Version of this interface; raised with every change that an older peer could not understand. */
  int PROTOCOL = 1;

  /** First of all requests; any other before it is refused. */
  @JsonRequest
  CompletableFuture<Engine.Welcome> hello(Engine.Hello hello);

  @JsonRequest
  CompletableFuture<Engine.Status> status();

  /** Refused while a run is going on, unless the mode says what becomes of it. */
  @JsonRequest
  CompletableFuture<Engine.Status> stop(Engine.Stop stop);

  /** What this installation needs and whether it is there. */
  @JsonRequest
  CompletableFuture<Reports.CheckReport> doctor();

  // Definitions: libraries, hosts, update services, virtual machines, jobs

  @JsonRequest
  CompletableFuture<List<Definition>> definitions(Kind kind);

  @JsonRequest
  CompletableFuture<Definition> definition(Named named);

  @JsonRequest
  CompletableFuture<Definition> put(Put put);

  @JsonRequest
  CompletableFuture<Definition> remove(Put put);

  // What lies in libraries

  @JsonRequest
  CompletableFuture<Machines.LibraryScan> scanLibrary(Named library);

  @JsonRequest
  CompletableFuture<List<Machines.Machine>> machines(Machines.Filter filter);

  @JsonRequest
  CompletableFuture<Machines.Details> machine(Named machine);

  /** Pending updates without waking. */
  @JsonRequest
  CompletableFuture<Machines.Assessments> assess(Machines.Assess assess);

  @JsonRequest
  CompletableFuture<Machines.History> history(Named machine);

  @JsonRequest
  CompletableFuture<Machines.GenerationInfo> rollback(Machines.Rollback rollback);

  // Checks of back ends

  @JsonRequest
  CompletableFuture<Reports.CheckReport> checkHost(Named host);

  @JsonRequest
  CompletableFuture<Reports.CheckReport> checkService(Named service);

  // Jobs and runs

  /** The dry run: nothing is touched. */
  @JsonRequest
  CompletableFuture<RunsApi.JobPlan> plan(Named job);

  @JsonRequest
  CompletableFuture<RunsApi.RunRef> run(RunsApi.RunJob job);

  @JsonRequest
  CompletableFuture<List<RunsApi.Run>> runs(RunsApi.Limit limit);

  /** Snapshot; afterwards {@link ClientApi#changed} tells every later change until {@link #close}. */
  @JsonRequest
  CompletableFuture<RunsApi.RunSnapshot> open(RunsApi.RunRef run);

  @JsonRequest
  CompletableFuture<RunsApi.RunRef> close(RunsApi.RunRef run);

  @JsonRequest
  CompletableFuture<RunsApi.RunRef> pause(RunsApi.RunRef run);

  @JsonRequest
  CompletableFuture<RunsApi.RunRef> resume(RunsApi.RunRef run);

  @JsonRequest
  CompletableFuture<RunsApi.RunRef> cancel(RunsApi.ServicingRef what);

  @JsonRequest
  CompletableFuture<RunsApi.RunRef> retry(RunsApi.ServicingRef what);

  @JsonRequest
  CompletableFuture<RunsApi.RunRef> decide(RunsApi.Decide decide);

  @JsonRequest
  CompletableFuture<Reports.RunReport> report(RunsApi.RunRef run);

  /** The report rendered by the engine. */
  @JsonRequest
  CompletableFuture<Reports.Rendered> renderReport(Reports.Render render);
}
