package org.dormouse.guest.qga.internal;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Questions in the form in which they go to an agent: one line of JSON. */
final class AgentQuestion {

  private static final int DELIMITER = 0xFF;

  private AgentQuestion() {}

  static byte[] of(String command, JsonObject arguments) {
    JsonObject question = new JsonObject();
    question.addProperty("execute", command);
    question.add("arguments", arguments);
    return (question + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Before it goes the 0xFF that makes the agent forget half a question of somebody else. */
  static byte[] sync(long number) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("id", number);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.write(DELIMITER);
    line.writeBytes(of("guest-sync-delimited", arguments));
    return line.toByteArray();
  }
}
