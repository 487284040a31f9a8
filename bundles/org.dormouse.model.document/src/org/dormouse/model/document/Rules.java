package org.dormouse.model.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dormouse.model.GroupRule;
import org.dormouse.model.Hook;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.VmGroup;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

/** What values the attributes of the vocabulary may have, beyond their type. Each rule answers what is allowed. */
final class Rules {

  static final int MOST_VALUES = 10_000;
  static final int MOST_SETTINGS = 200;

  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_SETTING = 64_000;
  private static final int GREATEST = 100_000_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern MACHINE = Pattern.compile(NAME.pattern() + "/" + NAME.pattern());
  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._*?-]{1,100}(/[A-Za-z0-9._*?-]{1,100})?");
  private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}]([^\\p{Cntrl}]{0,98}[^\\s\\p{Cntrl}])?");
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
  private static final List<String> SECRETS = List.of("password", "passphrase", "secret", "token");
  private static final Set<String> AT_LEAST_ONE =
      Set.of("maxCycles", "bootTimeout", "installTimeout", "shutdownTimeout", "timeout", "attempts");
  /** Hooks only: thirty days for an approval, and as many tries as anybody could want. */
  private static final Map<String, Integer> AT_MOST = Map.of("timeout", 2_592_000, "attempts", 100);
  private static final String NAME_ALLOWED =
      "must be 1 to 100 letters, digits, dots, dashes or underscores and begin with a letter or digit";

  private record Syntax(Pattern pattern, String allowed) {}

  private static final Syntax NAMED = new Syntax(NAME, NAME_ALLOWED);
  private static final Syntax MACHINES = new Syntax(PATTERN,
      "must be a name of the form library/name, or a pattern of that form with * and ?");
  private static final Syntax LINE = new Syntax(WORD, "must be 1 to 100 characters on one line");
  private static final Map<String, Syntax> SYNTAX = Map.ofEntries(
      Map.entry("NamedObject.name", NAMED),
      Map.entry("VirtualMachine.name", new Syntax(MACHINE, "must have the form library/name, each part of letters, "
          + "digits, dots, dashes or underscores")),
      Map.entry("BackendObject.type", NAMED),
      Map.entry("ServicingJob.updateService", NAMED),
      Map.entry("ServicingJob.hosts", NAMED),
      Map.entry("ServicingJob.groups", NAMED),
      Map.entry("ServicingJob.virtualMachines", MACHINES),
      Map.entry("VmGroup.virtualMachines", MACHINES),
      Map.entry("GroupRule.libraries", NAMED),
      Map.entry("GroupRule.names", new Syntax(Pattern.compile("[A-Za-z0-9._*?-]{1,100}"),
          "must be a name without its library, or a pattern of it with * and ?")),
      Map.entry("GroupRule.tags", LINE),
      Map.entry("GroupRule.systems", LINE),
      // part of the name of a step, which is bounded
      Map.entry("Hook.name", new Syntax(Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}"), "must be 1 to 60 letters, "
          + "digits, dots, dashes or underscores and begin with a letter or digit")),
      Map.entry("VirtualMachine.tags", LINE));

  private Rules() {}

  /** @param owner name of the class of the object the attribute is read from, which may be a subclass */
  static Optional<String> wrongText(String owner, EAttribute attribute, String text) {
    Syntax syntax = SYNTAX.getOrDefault(owner + "." + attribute.getName(),
        SYNTAX.get(attribute.getEContainingClass().getName() + "." + attribute.getName()));
    if (syntax != null) {
      return syntax.pattern().matcher(text).matches() ? Optional.empty()
          : Optional.of(quoted(text) + " " + syntax.allowed());
    }
    if (owner.equals("Hook") && attribute.getName().equals("script")) {
      return HookRules.wrongScript(text);
    }
    if (owner.equals("GroupRule")) {
      return GroupRules.wrongWord(attribute.getName(), text);
    }
    if (text.length() > LONGEST_TEXT) {
      return Optional.of("must be at most " + LONGEST_TEXT + " characters long, not " + text.length());
    }
    return controls(text);
  }

  /** What is wrong with an object although each of its attributes is right. */
  static List<Problem> wrongTogether(EObject object, Map<String, ?> document) {
    return switch (object) {
      case ServicingJob job -> {
        List<Problem> problems = new ArrayList<>(HookRules.wrongAmong(job.getHooks()));
        if (isAbsent(document, "virtualMachines") && isAbsent(document, "groups")) {
          problems.add(new Problem("virtualMachines", "is required, unless there are groups"));
        }
        yield problems;
      }
      case VmGroup group -> GroupRules.wrongIn(group, document);
      case GroupRule rule -> GroupRules.wrongIn(rule);
      case Hook hook -> HookRules.wrongIn(hook, document);
      default -> List.of();
    };
  }

  private static boolean isAbsent(Map<String, ?> document, String name) {
    Object value = document.get(name);
    return value == null || value instanceof List<?> list && list.isEmpty();
  }

  static Optional<String> wrongNumber(EAttribute attribute, long number) {
    int least = AT_LEAST_ONE.contains(attribute.getName()) ? 1 : 0;
    int greatest = attribute.getName().endsWith("Percent") ? 100
        : AT_MOST.getOrDefault(attribute.getName(), GREATEST);
    return number >= least && number <= greatest ? Optional.empty()
        : Optional.of("must be from " + least + " to " + greatest + ", not " + number);
  }

  static Optional<String> wrongKey(String key) {
    if (!KEY.matcher(key).matches()) {
      return Optional.of(quoted(key) + " must be 1 to 100 letters, digits, dots, dashes or underscores and begin with "
          + "a letter");
    }
    String lower = key.toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(lower::contains)
        ? Optional.of("looks like a secret, which is never kept in a definition") : Optional.empty();
  }

  static Optional<String> wrongSetting(String value) {
    if (value.length() > LONGEST_SETTING) {
      return Optional.of("must be at most " + LONGEST_SETTING + " characters long, not " + value.length());
    }
    return controls(value);
  }

  static Optional<String> controls(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
        ? Optional.of("must not contain control characters") : Optional.empty();
  }

  static String quoted(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return "\"" + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable) + "\"";
  }
}
