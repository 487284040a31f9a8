package org.dormouse.guest.qga.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dormouse.guest.qga.Deadline;
import org.dormouse.guest.qga.JsonSocket;
import org.dormouse.guest.qga.WireException;
import org.dormouse.spi.Trouble;

/**
 * Questions to a guest agent and its answers. The first question on a connection comes right after a
 * {@code guest-sync-delimited} with a fresh number, so that an answer is never one to an earlier question, and so does
 * every question that does something: it is only put to an agent that listens now, because one that is away would find
 * and obey it when it comes back. After anything odd the connection is dropped and the next question makes a new one.
 *
 * <p>Source: QEMU Guest Agent Protocol Reference, guest-sync-delimited.
 */
final class AgentLink implements AutoCloseable {

  /** For an agent that is there and not busy. */
  static final Duration GREETING = Duration.ofSeconds(8);

  /** For an answer of an agent that has just greeted; a loaded host can hold a guest up for that long. */
  static final Duration ANSWER = Duration.ofSeconds(120);

  /** How long nothing comes before the agent is asked whether it still is the one that was asked. */
  private static final Duration PROBE_AFTER = Duration.ofSeconds(2);

  /** Lines of no use that are skipped while waiting for the answer to a sync. */
  private static final int STALE_LINES = 1000;

  /** As QEMU's JSON parser words it, today and before 3.0. What we ask is JSON, so it is never an answer to that. */
  private static final Pattern PARSE_COMPLAINT = Pattern.compile("JSON |Invalid JSON");

  private static final SecureRandom NUMBERS = new SecureRandom();

  private final Path socket;
  private Optional<JsonSocket> connection = Optional.empty();

  /** Nothing is on its way but the answer to the next question. */
  private boolean synced;

  AgentLink(Path socket) {
    this.socket = socket;
  }

  /** Returns once the agent answers. */
  void greet() throws AgentTrouble {
    greet(GREETING);
  }

  void greet(Duration limit) throws AgentTrouble {
    try {
      sync(connected(), limit);
    } catch (WireException e) {
      throw dropped(e, "greeted");
    }
  }

  /** An answer; {@code clipped} if strings in it were longer than is kept. */
  record Answer(JsonElement value, boolean clipped) {
    JsonObject object() throws AgentTrouble {
      if (value instanceof JsonObject object) {
        return object;
      }
      throw new AgentTrouble(malformed("something that is no object"));
    }
  }

  Answer ask(String command, JsonObject arguments) throws AgentTrouble {
    return ask(command, arguments, ANSWER);
  }

  Answer ask(String command, JsonObject arguments, Duration limit) throws AgentTrouble {
    try {
      JsonSocket agent = connected();
      if (!synced || command.equals("guest-exec")) {
        sync(agent, GREETING);
      }
      Deadline deadline = Deadline.in(limit);
      agent.send(AgentQuestion.of(command, arguments), deadline);
      return answer(command, awaited(agent, deadline));
    } catch (WireException e) {
      throw dropped(e, "asked for " + command);
    }
  }

  /**
   * The answer, or silence as soon as it is clear that there will be none: an agent answers in order, so one that
   * answers a later sync has been restarted and never saw the question, or took the answer with it.
   */
  private JsonSocket.Message awaited(JsonSocket agent, Deadline deadline) throws WireException {
    Set<Long> probes = new HashSet<>();
    while (!deadline.isOver()) {
      Optional<JsonSocket.Message> message = next(agent, deadline.orEarlier(PROBE_AFTER), !probes.isEmpty());
      if (message.isPresent()) {
        JsonObject reply = message.get().object();
        if (probes.stream().noneMatch(number -> isSyncAnswer(reply, number))) {
          return message.get();
        }
        throw new WireException(WireException.Reason.SILENT, "The agent was restarted meanwhile.");
      }
      long number = number();
      probes.add(number);
      synced = false;
      agent.send(AgentQuestion.sync(number), deadline);
    }
    throw new WireException(WireException.Reason.SILENT, "No answer came in time.");
  }

  /** Empty if nothing came in time. Behind half an answer of an agent that died, its successor's is malformed. */
  private static Optional<JsonSocket.Message> next(JsonSocket agent, Deadline deadline, boolean probed)
      throws WireException {
    try {
      return Optional.of(received(agent, deadline));
    } catch (WireException e) {
      if (e.reason() == WireException.Reason.SILENT) {
        return Optional.empty();
      }
      throw probed && e.reason() == WireException.Reason.MALFORMED
          ? new WireException(WireException.Reason.SILENT, "The agent was restarted in the middle of an answer.") : e;
    }
  }

  /** The next message that is no complaint about the 0xFF before a sync, or about half a question before that. */
  private static JsonSocket.Message received(JsonSocket agent, Deadline deadline) throws WireException {
    for (int i = 0; i < STALE_LINES; i++) {
      JsonSocket.Message message = agent.receive(deadline);
      boolean complaint = message.object().get("error") instanceof JsonObject error
          && PARSE_COMPLAINT.matcher(text(error, "desc")).lookingAt();
      if (!complaint) {
        return message;
      }
    }
    throw new WireException(WireException.Reason.MALFORMED, "The agent does nothing but complain.");
  }

  /**
   * Gives an order that is answered only if it cannot be obeyed. Returns once the agent has gone, has fallen silent,
   * or answers something else.
   */
  void order(String command, JsonObject arguments, Duration limit) throws AgentTrouble {
    try {
      JsonSocket agent = connected();
      sync(agent, GREETING);
      Deadline deadline = Deadline.in(limit);
      agent.send(AgentQuestion.of(command, arguments), deadline);
      long number = number();
      synced = false;
      agent.send(AgentQuestion.sync(number), deadline);
      JsonSocket.Message message = received(agent, deadline);
      if (!isSyncAnswer(message.object(), number)) {
        answer(command, message);
        drop();
      }
    } catch (WireException e) {
      drop();
      if (e.reason() == WireException.Reason.INTERRUPTED) {
        throw new AgentTrouble(interrupted());
      }
    }
  }

  private Answer answer(String command, JsonSocket.Message message) throws AgentTrouble {
    JsonObject reply = message.object();
    if (reply.get("error") instanceof JsonObject error) {
      throw new AgentTrouble(refusal(command, text(error, "class"), text(error, "desc")));
    }
    if (!reply.has("return")) {
      drop();
      throw new AgentTrouble(malformed("neither a return nor an error"));
    }
    JsonElement value = reply.get("return");
    return new Answer(value == null ? JsonNull.INSTANCE : value, message.clipped());
  }

  private static Trouble refusal(String command, String errorClass, String description) {
    if (description.startsWith("handle ") && description.endsWith("has not been found")) {
      return Trouble.passing(AgentTrouble.SILENT, "The guest agent was restarted while it had a file open.", "");
    }
    boolean missing = errorClass.equals("CommandNotFound") || errorClass.equals("CommandDisabled")
        || description.contains("has been disabled");
    return missing
        ? Trouble.lasting("guest-agent-command-disabled",
            "The guest agent does not offer " + command + " (" + description + ").",
            "Allow it in the guest: take " + command + " out of block-rpcs (older agents: blacklist) in"
                + " /etc/qemu/qemu-ga.conf, or out of the options in /etc/sysconfig/qemu-ga, or install a newer"
                + " qemu-guest-agent.")
        : Trouble.lasting("guest-agent-refused", "The guest agent could not do " + command + ": " + description, "");
  }

  private void sync(JsonSocket agent, Duration limit) throws WireException {
    synced = false;
    long number = number();
    Deadline deadline = Deadline.in(limit);
    agent.send(AgentQuestion.sync(number), deadline);
    for (int i = 0; i < STALE_LINES; i++) {
      try {
        if (isSyncAnswer(agent.receive(deadline).object(), number)) {
          synced = true;
          return;
        }
      } catch (WireException e) {
        if (e.reason() != WireException.Reason.MALFORMED) {
          throw e;
        }
      }
    }
    throw new WireException(WireException.Reason.MALFORMED, "The agent answers at length, but not to the question.");
  }

  private static boolean isSyncAnswer(JsonObject reply, long number) {
    return reply.get("return") instanceof JsonPrimitive value && value.getAsString().equals(Long.toString(number));
  }

  private static long number() {
    return NUMBERS.nextLong(1L << 40);
  }

  private JsonSocket connected() throws WireException {
    if (connection.isEmpty()) {
      connection = Optional.of(JsonSocket.connect(socket));
    }
    return connection.get();
  }

  private AgentTrouble dropped(WireException e, String what) {
    drop();
    return new AgentTrouble(switch (e.reason()) {
      case SILENT -> Trouble.passing(AgentTrouble.SILENT,
          "The guest agent behind " + shownSocket() + " was " + what + " and did not answer in time.",
          "It answers once qemu-guest-agent runs in the guest.");
      case GONE -> Trouble.passing("guest-gone",
          "The guest agent behind " + shownSocket() + " cannot be reached: " + AgentText.shown(e.getMessage()),
          "The VM has probably stopped.");
      case MALFORMED, TOO_LARGE -> malformed(e.getMessage());
      case INTERRUPTED -> interrupted();
    });
  }

  private String shownSocket() {
    return AgentText.shown(socket.toString());
  }

  private void drop() {
    connection.ifPresent(JsonSocket::close);
    connection = Optional.empty();
    synced = false;
  }

  static Trouble interrupted() {
    return Trouble.passing("interrupted", "The conversation with the guest agent was interrupted.", "");
  }

  static Trouble malformed(String what) {
    return Trouble.lasting("guest-answer-malformed",
        "The guest agent answered what no guest agent answers: " + what, "Do not trust this guest.");
  }

  /** A string of an answer, shortened and without control characters; empty if it is not there. */
  static String text(JsonObject object, String member) {
    return object.get(member) instanceof JsonPrimitive value && value.isString()
        ? AgentText.shown(value.getAsString()) : "";
  }

  /** Gives the agent free for others; the next question connects again. */
  @Override
  public void close() {
    drop();
  }
}
