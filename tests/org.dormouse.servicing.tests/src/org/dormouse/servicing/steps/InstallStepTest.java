package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.StepCommands;
import org.dormouse.servicing.steps.InstallTicket.Phase;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Installed;
import org.dormouse.spi.UpdateService.Scan;
import org.junit.jupiter.api.Test;

class InstallStepTest {

  private static final Scan PENDING = new Scan("abc", List.of(change("a", "1", "2")), List.of());

  private final Queue<Progress<?>> answers = new ArrayDeque<>();
  private final List<String> said = new ArrayList<>();
  private String boot = "first";
  private final List<String> asked = new ArrayList<>();
  private final GuestSession session = Stubs.stub(GuestSession.class, method -> Result.ok());
  private final UpdateService updates = Stubs.stub(UpdateService.class, method -> {
    asked.add(method);
    return answers.remove();
  });
  private final InstallStep step = new InstallStep(Stubs.backends(() -> Power.RUNNING, session, updates));
  private final StepContext context = Stubs.context(Map.of(StepKind.SCAN.kind(), new Outputs.Scanned(PENDING)));

  private static String running(Outcome outcome) {
    return assertInstanceOf(Outcome.Running.class, outcome).ticket();
  }

  private static InstallTicket ticket(String text) {
    return Json.read(text, InstallTicket.class);
  }

  private static final Progress<?> BUSY =
      Progress.failed(Trouble.passing("update-client-busy", "Another program uses apt.", ""));

  @Test
  void anUpdateClientThatIsBusyIsAskedFromTheBeginningAgain() {
    answers.add(new Progress.Running<>("install", "installing", -1, Duration.ZERO));
    answers.add(BUSY);
    String begun = running(step.start(context));
    assertEquals("install", ticket(begun).inner());
    assertEquals("", ticket(running(step.poll(context, begun))).inner());
  }

  @Test
  void whatWasInstalledIsNotForgottenWhenTheClientIsBusyLater() {
    answers.add(Progress.done(new Installed(PENDING.changes(), false, "", Optional.empty())));
    answers.add(BUSY);
    answers.add(Progress.done(new Scan("abc", List.of(), List.of())));
    String looking = running(step.poll(context, running(step.start(context))));
    var done = assertInstanceOf(Outcome.Done.class, step.poll(context, looking));
    assertEquals(PENDING.changes(), Json.read(done.output(), Outputs.Patched.class).changes());
  }

  @Test
  void aGuestThatIsSilentIsAskedTheSameAgain() {
    answers.add(new Progress.Running<>("install", "installing", -1, Duration.ZERO));
    answers.add(Progress.failed(Trouble.passing("guest-silent", "Nobody answers.", "")));
    String begun = running(step.start(context));
    assertEquals("install", ticket(running(step.poll(context, begun))).inner());
  }

  @Test
  void whatIsKeptBackDoesNotUndoWhatWasInstalled() {
    answers.add(Progress.done(new Installed(PENDING.changes(), false, "", Optional.empty())));
    answers.add(Progress.done(new Scan("abc", List.of(), List.of(), List.of("b"))));
    assertInstanceOf(Outcome.Done.class, step.poll(context, running(step.start(context))));
    assertEquals(List.of("install", "scan"), asked);
  }

  @Test
  void aClientThatWasAskedAfterTheInstallationIsNotAskedAgain() {
    Scan more = new Scan("abc", List.of(change("c", "1", "2")), List.of());
    answers.add(Progress.done(new Installed(PENDING.changes(), false, "", Optional.of(more))));
    answers.add(Progress.done(new Installed(more.changes(), false, "", Optional.of(
        new Scan("abc", List.of(), List.of())))));
    String second = running(step.start(context));
    assertEquals(2, ticket(second).cycle());
    var done = assertInstanceOf(Outcome.Done.class, step.poll(context, second));
    assertEquals(2, Json.read(done.output(), Outputs.Patched.class).changes().size());
    assertEquals(List.of("install", "install"), asked);
  }

  @Test
  void aGuestOfWhichAllIsKeptBackIsNotUpToDate() {
    answers.add(Progress.done(new Scan("abc", List.of(), List.of(), List.of("b"))));
    var scan = new ScanStep(Stubs.backends(() -> Power.RUNNING, session, updates));
    assertEquals("updates-kept-back", assertInstanceOf(Outcome.Failed.class, scan.start(context)).trouble().code());
  }

  private Object session(String method) {
    said.add(method);
    return method.equals("facts")
        ? Result.ok(new GuestSession.GuestFacts("debian", "12", "6.1", "x86_64", boot, "web01")) : Result.ok();
  }

  /** A guest that was restarted by an engine that died before it wrote that down knows of no installation any more. */
  @Test
  void thatAGuestIsGoingToBeRestartedIsOnRecordBeforeItIs() {
    answers.add(Progress.done(new Installed(PENDING.changes(), true, "", Optional.empty())));
    var restarting = new InstallStep(Stubs.backends(() -> Power.RUNNING,
        Stubs.stub(GuestSession.class, this::session), updates));
    String about = running(restarting.start(context));
    assertEquals(List.of("facts"), said.stream().filter(what -> !what.equals("close")).toList());
    assertEquals(Phase.TO_RESTART, ticket(about).phase());
    String ordered = running(restarting.poll(context, about));
    assertEquals(1, said.stream().filter("leave"::equals).count());
    assertEquals(Phase.RESTARTING, ticket(ordered).phase());
    boot = "second";
    for (String known : List.of(about, ordered)) {
      InstallTicket again = ticket(running(restarting.poll(context, known)));
      assertEquals(Phase.SCANNING, again.phase());
      assertEquals(1, again.restarts());
    }
    assertEquals(1, said.stream().filter("leave"::equals).count());
  }

  @Test
  void anEmulatorThatIsHeldUpIsWaitedFor() {
    var silent = new InstallStep(Stubs.stub(Backends.class, method -> switch (method) {
      case "hypervisor" -> Result.ok(Stubs.stub(Hypervisor.class, any ->
          Result.failed(Trouble.passing("vm-not-answering", "The emulator does not answer.", ""))));
      case "updateService" -> Result.ok(updates);
      default -> StepCommands.none();
    }));
    var held = assertInstanceOf(Outcome.Running.class, silent.start(context));
    assertEquals("The emulator does not answer.", held.detail());
  }

  private static PackageChange change(String name, String from, String to) {
    return new PackageChange(name, "amd64", from, to, 1, "security");
  }

  @Test
  void overSeveralCyclesAPackageGoesFromItsFirstVersionToItsLast() {
    var merged = InstallStep.merge(List.of(change("a", "1", "2"), change("b", "1", "2")),
        List.of(change("a", "2", "3"), change("c", "", "1")));
    assertEquals(List.of("a 1 3", "b 1 2", "c  1"), merged.stream()
        .map(c -> c.name() + " " + c.installedVersion() + " " + c.candidateVersion()).toList());
  }
}
