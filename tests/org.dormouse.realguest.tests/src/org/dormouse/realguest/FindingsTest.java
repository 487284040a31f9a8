package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the dry run finds about images that really are so; none of them is woken for it. */
@Tag("smoke")
class FindingsTest {

  @Test
  void whatSpeaksAgainstWakingIsSaidOfEachImageAlone() throws Exception {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "good").repository("small");
      Lab.variant("generalised", sandbox.image("good"), sandbox.image("template"));
      for (String name : new String[] {"damaged", "cut-off", "open"}) {
        Files.copy(sandbox.image("good"), sandbox.image(name));
      }
      // as the kernel notes an error that it met, and as it leaves a file system that is not unmounted: ext4(5)
      Offline.change(sandbox.image("damaged"), "set_super_value state 2");
      Offline.change(sandbox.image("cut-off"), "feature needs_recovery");
      sandbox.defined();
      try (Writing elsewhere = new Writing(sandbox.image("open"))) {
        assertEquals(Map.of(
            "lab/good", "service",
            "lab/template", "blocked BLOCK golden-image",
            "lab/damaged", "blocked BLOCK file-system-has-errors",
            "lab/cut-off", "service INFO journal-not-empty",
            "lab/open", "blocked BLOCK image-open-elsewhere"), plan(sandbox));
        elsewhere.end();
      }
    }
  }

  /** Of each VM its verdict, and severity and code of what was found. */
  private static Map<String, String> plan(Sandbox sandbox) {
    var said = sandbox.cli("job", "plan", "nightly", "--output", "json");
    assertEquals(1, said.exitCode(), said.all());
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonElement element : JsonParser.parseString(said.output()).getAsJsonObject().getAsJsonArray("machines")) {
      JsonObject machine = element.getAsJsonObject();
      TreeSet<String> words = new TreeSet<>();
      machine.getAsJsonArray("findings").forEach(finding -> words.add(" "
          + finding.getAsJsonObject().get("severity").getAsString() + " "
          + finding.getAsJsonObject().get("code").getAsString()));
      verdicts.put(machine.get("id").getAsString(), machine.get("verdict").getAsString() + String.join("", words));
    }
    return verdicts;
  }

  /** A program of QEMU that has an image open for writing. */
  private static final class Writing implements AutoCloseable {
    private final Process process;

    Writing(Path image) throws IOException {
      process = new ProcessBuilder("qemu-io", "-f", "qcow2", image.toString()).redirectErrorStream(true).start();
      // it prompts when the image is open
      StringBuilder said = new StringBuilder();
      while (said.indexOf("qemu-io> ") < 0) {
        int next = process.getInputStream().read();
        if (next < 0) {
          throw new AssertionError("qemu-io did not open " + image + ": " + said);
        }
        said.append((char) next);
      }
    }

    void end() throws IOException, InterruptedException {
      try (Writer input = process.outputWriter(StandardCharsets.US_ASCII)) {
        input.write("quit\n");
      }
      assertEquals(true, process.waitFor(30, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
