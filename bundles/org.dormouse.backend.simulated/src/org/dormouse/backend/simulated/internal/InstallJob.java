package org.dormouse.backend.simulated.internal;

import java.time.Duration;
import java.util.regex.Pattern;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * The job that installs updates in a guest. Its key follows from the servicing and from where the guest was, so that
 * another cycle is another job and a repeated start the same.
 */
public record InstallJob(String key, int from, int to) {
  private static final Pattern TICKET = Pattern.compile("(sim-[0-9a-f]{30}) ([0-9]{1,3}) ([0-9]{1,3})");

  public static InstallJob of(String servicing, int from, int to) {
    return new InstallJob("sim-" + Chance.digest(servicing + " " + from).substring(0, 30), from, to);
  }

  public static Result<InstallJob> of(String ticket) {
    var parts = TICKET.matcher(ticket.length() > 100 ? "" : ticket);
    return parts.matches() ? Result.ok(new InstallJob(parts.group(1), Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)))) : Result.failed(Trouble.lasting("bad-ticket",
            "The ticket was not given out by a simulated installation.", ""));
  }

  public String ticket() {
    return key + " " + from + " " + to;
  }

  public String script(Duration takes, boolean fails) {
    return SimulatedGuest.CLIENT + " install " + to + " " + takes.toMillis() + " " + (fails ? 100 : 0);
  }
}
