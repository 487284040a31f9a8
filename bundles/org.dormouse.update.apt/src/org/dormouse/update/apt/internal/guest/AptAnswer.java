package org.dormouse.update.apt.internal.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code apt-get -s dist-upgrade} answered, under LC_ALL=C: lines {@code Inst name [old] (new origin [arch])} and
 * {@code Remv name [old]}, and the paragraphs of what was kept back and of what the archive gives to some machines earlier than to
 * others, this one not being among them yet.
 */
record AptAnswer(List<Planned> installed, List<Planned> removed, List<String> keptBack, List<String> phased) {
  private static final Pattern INST = Pattern.compile(
      "Inst ([^\\s:]+)(?::\\S+)? (?:\\[([^\\]]*)\\] )?\\((\\S+) (?:.* )?\\[([a-z0-9-]+)\\]\\).*");
  private static final Pattern REMV = Pattern.compile("(?:Remv|Purg) ([^\\s:]+)(?::(\\S+))? \\[([^\\]]*)\\].*");
  private static final int LONGEST = 16 << 10;
  private static final String KEPT = "The following packages have been kept back:";
  private static final String PHASED = "The following upgrades have been deferred due to phasing:";

  /** @param oldVersion empty for a package that is new, {@code newVersion} for one that goes */
  record Planned(String name, String architecture, String oldVersion, String newVersion) {}

  /** A line that begins like one of apt's and has another form is an {@link IllegalArgumentException}. */
  static AptAnswer parse(String output) {
    List<Planned> installed = new ArrayList<>();
    List<Planned> removed = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<String> phased = new ArrayList<>();
    List<String> paragraph = List.of();
    boolean inParagraph = false;
    for (String line : output.split("\n")) {
      if (line.startsWith("Inst ")) {
        Matcher m = match(INST, line);
        installed.add(new Planned(m.group(1), m.group(4), m.group(2) == null ? "" : m.group(2), m.group(3)));
      } else if (line.startsWith("Remv ") || line.startsWith("Purg ")) {
        Matcher m = match(REMV, line);
        removed.add(new Planned(m.group(1), m.group(2) == null ? "" : m.group(2), m.group(3), ""));
      }
      if (line.startsWith("  ") && inParagraph) {
        Stream.of(line.strip().split("\\s+")).map(name -> name.replaceFirst(":.*", "")).forEach(paragraph::add);
      } else {
        inParagraph = line.equals(KEPT) || line.equals(PHASED);
        paragraph = line.equals(PHASED) ? phased : kept;
      }
    }
    return new AptAnswer(installed, removed, kept, phased);
  }

  private static Matcher match(Pattern form, String line) {
    Matcher matcher = form.matcher(line);
    if (line.length() > LONGEST || !matcher.matches()) {
      throw new IllegalArgumentException("apt's line '" + line.substring(0, Math.min(200, line.length()))
          + "' has an unknown form");
    }
    return matcher;
  }
}
