package org.dormouse.servicing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dormouse.model.GroupRule;
import org.dormouse.model.document.Names;
import org.dormouse.servicing.Observed.AssessmentNote;
import org.dormouse.servicing.Observed.ResultNote;
import org.dormouse.servicing.Observed.ServicedNote;

/**
 * The rule of a VM group, made ready to be tried on thousands of VMs at one moment: every condition that is given has
 * to hold, a list holds if one of its entries does. What is not known of a VM fulfils no condition about it, except
 * that who was never serviced is stale. Names are as they are written; of operating systems case does not count.
 */
final class Rule implements Predicate<Observed> {

  private final GroupRule rule;
  private final Standings.Now standing;
  private final Instant now;
  private final Predicate<String> names;
  private final List<String> systems;

  Rule(GroupRule rule, Standings.Now standing, Instant now) {
    this.rule = rule;
    this.standing = standing;
    this.now = now;
    names = Names.anyOrAll(rule.getNames());
    systems = rule.getSystems().stream().map(system -> system.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public boolean test(Observed machine) {
    return isAmong(rule.getLibraries(), machine.machine().library())
        && names.test(machine.machine().name())
        && runs(machine.assessment().map(AssessmentNote::os).orElse(""))
        && fits(machine.scan().sizeBytes())
        && (rule.getMinPending() == 0 || machine.pending() >= rule.getMinPending())
        && (rule.getMinPendingSecurity() == 0 || machine.pendingSecurity() >= rule.getMinPendingSecurity())
        && (rule.getTags().isEmpty() || standing.tags(machine).stream().anyMatch(rule.getTags()::contains))
        && isAmong(rule.getStates(), standing.state(machine))
        && isAmong(rule.getLastResults(), result(machine))
        && (rule.getStaleDays() == 0 || isStale(machine));
  }

  private static boolean isAmong(Collection<String> wanted, String found) {
    return wanted.isEmpty() || wanted.contains(found);
  }

  private boolean runs(String system) {
    if (systems.isEmpty() || system.isEmpty()) {
      return systems.isEmpty();
    }
    String found = system.toLowerCase(Locale.ROOT);
    return systems.stream().anyMatch(pattern -> Names.matches(pattern, found));
  }

  /** Sizes of the rule are MiB; what is larger than the greatest by less than one is too large. */
  private boolean fits(long bytes) {
    return bytes >= (long) rule.getMinSizeMiB() << 20
        && (rule.getMaxSizeMiB() == 0 || bytes <= (long) rule.getMaxSizeMiB() << 20);
  }

  private String result(Observed machine) {
    return standing.result(machine).map(ResultNote::result).orElse(ResultNote.NEVER);
  }

  private boolean isStale(Observed machine) {
    Optional<Instant> assessed = machine.assessment()
        .filter(note -> note.result().equals(AssessmentNote.UP_TO_DATE)).map(AssessmentNote::at);
    // an assessment that finds something pending takes the place of the one that found nothing; its run remembers
    Optional<Instant> ended = standing.result(machine).filter(last -> last.result().equals(ResultNote.UP_TO_DATE)
        || last.result().equals(ResultNote.SUCCEEDED)).map(ResultNote::at);
    return Stream.of(assessed, ended, machine.serviced().map(ServicedNote::at)).flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .filter(last -> Duration.between(last, now).compareTo(Duration.ofDays(rule.getStaleDays())) < 0).isEmpty();
  }
}
