package org.dormouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.TroubleInfo;

/** What is written down for the morning after. */
public interface Reports {

  /** @param ok false if there is a BLOCK among the findings */
  record CheckReport(String subject, boolean ok, List<Fact> facts, List<FindingInfo> findings) {}

  record Fact(String name, String value) {}

  /** Everything about one run. */
  record RunReport(Run run, String service, List<Index> indexes, List<MachineReport> machines, Instant written) {}

  /** @param ageSeconds of the index when the run started; {@code validUntil} empty where the service sets none */
  record Index(String name, String sha256, Instant date, Optional<Instant> validUntil, long ageSeconds,
      String signedBy) {}

  /**
   * @param before pending before, {@code installed} what really changed
   * @param data what happened to the stored images, one sentence
   * @param proof statements that were proven
   */
  record MachineReport(String id, String state, String host, List<Change> before, List<Change> installed,
      int cycles, int restarts, List<StepReport> steps, Optional<TroubleInfo> trouble, String data,
      List<String> proof, List<GenerationInfo> generations, List<FindingInfo> findings, List<String> journal) {}

  record StepReport(String kind, int attempt, int life, String state, Optional<Instant> started,
      Optional<Instant> ended, Optional<TroubleInfo> trouble) {}

  /** @param format {@code html}, {@code json}, {@code csv} or {@code pdf} */
  record Render(String runId, String format) {}

  /** @param content text; of {@code pdf} its bytes in Base64. {@code file} is where the engine keeps it as well */
  record Rendered(String format, String content, String file) {}
}
