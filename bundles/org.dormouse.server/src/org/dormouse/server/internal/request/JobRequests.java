package org.dormouse.server.internal.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Reports;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.HostPlan;
import org.dormouse.api.RunsApi.HostRating;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.api.client.Failures;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.RunControl;
import org.dormouse.model.ServicingJob;
import org.dormouse.report.CsvReport;
import org.dormouse.report.HtmlReport;
import org.dormouse.report.JsonReport;
import org.dormouse.report.PdfReport;
import org.dormouse.servicing.Jobs;
import org.dormouse.servicing.plan.HostCapacity;
import org.dormouse.spi.Finding;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService.Assessment;
import org.dormouse.spi.UpdateService.IndexFacts;

/** Jobs: the dry run, the run, and the report about it. */
public final class JobRequests {

  private final Jobs jobs;
  private final DefinitionRequests definitions;
  private final RunControl control;
  private final RunReports reports;
  private final Life life;
  private final Path folder;

  /** @param folder where rendered reports are kept */
  public JobRequests(Jobs jobs, DefinitionRequests definitions, RunControl control, RunReports reports, Life life,
      Path folder) {
    this.jobs = jobs;
    this.definitions = definitions;
    this.control = control;
    this.reports = reports;
    this.life = life;
    this.folder = folder;
  }

  public RunsApi.RunRef run(RunsApi.RunJob job, Caller caller) {
    definitions.object("job", job.job());
    if (life.isLeaving()) {
      throw Failures.state("engine-leaving", "The engine is about to stop and starts nothing new.",
          "Run the job again when it has stopped; that starts a new engine.");
    }
    caller.progress().accept(new ClientApi.Progress("run", "planning: libraries, hosts, index of updates", 0, 0));
    Jobs.Prepared prepared = Troubles.orRefuse(jobs.prepare(job.job(), job.machines(), caller.name()));
    if (Thread.currentThread().isInterrupted()) {
      throw Failures.state("cancelled", "The run was cancelled before it began.", "");
    }
    return switch (control.submit(prepared.plan())) {
      case RunControl.Accepted(String id) -> new RunsApi.RunRef(id);
      case RunControl.Refused(String code, String message) -> throw Failures.state(code, message, "");
    };
  }

  public JobPlan plan(String job, Caller caller) {
    definitions.object("job", job);
    return plan(Troubles.orRefuse(jobs.prepare(job, List.of(), caller.name())));
  }

  /** As if the job were stored. */
  JobPlan plan(ServicingJob draft, Caller caller) {
    return plan(Troubles.orRefuse(jobs.prepare(draft, List.of(), caller.name())));
  }

  private JobPlan plan(Jobs.Prepared prepared) {
    Map<String, String> places = new HashMap<>();
    prepared.plan().servicings().forEach(servicing -> places.put(servicing.subject(), place(servicing)));
    List<PlannedMachine> machines = new ArrayList<>();
    List<Jobs.Forecast> forecasts = jobs.forecast(prepared);
    for (Jobs.Forecast forecast : forecasts) {
      String id = forecast.machine().machine().id();
      List<HostRating> ratings = prepared.ratings().getOrDefault(id, List.of()).stream()
          .map(rating -> new HostRating(rating.host(), rating.stars(), rating.reasons())).toList();
      machines.add(planned(id, forecast, places.getOrDefault(id, ""), ratings));
    }
    List<HostPlan> hosts = new ArrayList<>(prepared.hosts().stream().map(JobRequests::host).toList());
    prepared.unfit().forEach(trouble -> hosts.add(new HostPlan("", 0, "", ApiRecords.findings(List.of(
        Finding.block(trouble.code(), "", trouble.message(), trouble.remedy()))))));
    return new JobPlan(prepared.job().getName(), prepared.snapshot().service(), prepared.snapshot().id(),
        prepared.snapshot().indexes().stream().map(IndexFacts::date).max(Instant::compareTo)
            .orElse(Instant.EPOCH), machines, hosts, jobs.ends(prepared, forecasts).seconds());
  }

  private static HostPlan host(HostCapacity host) {
    return new HostPlan(host.name(), host.concurrent() == Integer.MAX_VALUE ? 0 : host.concurrent(),
        host.accelerator(), ApiRecords.findings(host.findings()));
  }

  private static String place(PlannedServicing servicing) {
    return servicing.steps().stream().filter(step -> step.kind().equals("place")).map(PlannedStep::needs)
        .filter(places -> !places.isEmpty()).map(places -> places.getFirst().name()).findFirst().orElse("");
  }

  private static PlannedMachine planned(String id, Jobs.Forecast forecast, String host, List<HostRating> ratings) {
    List<Finding> findings = new ArrayList<>(forecast.findings());
    List<Change> changes = List.of();
    long bytes = 0;
    String verdict = forecast.assessed().isEmpty() ? "blocked" : "wake-to-tell";
    switch (forecast.assessed().map(assessed -> assessed.assessment()).orElse(null)) {
      case Assessment.Pending(List<PackageChange> pending) -> {
        verdict = pending.isEmpty() ? "up-to-date" : "service";
        changes = ApiRecords.changes(pending);
        bytes = pending.stream().mapToLong(PackageChange::downloadBytes).sum();
      }
      case Assessment.CannotTell(String code, String reason) -> findings.add(Finding.info(code, id, reason));
      case null -> { }
    }
    return new PlannedMachine(id, verdict, ApiRecords.findings(findings), changes, bytes,
        verdict.equals("service") || verdict.equals("wake-to-tell") ? host : "", ratings, forecast.seconds());
  }

  public RunReport report(String runId) {
    return reports.of(runId);
  }

  /** Renders the report and keeps it beside the state, so that it can be opened later. */
  public Reports.Rendered render(Reports.Render render) {
    RunReport report = reports.of(render.runId());
    byte[] content = switch (render.format()) {
      case "html" -> HtmlReport.render(report).getBytes(StandardCharsets.UTF_8);
      case "json" -> JsonReport.render(report).getBytes(StandardCharsets.UTF_8);
      case "csv" -> CsvReport.render(report).getBytes(StandardCharsets.UTF_8);
      case "pdf" -> PdfReport.render(report);
      default -> throw Failures.usage("unknown-format", "There is no report format \""
          + DefinitionRequests.printable(render.format()) + "\".", "Use html, json, csv or pdf.");
    };
    Path file = folder.resolve(report.run().id() + "." + render.format());
    try {
      Files.createDirectories(folder);
      Files.write(file, content);
    } catch (IOException e) {
      throw Failures.failed("report-not-written", "The report could not be written to " + file + ": "
          + Failures.text(e) + ".", "Make room or correct the permissions of that folder.");
    }
    String text = render.format().equals("pdf") ? Base64.getEncoder().encodeToString(content)
        : new String(content, StandardCharsets.UTF_8);
    return new Reports.Rendered(render.format(), text, file.toString());
  }
}
