package org.dormouse.backend.simulated.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** What the simulated client in a guest says of itself: the VM's name and number, and its packages' step. */
public record ClientState(String name, int index, int step) {
  static final String FILE = "/var/lib/simulated/state";
  private static final Pattern ANSWER = Pattern.compile("([A-Za-z0-9._-]{1,100}) ([0-9]{1,6}) ([0-9]{1,3})");

  public static Result<ClientState> running(GuestSession session) {
    return session.run(List.of(SimulatedGuest.CLIENT, "state"), new byte[0], Duration.ofSeconds(10))
        .then(answer -> answer.exitCode() == 0 ? of(answer.output()) : unknown());
  }

  public static Result<ClientState> stored(GuestFiles files) {
    Result<Optional<byte[]>> content = files.read(FILE, 1000);
    return content.then(found -> found.map(ClientState::of).orElseGet(ClientState::unknown));
  }

  private static Result<ClientState> of(byte[] answer) {
    var parts = ANSWER.matcher(answer.length > 200 ? "" : new String(answer, StandardCharsets.ISO_8859_1));
    return parts.matches() ? Result.ok(new ClientState(parts.group(1), Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)))) : unknown();
  }

  private static Result<ClientState> unknown() {
    return Result.failed(Trouble.lasting("client-unknown", "The guest has no simulated update client.",
        "Simulated updates are for VMs of simulated libraries."));
  }
}
