package org.dormouse.update.apt.internal.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyTest {

  @Test
  void readsGroupsAlternativesRelationsAndQualifiers() {
    List<List<Dependency>> groups = Dependency.groups("libc6 (>= 2.36), a:any | b (= 1~x), c [amd64] <!nocheck>,");
    assertEquals(List.of(
        List.of(new Dependency("libc6", "", ">=", "2.36")),
        List.of(new Dependency("a", "any", "", ""), new Dependency("b", "", "=", "1~x")),
        List.of(new Dependency("c", "", "", ""))), groups);
  }

  @Test
  void oldRelationsMeanOrEqual() {
    assertTrue(Dependency.groups("a (< 1)").getFirst().getFirst().acceptsVersion("1"));
    assertFalse(Dependency.groups("a (<< 1)").getFirst().getFirst().acceptsVersion("1"));
  }

  @Test
  void versionedDependencyIsNotSatisfiedByAnUnversionedProvide() {
    Dependency wanted = Dependency.groups("mail (>= 2)").getFirst().getFirst();
    assertFalse(wanted.acceptsProvided(Dependency.groups("mail").getFirst().getFirst()));
    assertTrue(wanted.acceptsProvided(Dependency.groups("mail (= 3)").getFirst().getFirst()));
  }

  @Test
  void garbageIsLeftOut() {
    assertEquals(List.of(), Dependency.groups(" , | ,(>= 1), "));
    assertEquals(1, Dependency.groups("a (").size());
  }
}
