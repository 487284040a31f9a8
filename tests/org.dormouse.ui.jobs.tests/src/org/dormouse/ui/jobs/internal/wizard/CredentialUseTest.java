package org.dormouse.ui.jobs.internal.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.jobs.internal.wizard.CredentialUse.Parts;
import org.junit.jupiter.api.Test;

class CredentialUseTest {

  private static final Map<String, String> CREDENTIALS = Map.of("updates", "login", "a/web", "root", "a/db", "root");

  private static Function<String, String> named(Kind kind) {
    return name -> CREDENTIALS.getOrDefault(name, "");
  }

  private static List<CredentialUse> uses(String service, List<String> hosts, List<String> machines) {
    return CredentialUse.of(new Parts(service, hosts, machines), CredentialUseTest::named);
  }

  @Test
  void serviceAndHostsAreNamedOneByOne() {
    assertEquals(List.of(new CredentialUse(Kind.SERVICE, List.of("updates"), "login"),
        new CredentialUse(Kind.HOST, List.of("one"), ""), new CredentialUse(Kind.HOST, List.of("two"), "")),
        uses("updates", List.of("one", "two"), List.of()));
  }

  @Test
  void guestsWithTheSameCredentialAreTogether() {
    List<CredentialUse> uses = uses("", List.of(), List.of("a/db", "a/mail", "a/web"));
    assertEquals(List.of(new CredentialUse(Kind.VM, List.of("a/mail"), ""),
        new CredentialUse(Kind.VM, List.of("a/db", "a/web"), "root")), uses);
    assertEquals(List.of("a/mail", "2 virtual machines"), uses.stream().map(CredentialUse::whose).toList());
    assertEquals("guest", uses.getFirst().purpose());
  }

  @Test
  void aJobWithoutAnythingUsesNone() {
    assertEquals(List.of(), uses("", List.of(), List.of()));
  }
}
