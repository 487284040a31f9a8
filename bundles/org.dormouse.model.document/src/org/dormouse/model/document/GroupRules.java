package org.dormouse.model.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.model.GroupRule;
import org.dormouse.model.VmGroup;

/** What the rule of a VM group may say. */
final class GroupRules {

  /** Words of lists of virtual machines, by the attribute that picks by them. */
  private static final Map<String, List<String>> WORDS = Map.of(
      "states", List.of("never-assessed", "up-to-date", "stale", "cannot-tell", "blocked", "servicing", "failed"),
      "lastResults", List.of("succeeded", "up-to-date", "failed", "cancelled", "never"));

  private GroupRules() {}

  static Optional<String> wrongWord(String attribute, String word) {
    List<String> known = WORDS.getOrDefault(attribute, List.of(word));
    return known.contains(word) ? Optional.empty()
        : Optional.of(Rules.quoted(word) + " is not allowed. " + Nearest.hint(word, known));
  }

  /** A rule that says nothing would fit every virtual machine: nobody shall service a whole library by a slip. */
  static List<Problem> wrongIn(VmGroup group, Map<String, ?> document) {
    boolean saysNothing = group.getRule() != null && document.get("rule") instanceof Map<?, ?> rule
        && rule.values().stream().allMatch(GroupRules::isNothing);
    return saysNothing ? List.of(new Problem("rule", "needs at least one condition; for all virtual machines, pick the "
        + "pattern *")) : List.of();
  }

  private static boolean isNothing(Object condition) {
    return condition == null || condition instanceof List<?> list && list.isEmpty()
        || condition instanceof Number number && number.doubleValue() == 0;
  }

  static List<Problem> wrongIn(GroupRule rule) {
    return rule.getMaxSizeMiB() > 0 && rule.getMaxSizeMiB() < rule.getMinSizeMiB()
        ? List.of(new Problem("maxSizeMiB", "must be 0 for any, or at least minSizeMiB, which is "
            + rule.getMinSizeMiB() + ", not " + rule.getMaxSizeMiB())) : List.of();
  }
}
