package org.dormouse.servicing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dormouse.model.VmGroup;
import org.dormouse.model.document.Names;

/**
 * Who belongs to VM groups: those picked by hand, and those whom the rule fits at present. A name picked by hand that
 * is in no library now is no error: VMs come and go. Thread-safe.
 */
public final class Groups {

  private final Definitions definitions;
  private final Standings standings;
  private final InstantSource clock;

  public Groups(Definitions definitions, Standings standings, InstantSource clock) {
    this.definitions = definitions;
    this.standings = standings;
    this.clock = clock;
  }

  /** Those of the VMs that belong to at least one of the groups, in the order they come in. */
  public List<Observed> members(Collection<VmGroup> groups, Collection<Observed> machines) {
    Standings.Now now = standings.now();
    List<Predicate<Observed>> memberships = groups.stream().map(group -> membership(group, now)).toList();
    return machines.stream().filter(machine -> memberships.stream().anyMatch(group -> group.test(machine))).toList();
  }

  /** Names of the groups each of the VMs belongs to, by id, in the order of their names; who is in none is left out. */
  public Map<String, List<String>> of(Collection<Observed> machines, Standings.Now now) {
    Map<String, List<String>> groups = new HashMap<>();
    for (VmGroup group : definitions.groups()) {
      Predicate<Observed> membership = membership(group, now);
      machines.stream().filter(membership).forEach(machine -> groups
          .computeIfAbsent(machine.machine().id(), id -> new ArrayList<>(2)).add(group.getName()));
    }
    return groups;
  }

  private Predicate<Observed> membership(VmGroup group, Standings.Now now) {
    Predicate<String> picked = Names.any(List.copyOf(group.getVirtualMachines()));
    Predicate<Observed> byHand = machine -> picked.test(machine.machine().id());
    return group.getRule() == null ? byHand : byHand.or(new Rule(group.getRule(), now, clock.instant()));
  }

  /** Whether one of the patterns, of the form library/name, may match a VM of the library. */
  static boolean concerns(Collection<String> patterns, String library) {
    return patterns.stream().anyMatch(pattern ->
        Names.matches(pattern.contains("/") ? pattern.substring(0, pattern.indexOf('/')) : pattern, library));
  }

  /** Whether VMs of the library may belong to the group. */
  static boolean concerns(VmGroup group, String library) {
    boolean byRule = group.getRule() != null
        && (group.getRule().getLibraries().isEmpty() || group.getRule().getLibraries().contains(library));
    return byRule || concerns(group.getVirtualMachines(), library);
  }
}
