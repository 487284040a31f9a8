package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.parts.Draft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobLimitTest {

  private static Draft begun(JobLimit limit, int preferred) {
    Draft job = new Draft(Kind.JOB, Map.of("name", "nightly", "virtualMachines", List.of("*/*"), "updateService",
        "updates"), 0);
    JobLimit.preset(job, each -> each == limit ? preferred : each.fallback());
    return job;
  }

  @ParameterizedTest
  @EnumSource
  void aNewJobBeginsWithWhatIsPreferred(JobLimit limit) {
    Draft job = begun(limit, limit.fallback() + 1);
    assertEquals(limit.fallback() + 1, job.document().get(limit.attribute().getName()));
    assertEquals(List.of(), job.problems(name -> false));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheModelMeansAnywayIsLeftOut(JobLimit limit) {
    assertEquals("", begun(limit, limit.fallback()).text(limit.attribute().getName()));
  }

  @ParameterizedTest
  @EnumSource
  void whatNoJobMaySayIsNotTaken(JobLimit limit) {
    assertEquals("", begun(limit, limit.least() - 1).text(limit.attribute().getName()));
    assertEquals("", begun(limit, JobLimit.GREATEST + 1).text(limit.attribute().getName()));
  }

  /** The rules of documents are the measure. */
  @ParameterizedTest
  @EnumSource
  void theLeastAndTheGreatestNumberAreThoseOfTheRules(JobLimit limit) {
    for (int number : List.of(limit.least(), JobLimit.GREATEST)) {
      Draft job = begun(limit, limit.fallback());
      job.set(limit.attribute().getName(), number);
      assertEquals(List.of(), job.problems(name -> false));
    }
    for (int number : List.of(limit.least() - 1, JobLimit.GREATEST + 1)) {
      Draft job = begun(limit, limit.fallback());
      job.set(limit.attribute().getName(), number);
      assertTrue(!job.problems(name -> false).isEmpty(), () -> limit + " takes " + number);
    }
  }
}
