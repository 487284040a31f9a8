package org.dormouse.ui.jobs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Machine;
import org.junit.jupiter.api.Test;

class WhoIsServicedTest {

  private static final Machine WEB = machine("web", List.of("night"));
  private static final Machine MAIL = machine("mail", List.of());
  private static final Machine LAB = machine("lab", List.of("night", "lab"));

  private static Machine machine(String name, List<String> groups) {
    return new Machine("images/" + name, "images", name, "Debian 12", "stale", 3, Optional.empty(), Optional.empty(),
        1L << 30, 1, 1, List.of(), 0, "never", "", groups, false);
  }

  @Test
  void thoseNamedAndThoseOfTheGroupsAreEachThereOnce() {
    assertEquals(List.of(WEB, MAIL, LAB),
        WhoIsServiced.with(List.of(LAB, MAIL), List.of("night", "lab"), List.of(WEB, MAIL, LAB)));
  }

  @Test
  void nobodyIsThereOfAGroupThatIsNotNamed() {
    assertEquals(List.of(MAIL), WhoIsServiced.with(List.of(MAIL), List.of(), List.of(WEB, MAIL, LAB)));
  }

  @Test
  void whoIsNamedAndNoLongerInTheInventoryIsLeftOut() {
    assertEquals(List.of(), WhoIsServiced.with(List.of(MAIL), List.of(), List.of(WEB)));
  }
}
