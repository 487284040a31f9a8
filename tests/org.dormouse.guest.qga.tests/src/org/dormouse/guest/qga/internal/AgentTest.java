package org.dormouse.guest.qga.internal;

import java.nio.file.Path;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A socket at which an agent of the test answers, and the session that talks to it. */
@Timeout(60)
abstract class AgentTest {

  @TempDir
  Path folder;

  final Path socket() {
    return folder.resolve("qga");
  }

  static String code(Result<?> result) {
    return result.failure().map(Trouble::code).orElse("no failure");
  }

  final Result<GuestSession> opened() {
    return AgentSession.open(new AgentLinks(), socket());
  }

  final GuestSession session() {
    return opened().orThrow();
  }

  /** An agent that greets and then says the same to everything. */
  final FakeAgent answering(String answer) throws Exception {
    return new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> answer));
  }
}
