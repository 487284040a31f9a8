package org.dormouse.update.apt.internal.guest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * What one stage of a script left in the guest. Each step that was done has its exit code in {@code codes}; a step of
 * which nothing is known has failed.
 */
final class StageOutput {
  private static final int MAX = 16 << 20;
  private static final int TAIL = 65536;
  private final GuestSession session;
  private final GuestPlace place;
  private final String stage;
  private final Map<String, Integer> codes = new HashMap<>();

  private StageOutput(GuestSession session, GuestPlace place, String stage) {
    this.session = session;
    this.place = place;
    this.stage = stage;
  }

  /** Of a job that has ended; a trouble that the script found itself comes first. */
  static Result<StageOutput> of(GuestSession session, GuestPlace place, String stage, GuestSession.JobResult job) {
    StageOutput output = new StageOutput(session, place, stage);
    if (job.exitCode() == 70) {
      return output.text("trouble").then(text -> {
        String[] parts = text.strip().split("\t", 2);
        boolean known = parts.length == 2 && parts[0].matches("[a-z-]{3,40}");
        return Result.failed(Trouble.lasting(known ? parts[0] : "guest-script-failed", "In the VM: "
            + AptFailure.tail(known ? parts[1] : text) + ".", ""));
      });
    }
    if (job.exitCode() != 0) {
      return Result.failed(Trouble.lasting("guest-script-failed", "The script of stage " + stage
          + " ended with " + job.exitCode() + " in the VM: " + AptFailure.tail(job.log()), ""));
    }
    return output.text("done").then(done -> output.text("codes")).map(text -> {
      for (String line : text.split("\n")) {
        String[] parts = line.split(" ");
        if (parts.length == 2 && parts[1].matches("\\d{1,3}")) {
          output.codes.put(parts[0], Integer.parseInt(parts[1]));
        }
      }
      return output;
    });
  }

  OptionalInt code(String step) {
    Integer code = codes.get(step);
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  boolean succeeded(String step) {
    return code(step).equals(OptionalInt.of(0));
  }

  /** A whole file. */
  Result<String> text(String name) {
    return session.read(place.file(stage, name), MAX).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The end of a file, of whatever length it is; empty where there is no such file. */
  Result<String> tail(String name) {
    return session.run(List.of("tail", "-c", Integer.toString(TAIL), place.file(stage, name)), new byte[0],
        Duration.ofSeconds(60)).map(result -> new String(result.output(), StandardCharsets.UTF_8));
  }

  Result<GuestPackages> packages(String name) {
    return text(name).then(text -> {
      try {
        return Result.ok(GuestPackages.parse(text));
      } catch (IllegalArgumentException e) {
        return Result.failed(garbled(e));
      }
    });
  }

  static Trouble garbled(IllegalArgumentException e) {
    return Trouble.lasting("guest-answer-garbled", "The VM's answer cannot be understood: " + e.getMessage() + ".",
        "Please report this with the log of the VM's step.");
  }
}
