package org.dormouse.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.FileInfo;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Reports.Index;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.api.Reports.StepReport;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.TroubleInfo;

/** A run in which everything occurs that a report can show. */
final class SampleRun {

  private static final Instant BEGIN = Instant.parse("2026-11-20T01:00:00Z");

  private SampleRun() {}

  static RunReport report() {
    Run run = new Run("run-7", "nightly", "anna (cli)", "ENDED", BEGIN, Optional.of(BEGIN.plusSeconds(605)),
        Map.of("SUCCEEDED", 1, "UP_TO_DATE", 1, "FAILED", 1), 321);
    Index index = new Index("bookworm-security", "ab".repeat(32), BEGIN.minusSeconds(7_200),
        Optional.of(BEGIN.plusSeconds(604_800)), 7_200, "Debian Security <key>");
    return new RunReport(run, "debian", List.of(index, new Index("local", "cd".repeat(32), BEGIN, Optional.empty(), 0,
        "us")), List.of(serviced(), upToDate(), failed()), BEGIN.plusSeconds(700));
  }

  private static MachineReport serviced() {
    List<Change> pending = List.of(
        new Change("openssl", "amd64", "3.0.11-1", "3.0.15-1", 1_400_000, "bookworm-security"),
        new Change("held", "amd64", "1.0", "2.0", 10, "bookworm-security"));
    List<Change> installed = List.of(pending.getFirst(),
        new Change("libnew", "amd64", "", "1.0", 0, "bookworm-security"),
        new Change("old", "all", "0.9", "", 0, ""));
    return new MachineReport("images/web01", "SUCCEEDED", "here", pending, installed, 2, 1, List.of(
        step("claim", 1, "SUCCEEDED", 0, 1, Optional.empty()),
        step("install", 1, "FAILED", 30, 60, Optional.of(new TroubleInfo("guest-silent", "It did not answer.", ""))),
        step("install", 2, "SUCCEEDED", 90, 400, Optional.empty()),
        step("store", 1, "SUCCEEDED", 400, 600, Optional.empty()),
        new StepReport("approve", 1, 1, "SKIPPED", Optional.empty(), Optional.empty(), Optional.empty())),
        Optional.empty(), "Replaced whole by generation 2.",
        List.of("apt read the fetched index", "212 packages read a second way"),
        List.of(new GenerationInfo(2, BEGIN.plusSeconds(600), "k2", true,
            List.of(new FileInfo("web01.qcow2", 734_003_200, "12".repeat(32)))),
            new GenerationInfo(1, BEGIN.minusSeconds(86_400), "", false,
                List.of(new FileInfo("web01.qcow2.1", 700_000_000, "")))),
        List.of(new FindingInfo("INFO", "journal-dirty", "web01.qcow2", "The journal is not empty.", "")),
        List.of("2026-11-20T01:00:00Z claim: SUCCEEDED", "2026-11-20T01:10:00Z store: SUCCEEDED"));
  }

  private static MachineReport upToDate() {
    return new MachineReport("images/db01", "UP_TO_DATE", "", List.of(), List.of(), 0, 0,
        List.of(step("assess", 1, "SUCCEEDED", 0, 0, Optional.empty())), Optional.empty(),
        "Untouched: nothing was pending, it was not woken.", List.of("without waking: 0 pending"), List.of(),
        List.of(), List.of());
  }

  /** With texts that a hostile guest could have chosen. */
  private static MachineReport failed() {
    TroubleInfo trouble = new TroubleInfo("package-script-failed",
        "The script of <script>alert('x')</script> & \"co\" failed\u202eevil\u0007.", "Look at its log.");
    return new MachineReport("images/<b>evil</b>", "FAILED", "here",
        List.of(new Change("<img src=x onerror=alert(1)>", "amd64", "1", "2", 1, "o'rigin")), List.of(), 1, 0,
        List.of(step("install", 1, "FAILED", 10, 20, Optional.of(trouble))), Optional.of(trouble),
        "Untouched to the byte.", List.of(), List.of(), List.of(), List.of("</pre><script>alert(2)</script>"));
  }

  private static StepReport step(String kind, int attempt, String state, int from, int to,
      Optional<TroubleInfo> trouble) {
    return new StepReport(kind, attempt, 1, state, Optional.of(BEGIN.plusSeconds(from)),
        Optional.of(BEGIN.plusSeconds(to)), trouble);
  }
}
