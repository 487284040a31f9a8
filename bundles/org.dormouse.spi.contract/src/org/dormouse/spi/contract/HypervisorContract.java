package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Progress;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contract of {@link Hypervisor}. Everything that a test deploys is released after it. */
public abstract class HypervisorContract extends BackendContract {
  private final List<String> keys = new ArrayList<>();

  protected abstract Hypervisor newHypervisor();

  protected abstract BackendSpec host();

  /** A host of this type that cannot work: settings missing or leading nowhere. */
  protected abstract BackendSpec brokenHost();

  /** A VM whose guest boots by itself and obeys the power button. */
  protected abstract StoredMachine machine();

  /** A VM that cannot be deployed, e.g. because its image is not there. */
  protected abstract StoredMachine brokenMachine();

  /** A small raw disk image to be shown to a guest. */
  protected abstract Path medium();

  /** Where the export of the VM's disks may go, one path per disk. */
  protected abstract List<Path> exportTargets();

  /** Something that tells whether the VM's images in the library are still the same to the byte. */
  protected abstract String fingerprint(StoredMachine machine);

  /** Returns when the guest would obey the power button. */
  protected abstract void awaitBooted(String key);

  private String key(String name) {
    String key = "contract-" + name;
    keys.add(key);
    return key;
  }

  private String deployed(String name) {
    String key = key(name);
    ok(newHypervisor().deploy(host(), key, machine(), Isolation.LINK_DOWN));
    return key;
  }

  private String running(String name) {
    String key = deployed(name);
    ok(newHypervisor().start(host(), key));
    return key;
  }

  private Power power(String key) {
    return ok(newHypervisor().power(host(), key));
  }

  private String shutDown(String name) {
    String key = running(name);
    awaitBooted(key);
    ok(newHypervisor().pressPowerButton(host(), key));
    await("power off", () -> power(key) != Power.RUNNING);
    return key;
  }

  @AfterEach
  public void nothingIsLeftBehind() {
    for (String key : keys) {
      ok(newHypervisor().release(host(), key));
    }
    assertTrue(ok(newHypervisor().deployments(host())).stream().noneMatch(keys::contains), "released, yet still there");
  }

  @Test
  public void theTypeIsThatOfTheDefinition() {
    assertEquals(host().type(), newHypervisor().type());
  }

  @Test
  public void theCheckTellsWhatTheHostHasWithinTwoMinutes() {
    var report = within(Duration.ofMinutes(2), () -> ok(newHypervisor().check(host())));
    assertFalse(report.version().isBlank());
    assertFalse(report.accelerator().isBlank());
    assertTrue(report.memoryMiB() > 0 && report.cpus() > 0 && report.freeDiskBytes() >= 0);
  }

  @Test
  public void nothingSpeaksAgainstAVmThatItCanRun() {
    assertTrue(newHypervisor().examine(machine()).stream()
        .noneMatch(finding -> finding.severity() == Finding.Severity.BLOCK));
  }

  @Test
  public void aHostThatIsSetUpWronglyIsATrouble() {
    trouble(newHypervisor().check(brokenHost()));
    trouble(newHypervisor().deploy(brokenHost(), "contract-broken", machine(), Isolation.LINK_DOWN));
  }

  @Test
  public void anUnknownKeyIsGoneAndCanBeReleased() {
    Hypervisor hypervisor = newHypervisor();
    assertEquals(Power.GONE, power("contract-nobody"));
    trouble(hypervisor.start(host(), "contract-nobody"));
    trouble(hypervisor.address(host(), "contract-nobody"));
    trouble(hypervisor.insertMedium(host(), "contract-nobody", "serial", medium()));
    trouble(hypervisor.pressPowerButton(host(), "contract-nobody"));
    assertTrue(finish(t -> hypervisor.export(host(), "contract-nobody", exportTargets(), t))
        instanceof Progress.Failed);
    ok(hypervisor.release(host(), "contract-nobody"));
    ok(hypervisor.release(host(), "contract-nobody"));
  }

  @Test
  public void aDeployedMachineIsFoundAndNotStarted() {
    String key = deployed("deploy");
    assertEquals(Power.STOPPED, power(key));
    assertTrue(ok(newHypervisor().deployments(host())).contains(key));
    trouble(newHypervisor().address(host(), key));
  }

  @Test
  public void deployingAgainWithTheSameKeyIsOneDeployment() {
    String key = deployed("twice");
    ok(newHypervisor().deploy(host(), key, machine(), Isolation.LINK_DOWN));
    assertEquals(1, ok(newHypervisor().deployments(host())).stream().filter(key::equals).count());
  }

  @Test
  public void aReleasedKeyCanBeDeployedAgain() {
    String key = deployed("again");
    ok(newHypervisor().release(host(), key));
    assertEquals(Power.GONE, power(key));
    ok(newHypervisor().deploy(host(), key, machine(), Isolation.NO_CARD));
    assertEquals(Power.STOPPED, power(key));
  }

  @Test
  public void aMachineThatCannotBeDeployedIsATroubleAndLeavesNothing() {
    String key = key("broken");
    trouble(newHypervisor().deploy(host(), key, brokenMachine(), Isolation.LINK_DOWN));
    ok(newHypervisor().release(host(), key));
    assertFalse(ok(newHypervisor().deployments(host())).contains(key));
  }

  @Test
  public void hostileKeysAreRefused() {
    List<String> before = ok(newHypervisor().deployments(host()));
    for (String key : HOSTILE_KEYS) {
      trouble(newHypervisor().deploy(host(), key, machine(), Isolation.LINK_DOWN));
      trouble(newHypervisor().start(host(), key));
    }
    assertEquals(before, ok(newHypervisor().deployments(host())));
  }

  @Test
  public void aStartedMachineRunsAndIsFoundAfterARestart() {
    String key = running("start");
    assertEquals(Power.RUNNING, power(key));
    ok(newHypervisor().start(host(), key));
    assertEquals(Power.RUNNING, power(key));
    var address = ok(newHypervisor().address(host(), key));
    assertFalse(address.channel().isBlank() || address.location().isBlank());
    assertEquals(address, ok(newHypervisor().address(host(), key)));
  }

  @Test
  public void thePowerButtonStopsAGuestThatObeys() {
    String key = shutDown("button");
    assertEquals(Power.STOPPED, power(key));
  }

  @Test
  public void aKilledMachineCountsAsCrashedAndIsNeitherStartedNorExported() {
    String key = running("kill");
    ok(newHypervisor().kill(host(), key));
    assertEquals(Power.CRASHED, power(key));
    assertTrue(ok(newHypervisor().deployments(host())).contains(key), "what it left is still found");
    trouble(newHypervisor().start(host(), key));
    assertTrue(finish(t -> newHypervisor().export(host(), key, exportTargets(), t)) instanceof Progress.Failed);
  }

  @Test
  public void aMediumCanBeShownTwiceAndTakenAway() {
    String key = running("medium");
    awaitBooted(key);
    ok(newHypervisor().insertMedium(host(), key, "dm-contract-1", medium()));
    ok(newHypervisor().insertMedium(host(), key, "dm-contract-1", medium()));
    ok(newHypervisor().removeMedium(host(), key, "dm-contract-1"));
  }

  @Test
  public void hostileSerialsAndMissingMediaAreRefused() {
    String key = running("serials");
    for (String serial : List.of("", "a,b=c", "a b", "../x", "x".repeat(21), "a\nb", "\"")) {
      trouble(newHypervisor().insertMedium(host(), key, serial, medium()));
    }
    trouble(newHypervisor().insertMedium(host(), key, "dm-none", medium().resolveSibling("no-such-medium.raw")));
  }

  @Test
  public void anExportOfAStoppedMachineHasAHashPerDiskAndTheLibraryIsUntouched() {
    String before = fingerprint(machine());
    String key = shutDown("export");
    var exported = done(t -> newHypervisor().export(host(), key, exportTargets(), t));
    assertEquals(machine().disks().size(), exported.sha256().size());
    assertTrue(exported.sha256().stream().allMatch(hash -> hash.matches("[0-9a-f]{64}")));
    var again = done(t -> newHypervisor().export(host(), key, exportTargets(), t));
    assertEquals(exported, again, "whatever lies at the targets is replaced");
    ok(newHypervisor().release(host(), key));
    assertEquals(before, fingerprint(machine()));
  }

  /** As a boot test does it. */
  @Test
  public void whatWasExportedCanBeStartedBesideItAndIsOnlyRead() {
    String key = shutDown("tried");
    done(t -> newHypervisor().export(host(), key, exportTargets(), t));
    List<MachineDisk> disks = machine().disks().stream().map(disk -> new MachineDisk(disk.slot(),
        exportTargets().get(disk.slot()), disk.format(), disk.bus())).toList();
    StoredMachine fresh = new StoredMachine(machine().library(), machine().name(), machine().hardware(), disks,
        machine().cards(), machine().definition());
    String before = fingerprint(fresh);
    String trial = key("tried-t");
    ok(newHypervisor().deploy(host(), trial, fresh, Isolation.LINK_DOWN));
    ok(newHypervisor().start(host(), trial));
    awaitBooted(trial);
    assertEquals(Power.RUNNING, power(trial));
    ok(newHypervisor().release(host(), trial));
    assertEquals(before, fingerprint(fresh));
    assertEquals(Power.STOPPED, power(key));
  }

  @Test
  public void aRunningMachineIsNotExported() {
    String key = running("live");
    assertTrue(finish(t -> newHypervisor().export(host(), key, exportTargets(), t)) instanceof Progress.Failed);
  }

  @Test
  public void anExportCanBeStoppedAndStoppedAgain() {
    String key = shutDown("stop");
    if (newHypervisor().export(host(), key, exportTargets(), "") instanceof Progress.Running<?> running) {
      ok(newHypervisor().stopExport(host(), key, running.ticket()));
      ok(newHypervisor().stopExport(host(), key, running.ticket()));
    }
  }

  @Test
  public void aTicketThatNobodyGaveOutFails() {
    String key = shutDown("ticket");
    for (String ticket : List.of("nonsense", "{\"pid\":1}", "x".repeat(20_000), "../../etc/passwd")) {
      assertTrue(newHypervisor().export(host(), key, exportTargets(), ticket) instanceof Progress.Failed, ticket);
    }
  }

  @Test
  public void aRunningMachineIsReleasedWithAllItHas() {
    String key = running("release");
    ok(newHypervisor().release(host(), key));
    assertEquals(Power.GONE, power(key));
    assertFalse(ok(newHypervisor().deployments(host())).contains(key));
  }

  @Test
  public void deploymentsOfOneMachineAreIndependent() {
    String one = deployed("one");
    String other = deployed("other");
    ok(newHypervisor().release(host(), one));
    assertEquals(Power.GONE, power(one));
    assertEquals(Power.STOPPED, power(other));
  }

  @Test
  public void interruptedCallsEndAsValues() {
    String key = deployed("interrupted");
    assertInterruptible(() -> newHypervisor().power(host(), key));
    assertInterruptible(() -> newHypervisor().deployments(host()));
    assertInterruptible(() -> newHypervisor().check(host()));
  }
}
