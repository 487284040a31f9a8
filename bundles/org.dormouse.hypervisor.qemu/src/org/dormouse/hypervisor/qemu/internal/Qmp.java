package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.dormouse.guest.qga.Deadline;
import org.dormouse.guest.qga.JsonSocket;
import org.dormouse.guest.qga.WireException;

/**
 * One conversation with an emulator over its monitor socket, which serves one client at a time: open, ask, close.
 * Source: QEMU Machine Protocol Specification. One thread.
 */
final class Qmp implements AutoCloseable {

  /** Enough for a loaded machine; the emulator answers from its main loop. */
  static final Duration LIMIT = Duration.ofSeconds(20);

  private static final int EVENTS_KEPT = 1000;

  /** Beginnings of commands that only look. */
  private static final List<String> NO_CHANGES = List.of("query-", "qom-", "ringbuf-read", "qmp_capabilities");

  private final JsonSocket socket;
  private final List<JsonObject> events = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private long number;

  private Qmp(JsonSocket socket) {
    this.socket = socket;
  }

  /** Connects, and makes sure that it is the emulator of that id. */
  static Qmp open(Path path, UUID uuid) throws IOException {
    JsonSocket socket = JsonSocket.connect(path);
    try {
      Qmp qmp = new Qmp(socket);
      if (!socket.receive(Deadline.in(LIMIT)).object().has("QMP")) {
        throw new WireException(WireException.Reason.MALFORMED, "Nobody speaks QMP at " + path + ".");
      }
      qmp.ask("qmp_capabilities");
      String told = Told.text(qmp.ask("query-uuid"), "UUID");
      if (!told.equals(uuid.toString())) {
        throw new WireException(WireException.Reason.MALFORMED, "Another VM (" + told + ") answers at " + path + ".");
      }
      return qmp;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** An error as the emulator tells it. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String command, String description) {
      super(command + ": " + description.replaceAll("\\p{Cntrl}+", " "));
    }
  }

  JsonObject ask(String command) throws IOException {
    return ask(command, new JsonObject()) instanceof JsonObject object ? object : new JsonObject();
  }

  JsonElement ask(String command, JsonObject arguments) throws IOException {
    JsonObject question = new JsonObject();
    question.addProperty("execute", command);
    question.add("arguments", arguments);
    question.addProperty("id", ++number);
    Deadline deadline = Deadline.in(LIMIT);
    socket.send((question + "\n").getBytes(StandardCharsets.UTF_8), deadline);
    while (true) {
      JsonObject reply = socket.receive(deadline).object();
      if (keptAsEvent(reply) || !isAnswer(reply)) {
        continue;
      }
      if (reply.get("error") instanceof JsonObject error) {
        throw new Refused(command, error.has("desc") ? Told.text(error, "desc") : error.toString());
      }
      if (NO_CHANGES.stream().noneMatch(command::startsWith)) {
        question.remove("id");
        changes.add(question.toString());
      }
      return reply.has("return") ? reply.get("return") : JsonNull.INSTANCE;
    }
  }

  /** What was asked and done that changes something, as it went over the wire. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  private boolean isAnswer(JsonObject reply) {
    return reply.get("id") instanceof JsonPrimitive id && id.getAsString().equals(Long.toString(number));
  }

  private boolean keptAsEvent(JsonObject reply) {
    if (!reply.has("event")) {
      return false;
    }
    if (events.size() < EVENTS_KEPT) {
      events.add(reply);
    }
    return true;
  }

  /** Waits for an event that came since the conversation began, or comes; false if none does in time. */
  boolean await(String event, Predicate<JsonObject> data, Duration limit) throws IOException {
    Deadline deadline = Deadline.in(limit);
    Predicate<JsonObject> wanted = e -> e.get("event") instanceof JsonPrimitive name && name.getAsString().equals(event)
        && data.test(e.get("data") instanceof JsonObject object ? object : new JsonObject());
    if (events.stream().anyMatch(wanted)) {
      return true;
    }
    try {
      while (true) {
        JsonObject message = socket.receive(deadline).object();
        if (keptAsEvent(message) && wanted.test(message)) {
          return true;
        }
      }
    } catch (WireException e) {
      if (e.reason() == WireException.Reason.SILENT) {
        return false;
      }
      throw e;
    }
  }

  /** One of QEMU's RunState, e.g. {@code running}, {@code shutdown}. */
  String status() throws IOException {
    return Told.text(ask("query-status"), "status");
  }

  static JsonObject arguments(String... namesAndValues) {
    JsonObject arguments = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.addProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return arguments;
  }

  @Override
  public void close() {
    socket.close();
  }
}
