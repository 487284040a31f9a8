package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.guest.qga.WireException;

/**
 * Reads answers of an emulator. A guest that has taken over its emulator speaks through it, so nothing is believed to
 * have the form that the QEMU Machine Protocol gives it: what has not is a malformed message.
 */
final class Told {

  private Told() {}

  static String text(JsonElement in, String name) throws WireException {
    return text(member(in, name));
  }

  static String text(JsonElement told) throws WireException {
    if (told instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw malformed();
  }

  static boolean truth(JsonElement in, String name) throws WireException {
    if (member(in, name) instanceof JsonPrimitive truth && truth.isBoolean()) {
      return truth.getAsBoolean();
    }
    throw malformed();
  }

  static long number(JsonElement in, String name) throws WireException {
    if (member(in, name) instanceof JsonPrimitive number && number.isNumber()
        && number.getAsString().matches("-?[0-9]{1,18}")) {
      return Long.parseLong(number.getAsString());
    }
    throw malformed();
  }

  static JsonObject object(JsonElement told) throws WireException {
    if (told instanceof JsonObject object) {
      return object;
    }
    throw malformed();
  }

  static List<JsonObject> objects(JsonElement told) throws WireException {
    if (!(told instanceof JsonArray array)) {
      throw malformed();
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonElement element : array) {
      objects.add(object(element));
    }
    return objects;
  }

  private static JsonElement member(JsonElement in, String name) throws WireException {
    JsonObject object = object(in);
    if (!object.has(name)) {
      throw malformed();
    }
    return object.get(name);
  }

  static WireException malformed() {
    return new WireException(WireException.Reason.MALFORMED, "its answer has not the form that QMP gives it");
  }
}
