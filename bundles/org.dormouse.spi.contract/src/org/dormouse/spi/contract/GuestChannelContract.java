package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.CommandResult;
import org.dormouse.spi.GuestSession.JobResult;
import org.dormouse.spi.Hypervisor.GuestAddress;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

/** Contract of {@link GuestChannel} and {@link GuestSession}, against a running guest with a POSIX shell. */
public abstract class GuestChannelContract extends BackendContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  protected abstract GuestChannel newChannel();

  /** A guest that answers. */
  protected abstract GuestAddress address();

  /** A guest that runs but does not answer. */
  protected abstract GuestAddress silentAddress();

  /** Absolute path of a folder in the guest that can be written to. */
  protected String guestFolder() {
    return "/run";
  }

  private GuestSession open() {
    return open(newChannel());
  }

  private GuestSession open(GuestChannel channel) {
    return ok(channel.open(address()));
  }

  private static CommandResult sh(GuestSession session, String script) {
    return ok(session.run(List.of("sh", "-c", script), new byte[0], LIMIT));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  public void theTypeIsThatOfTheAddress() {
    assertEquals(address().channel(), newChannel().type());
  }

  @Test
  public void aGuestThatDoesNotAnswerIsAPassingTroubleWithinTenSeconds() {
    Trouble trouble = within(Duration.ofSeconds(15), () -> trouble(newChannel().open(silentAddress())));
    assertEquals("guest-silent", trouble.code());
    assertTrue(trouble.passing());
  }

  @Test
  public void addressesThatLeadNowhereAreATrouble() {
    for (String location : List.of("", "/no/such/place", "a\0b", "x".repeat(5000), "../..")) {
      within(Duration.ofSeconds(15),
          () -> trouble(newChannel().open(new GuestAddress(newChannel().type(), location))));
    }
  }

  @Test
  public void theGuestSaysWhoItIs() {
    GuestChannel channel = newChannel();
    try (GuestSession session = open(channel); GuestSession other = open(channel)) {
      var facts = ok(session.facts());
      assertFalse(facts.osId().isBlank() || facts.bootId().isBlank() || facts.kernel().isBlank());
      assertEquals(facts, ok(other.facts()), "the same boot, the same facts");
    }
  }

  @Test
  public void aCommandHasInputOutputErrorsAndAnExitCode() {
    try (GuestSession session = open()) {
      assertEquals(3, sh(session, "exit 3").exitCode());
      CommandResult echo = ok(session.run(List.of("cat"), "in\0put\n".getBytes(StandardCharsets.UTF_8), LIMIT));
      assertEquals("in\0put\n", text(echo.output()));
      assertEquals(0, echo.exitCode());
      assertFalse(echo.truncated());
      assertEquals("bad", text(sh(session, "echo bad >&2").errors()).strip());
    }
  }

  @Test
  public void argumentsAreNotReadByAShell() {
    try (GuestSession session = open()) {
      String hostile = "$(exit 9) `x` ; \"'\\ *";
      CommandResult echo = ok(session.run(List.of("printf", "%s", hostile), new byte[0], LIMIT));
      assertEquals(hostile, text(echo.output()));
    }
  }

  @Test
  public void aCommandThatDoesNotExistIsAnAnswerNotAnException() {
    try (GuestSession session = open()) {
      var result = session.run(List.of("surely-no-such-command"), new byte[0], LIMIT);
      result.failure().ifPresent(BackendContract::assertActionable);
      result.toOptional().ifPresent(answer -> assertTrue(answer.exitCode() != 0));
      trouble(session.run(List.of(), new byte[0], LIMIT));
    }
  }

  @Test
  public void endlessOutputIsCutOff() {
    try (GuestSession session = open()) {
      CommandResult much = sh(session, "head -c 3000000 /dev/zero");
      assertTrue(much.output().length <= 1 << 20);
      assertTrue(much.truncated());
    }
  }

  @Test
  public void aCommandThatDoesNotEndIsLate() {
    try (GuestSession session = open()) {
      assertTrouble("guest-command-late", within(Duration.ofSeconds(60),
          () -> session.run(List.of("sleep", "300"), new byte[0], Duration.ofSeconds(2))));
      assertEquals(0, sh(session, "exit 0").exitCode(), "the session goes on");
    }
  }

  @Test
  public void aFileIsReadBackAsItWasWritten() {
    byte[] content = new byte[200_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 >> 3);
    }
    String path = guestFolder() + "/dormouse-contract-file";
    try (GuestSession session = open()) {
      ok(session.write(path, content, 0600));
      assertArrayEquals(content, ok(session.read(path, content.length)));
      assertTrouble("guest-file-too-large", session.read(path, content.length - 1));
      ok(session.write(path, new byte[0], 0600));
      assertEquals(0, ok(session.read(path, 10)).length);
      sh(session, "rm -f " + path);
      trouble(session.read(path, 10));
      trouble(session.write(guestFolder() + "/no-such-folder/file", content, 0600));
    }
  }

  private JobResult finished(GuestSession session, String key) {
    return done(ticket -> session.pollJob(key));
  }

  @Test
  public void aJobRunsToItsEndAndIsFoundByAnotherSession() {
    String key = "contract-job";
    try (GuestSession session = open()) {
      ok(session.endJob(key));
      ok(session.startJob(key, "echo working; exit 5"));
    }
    try (GuestSession session = open()) {
      JobResult result = finished(session, key);
      assertEquals(5, result.exitCode());
      assertTrue(result.log().contains("working"));
      assertEquals(result, finished(session, key), "a result can be read again");
      ok(session.endJob(key));
      assertUnknown(session, key);
    }
  }

  private static void assertUnknown(GuestSession session, String key) {
    Progress<JobResult> progress = session.pollJob(key);
    assertTrue(progress instanceof Progress.Failed<JobResult> f && f.trouble().code().equals("guest-job-unknown"),
        () -> progress.toString());
  }

  @Test
  public void startingAJobAgainChangesNothing() {
    String key = "contract-twice";
    String file = guestFolder() + "/dormouse-contract-count";
    try (GuestSession session = open()) {
      ok(session.endJob(key));
      sh(session, "rm -f " + file);
      ok(session.startJob(key, "echo x >> " + file));
      ok(session.startJob(key, "echo x >> " + file));
      finished(session, key);
      ok(session.startJob(key, "echo x >> " + file));
      finished(session, key);
      assertEquals("x", text(ok(session.read(file, 100))).strip());
      ok(session.endJob(key));
      sh(session, "rm -f " + file);
    }
  }

  @Test
  public void aJobUnderWayIsPolledWithItsKeyAndCanBeEnded() {
    String key = "contract-long";
    try (GuestSession session = open()) {
      ok(session.endJob(key));
      ok(session.startJob(key, "sleep 3000"));
      Progress<JobResult> progress = session.pollJob(key);
      assertTrue(progress instanceof Progress.Running<JobResult> r && r.ticket().equals(key),
          () -> progress.toString());
      ok(session.endJob(key));
      ok(session.endJob(key));
      assertUnknown(session, key);
    }
  }

  @Test
  public void severalJobsAreEndedAtOnce() {
    List<String> keys = List.of("contract-goes-on", "contract-nobody", "contract-over");
    try (GuestSession session = open()) {
      ok(session.endJobs(keys));
      ok(session.startJob(keys.getFirst(), "sleep 3000"));
      ok(session.startJob(keys.getLast(), "exit 0"));
      finished(session, keys.getLast());
      ok(session.endJobs(keys));
      keys.forEach(key -> assertUnknown(session, key));
      ok(session.endJobs(List.of()));
    }
  }

  @Test
  public void aJobsFolderIsGoneWithTheJob() {
    String key = "contract-folder";
    try (GuestSession session = open()) {
      ok(session.endJob(key));
      ok(session.startJob(key, "test -d \"$DORMOUSE_DIR\""));
      assertEquals(0, finished(session, key).exitCode());
      ok(session.endJob(key));
      assertTrue(sh(session, "test -e /run/dormouse/" + key).exitCode() != 0);
    }
  }

  @Test
  public void aJobOfWhomNobodyKnowsIsUnknownAndItsEndIsNoTrouble() {
    try (GuestSession session = open()) {
      assertUnknown(session, "contract-nobody");
      ok(session.endJob("contract-nobody"));
    }
  }

  @Test
  public void hostileJobKeysAreRefused() {
    try (GuestSession session = open()) {
      for (String key : HOSTILE_KEYS) {
        trouble(session.startJob(key, "exit 0"));
      }
    }
  }

  @Test
  public void aLogIsBounded() {
    String key = "contract-log";
    try (GuestSession session = open()) {
      ok(session.endJob(key));
      ok(session.startJob(key, "head -c 3000000 /dev/zero | tr '\\0' x; echo end"));
      String log = finished(session, key).log();
      assertTrue(log.length() <= 64 * 1024);
      assertTrue(log.strip().endsWith("end"), "the last part is kept");
      ok(session.endJob(key));
    }
  }

  @Test
  public void interruptedCallsEndAsValues() {
    try (GuestSession session = open()) {
      assertInterruptible(session::facts);
    }
  }
}
