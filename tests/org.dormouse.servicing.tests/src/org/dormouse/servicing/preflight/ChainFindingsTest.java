package org.dormouse.servicing.preflight;

import static org.dormouse.servicing.Machines.machine;
import static org.dormouse.servicing.preflight.Overviews.codes;
import static org.dormouse.servicing.preflight.Overviews.on;
import static org.dormouse.servicing.preflight.Overviews.sound;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.spi.Finding;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFindingsTest {

  @TempDir
  private Path library;

  private final ChainFindings chains = new ChainFindings();

  private List<Finding> findings(StoredMachine machine, LibraryOverview overview) {
    return chains.of(machine, overview, OtherLibraries.NONE);
  }

  private StoredMachine at(String name) throws IOException {
    return machine(name, 512, 1, Files.writeString(library.resolve(name + ".qcow2"), "an image"));
  }

  @Test
  void anImageOnItsOwnHasNothingAgainstIt() throws IOException {
    var web = at("web01");
    assertEquals(List.of(), findings(web, Overviews.of(List.of(web), sound())));
  }

  @Test
  void aParentIsBlockedAndItsChildrenAreNamed() throws IOException {
    var base = at("base");
    var web = at("web01");
    var overview = Overviews.of(List.of(base, web), sound(), on("base.qcow2"));
    assertEquals(List.of("BLOCK parent-has-children"), codes(findings(base, overview)));
    assertTrue(findings(base, overview).getFirst().message().contains("lab/web01"));
    assertEquals(List.of(), findings(web, overview));
  }

  @Test
  void aMissingParentIsNamed() throws IOException {
    var web = at("web01");
    var findings = findings(web, Overviews.of(List.of(web), on("gone.qcow2")));
    assertEquals(List.of("BLOCK backing-missing"), codes(findings));
    assertTrue(findings.getFirst().message().contains("gone.qcow2"));
  }

  @Test
  void aCircleIsFoundInsteadOfFollowed() throws IOException {
    var one = at("one");
    var two = at("two");
    var overview = Overviews.of(List.of(one, two), on("two.qcow2"), on("one.qcow2"));
    assertTrue(codes(findings(one, overview)).contains("BLOCK backing-cycle"));
    var self = at("self");
    assertTrue(codes(findings(self, Overviews.of(List.of(self), on("self.qcow2")))).contains("BLOCK backing-cycle"));
  }

  @Test
  void aParentOutsideTheLibraryIsRefused(@TempDir Path elsewhere) throws IOException {
    Path outside = Files.writeString(elsewhere.resolve("secret.qcow2"), "not ours");
    var web = at("web01");
    assertEquals(List.of("BLOCK backing-outside-library"),
        codes(findings(web, Overviews.of(List.of(web), on(outside.toString())))));
  }

  @Test
  void aParentMayBeAnImageOfAnotherLibraryAndItsOwnChainIsFollowed(@TempDir Path elsewhere) throws IOException {
    var base = machine("base", 512, 1, Files.writeString(elsewhere.resolve("base.qcow2"), "an image"));
    var web = at("web01");
    var lab = Overviews.of(List.of(web), on(base.bootDisk().image().toString()));
    var others = new OtherLibraries(List.of(Overviews.of(List.of(base), sound())));
    assertEquals(List.of(), chains.of(web, lab, others));
    var broken = new OtherLibraries(List.of(Overviews.of(List.of(base), on("gone.qcow2"))));
    assertEquals(List.of("BLOCK backing-missing"), codes(chains.of(web, lab, broken)));
    assertEquals(List.of("BLOCK parent-has-children"), codes(chains.of(base,
        Overviews.of(List.of(base), sound()), new OtherLibraries(List.of(lab)))));
  }

  @Test
  void aParentIsBlockedThoughItsChildNamesItByALink() throws IOException {
    var base = at("base");
    Files.createSymbolicLink(library.resolve("golden.qcow2"), base.bootDisk().image());
    var web = at("web01");
    var overview = Overviews.of(List.of(base, web), sound(), on("golden.qcow2"));
    assertEquals(List.of("BLOCK parent-has-children"), codes(findings(base, overview)));
    assertEquals(List.of(), findings(web, overview));
  }
}
