package org.dormouse.ui.inventory.internal.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.machines.SomeMachines;
import org.junit.jupiter.api.Test;

/** Who would be serviced by which job is told before a run, by the rule of the engine. */
class JobScopeTest {

  private final Machine web = SomeMachines.machine("fleet/web01", "stale");
  private final Machine mail = SomeMachines.machine("fleet/mail", "stale", "Debian 12", 1, 0, Optional.empty(),
      List.of(), List.of("core"));
  private final Machine lab = SomeMachines.machine("lab/old", "stale");

  private static Definition job(String name, List<String> patterns, List<String> groups) {
    return new Definition("job", name, 1, Instant.EPOCH, "me", Map.of("virtualMachines", patterns, "groups", groups));
  }

  @Test
  void aJobIsAboutThoseItNamesAndThoseOfItsGroups() {
    JobScope scope = JobScope.of(job("nightly", List.of("fleet/web*"), List.of("core")), List.of(web, mail, lab));
    assertEquals(List.of(web, mail), scope.serviced());
    assertEquals(List.of(lab), scope.left());
    assertEquals("2 of 3", scope.share());
    assertEquals("Not serviced, for they do not belong to the job nightly:\nlab/old", scope.remark());
  }

  @Test
  void theJobThatIsAboutMostComesFirstAndOneThatIsAboutNobodyNotAtAll() {
    List<JobScope> scopes = JobScope.of(List.of(job("a", List.of("fleet/mail"), List.of()),
        job("b", List.of("*"), List.of()), job("c", List.of("elsewhere/*"), List.of())), List.of(web, mail, lab));
    assertEquals(List.of("b", "a"), scopes.stream().map(JobScope::job).toList());
    assertEquals("all 3", scopes.getFirst().share());
  }
}
