package org.dormouse.guest.qga.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.dormouse.guest.qga.Deadline;
import org.dormouse.spi.GuestSession.CommandResult;
import org.dormouse.spi.Trouble;

/**
 * Runs short commands in the guest by {@code guest-exec}. The agent gives a finished command's result once only: an
 * answer that is lost is lost, which is why nothing long is run this way.
 */
final class AgentCommands {

  static final int OUTPUT_LIMIT = 1024 * 1024;

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 250;
  /** A pause is a part of what has been waited for already, so that waiting costs a command little, and late. */
  private static final int PART = 4;
  private static final List<String> ENVIRONMENT = List.of("LC_ALL=C", "HOME=/root",
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  private final AgentLink link;

  AgentCommands(AgentLink link) {
    this.link = link;
  }

  CommandResult run(List<String> command, byte[] input, Duration limit) throws AgentTrouble {
    Duration bounded = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    long pid = start(command, input);
    Deadline deadline = Deadline.in(bounded);
    long waited = 0;
    while (true) {
      AgentLink.Answer answer = status(pid, command);
      if (isTrue(answer.object(), "exited")) {
        return result(answer);
      }
      if (deadline.isOver()) {
        end(pid);
        throw new AgentTrouble(Trouble.passing("guest-command-late",
            "The command " + command.getFirst() + " took longer than " + bounded.toSeconds() + " s in the guest.",
            ""));
      }
      long pause = Math.clamp(waited / PART, FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
      pause(Math.min(pause, deadline.leftMillis()));
      waited += pause;
    }
  }

  private AgentLink.Answer status(long pid, List<String> command) throws AgentTrouble {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("pid", pid);
    try {
      return link.ask("guest-exec-status", arguments);
    } catch (AgentTrouble e) {
      throw e.trouble().code().equals("guest-agent-refused")
          ? new AgentTrouble(Trouble.passing("guest-command-lost", "The guest agent was restarted while "
              + command.getFirst() + " ran, and does not know what came of it.", ""))
          : e;
    }
  }

  /** The arguments of a guest-exec of that command. */
  JsonObject question(List<String> command) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("path", command.getFirst());
    arguments.add("arg", strings(command.subList(1, command.size())));
    arguments.add("env", strings(ENVIRONMENT));
    return arguments;
  }

  private long start(List<String> command, byte[] input) throws AgentTrouble {
    JsonObject arguments = question(command);
    if (input.length > 0) {
      arguments.addProperty("input-data", Base64.getEncoder().encodeToString(input));
    }
    arguments.addProperty("capture-output", true);
    return AgentFiles.number(link.ask("guest-exec", arguments).object(), "pid");
  }

  private void end(long pid) {
    try {
      start(List.of("/bin/sh", "-c", "kill -9 \"$1\"", "sh", Long.toString(pid)), new byte[0]);
    } catch (AgentTrouble e) {
      // That the command was late is told anyway.
    }
  }

  private static CommandResult result(AgentLink.Answer answer) throws AgentTrouble {
    JsonObject reply = answer.object();
    byte[] output = AgentFiles.decoded(reply, "out-data");
    byte[] errors = AgentFiles.decoded(reply, "err-data");
    boolean truncated = answer.clipped() || isTrue(reply, "out-truncated") || output.length > OUTPUT_LIMIT;
    return new CommandResult(exitCode(reply), shortened(output), shortened(errors), truncated);
  }

  private static int exitCode(JsonObject reply) throws AgentTrouble {
    if (reply.has("exitcode")) {
      return (int) AgentFiles.number(reply, "exitcode");
    }
    return reply.has("signal") ? 128 + (int) AgentFiles.number(reply, "signal") : -1;
  }

  private static byte[] shortened(byte[] output) {
    return output.length > OUTPUT_LIMIT ? Arrays.copyOf(output, OUTPUT_LIMIT) : output;
  }

  private static boolean isTrue(JsonObject object, String member) {
    return object.get(member) instanceof JsonPrimitive value && value.isBoolean() && value.getAsBoolean();
  }

  private static JsonArray strings(List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static void pause(long millis) throws AgentTrouble {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AgentTrouble(AgentLink.interrupted());
    }
  }
}
