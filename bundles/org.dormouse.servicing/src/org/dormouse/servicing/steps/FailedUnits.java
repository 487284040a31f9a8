package org.dormouse.servicing.steps;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Result;

/** What a guest's systemd says of its boot; a guest without one says nothing. */
final class FailedUnits {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MOST = 10;
  private static final String STATE = "[ -d /run/systemd/system ] || exit 0; systemctl is-system-running; exit 0";
  private static final String FAILED =
      "[ -d /run/systemd/system ] || exit 0; systemctl list-units --failed --plain --no-legend --no-pager; exit 0";

  private FailedUnits() {}

  /** Whether it is still starting what it starts at boot. */
  static boolean isStarting(GuestSession session) {
    String state = ask(session, STATE).toOptional().orElse("");
    return state.startsWith("starting") || state.startsWith("initializing");
  }

  /** Empty where none has failed, or nobody could tell. */
  static Optional<String> sentence(GuestSession session) {
    List<String> units = ask(session, FAILED).toOptional().orElse("").lines().map(line -> line.split(" ")[0])
        .filter(unit -> !unit.isBlank()).toList();
    return units.isEmpty() ? Optional.empty() : Optional.of("After the start " + units.size()
        + (units.size() == 1 ? " unit has" : " units have") + " failed in the guest: "
        + HookLog.lastLines(String.join(", ", units.subList(0, Math.min(MOST, units.size()))))
        + (units.size() > MOST ? " and more" : "") + ".");
  }

  private static Result<String> ask(GuestSession session, String script) {
    return session.run(List.of("/bin/sh", "-c", script), new byte[0], LIMIT)
        .map(result -> HookLog.shown(new String(result.output(), StandardCharsets.UTF_8)).strip());
  }
}
