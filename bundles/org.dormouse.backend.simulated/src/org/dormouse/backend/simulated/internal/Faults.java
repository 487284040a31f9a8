package org.dormouse.backend.simulated.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The script of what goes wrong, as words separated by spaces or commas:
 *
 * <pre>
 * FAULT:WHICH          every time
 * FAULT:WHICH:TIMES    the first so many times, then it goes well
 * </pre>
 *
 * WHICH is a VM's name, a pattern with {@code *}, {@code %N} for every Nth VM, or {@code all}.
 */
public final class Faults {
  private static final Pattern WORD = Pattern.compile("([a-z-]+):([A-Za-z0-9._*%-]{1,100})(?::([0-9]{1,6}))?");
  private final List<Fault> faults;

  private record Fault(String what, Pattern names, int every, int times) {
    boolean concerns(String name, int index) {
      return every > 0 ? index % every == 0 : names.matcher(name).matches();
    }
  }

  private Faults(List<Fault> faults) {
    this.faults = List.copyOf(faults);
  }

  static Faults parse(String script, Set<String> known, Function<String, Setting.Bad> bad) throws Setting.Bad {
    var faults = new ArrayList<Fault>();
    for (String word : script.strip().split("[\\s,]+")) {
      if (word.isEmpty()) {
        continue;
      }
      var parts = WORD.matcher(word);
      if (!parts.matches() || !known.contains(parts.group(1)) || faults.size() == 1000) {
        throw bad.apply(word);
      }
      String which = parts.group(2);
      int every = 0;
      if (which.startsWith("%")) {
        if (!which.matches("%[1-9][0-9]{0,5}")) {
          throw bad.apply(word);
        }
        every = Integer.parseInt(which.substring(1));
      }
      String pattern = which.equals("all") ? ".*" : Pattern.quote(which).replace("*", "\\E.*\\Q");
      int times = parts.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(parts.group(3));
      faults.add(new Fault(parts.group(1), Pattern.compile(pattern), every, times));
    }
    return new Faults(faults);
  }

  /** Does it happen to this VM now? Counts where the script says how many times. */
  public boolean strike(SimulatedState state, String owner, String what, String name, int index) {
    for (Fault fault : faults) {
      if (fault.what().equals(what) && fault.concerns(name, index)) {
        return fault.times() == Integer.MAX_VALUE || state.count(owner + " " + what + " " + name) <= fault.times();
      }
    }
    return false;
  }

  /** As {@link #strike}, for faults that are a property and not an event: never counts. */
  public boolean has(String what, String name, int index) {
    return faults.stream().anyMatch(fault -> fault.what().equals(what) && fault.concerns(name, index));
  }
}
