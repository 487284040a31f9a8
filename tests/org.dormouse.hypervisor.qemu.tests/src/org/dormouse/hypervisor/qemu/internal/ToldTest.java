package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import org.dormouse.guest.qga.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A guest that has taken over its emulator may answer anything. */
class ToldTest {

  private static JsonElement json(String text) {
    return JsonParser.parseString(text);
  }

  private static void malformed(Executable reading) {
    assertEquals(WireException.Reason.MALFORMED, assertThrows(WireException.class, reading).reason());
  }

  @Test
  void whatHasTheFormIsRead() throws Exception {
    assertEquals("running", Told.text(json("{'status': 'running'}"), "status"));
    assertTrue(Told.truth(json("{'frontend-open': true}"), "frontend-open"));
    assertEquals(7, Told.number(json("{'rd_bytes': 7}"), "rd_bytes"));
    assertEquals(2, Told.objects(json("[{}, {}]")).size());
  }

  @Test
  void whateverElseComesIsAMalformedMessage() {
    for (String odd : new String[] {"null", "[]", "{}", "1", "{'status': null}", "{'status': {}}", "{'status': []}",
        "{'status': 1}"}) {
      malformed(() -> Told.text(json(odd), "status"));
    }
    malformed(() -> Told.truth(json("{'open': 'true'}"), "open"));
    malformed(() -> Told.number(json("{'n': 1e300}"), "n"));
    malformed(() -> Told.number(json("{'n': '1'}"), "n"));
    malformed(() -> Told.objects(json("[1]")));
    malformed(() -> Told.objects(json("{}")));
    malformed(() -> Told.object(null));
  }
}
