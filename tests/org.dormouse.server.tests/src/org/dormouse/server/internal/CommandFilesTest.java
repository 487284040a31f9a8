package org.dormouse.server.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.dormouse.server.internal.request.CarriedOut.Line;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandFilesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  @TempDir
  private Path root;
  private Path folder;
  private CommandFiles files;

  @BeforeEach
  void begin() {
    folder = root.resolve("commands");
    files = new CommandFiles(folder, InstantSource.fixed(NOW));
  }

  private static Command script(String key) {
    return new Command(Place.GUEST, List.of("/bin/sh", "-s"), ("B=/run/dormouse/" + key + "-apt\n").repeat(100), "job");
  }

  @Test
  void whatWasToldIsThereForTheNextProcess() {
    Command first = Command.onHost(List.of("ln", "it's", "\u0000\n\u00fc"), "a remark");
    files.carriedOut("i-r1-s1-l1", first);
    files.carriedOut("i-r1-s1-l1", script("i-r1-s1-l1"));
    assertEquals(List.of(new Line(NOW, "", first), new Line(NOW, "", script("i-r1-s1-l1"))),
        new CommandFiles(folder, InstantSource.system()).of("i-r1-s1-l1"));
    assertEquals(List.of(), files.of("i-r1-s1-l2"));
  }

  @Test
  void whatIsCarriedOutInTheMomentOfAChangeIsOfTheStepAtWork() {
    files.atWork("i-r1-s1-l1", "i-r1-s1-l1-p3-a1");
    files.carriedOut("i-r1-s1-l1", Command.onHost(List.of("first"), ""));
    files.atWork("i-r1-s1-l1", "i-r1-s1-l1-p4-a1");
    files.carriedOut("i-r1-s1-l1", Command.onHost(List.of("second"), ""));
    assertEquals(List.of("i-r1-s1-l1-p3-a1", "i-r1-s1-l1-p4-a1"),
        files.of("i-r1-s1-l1").stream().map(Line::step).toList());
  }

  @Test
  void aScriptOfManyGuestsIsKeptOnce() throws IOException {
    for (int i = 1; i <= 20; i++) {
      files.carriedOut("i-r1-s" + i + "-l1", script("i-r1-s" + i + "-l1"));
    }
    try (Stream<Path> texts = Files.list(folder.resolve("texts"))) {
      assertEquals(1, texts.count());
    }
    assertEquals(script("i-r1-s7-l1"), files.of("i-r1-s7-l1").getFirst().command());
    assertTrue(Files.size(folder.resolve("i-r1-s7-l1.jsonl")) < 300);
  }

  @Test
  void aLineThatWasCutOffIsLeftOut() throws IOException {
    files.carriedOut("k", Command.onHost(List.of("a"), ""));
    Files.writeString(folder.resolve("k.jsonl"), "{\"at\":\"2026-", StandardOpenOption.APPEND);
    assertEquals(1, files.of("k").size());
  }

  @Test
  void aKeyIsNeverAPath() {
    for (String key : List.of("../x", "", "a/b", "A", "x".repeat(61))) {
      files.carriedOut(key, Command.onHost(List.of("a"), ""));
      assertEquals(List.of(), files.of(key));
    }
    assertFalse(Files.exists(root.resolve("x.jsonl")));
  }

  @Test
  void aTextThatIsGoneIsSaidToBe() throws IOException {
    files.carriedOut("k", script("k"));
    files.carriedOut("k", Command.onHost(List.of("a"), ""));
    try (Stream<Path> texts = Files.list(folder.resolve("texts"))) {
      for (Path text : texts.toList()) {
        Files.delete(text);
      }
    }
    assertEquals(2, files.of("k").size());
    assertTrue(files.of("k").getFirst().command().remark().contains("not on record any more"));
  }

  @Test
  void whatIsOldGoes() {
    files.carriedOut("k", script("k"));
    files.removeBefore(Instant.now().plusSeconds(60));
    assertEquals(List.of(), files.of("k"));
  }
}
