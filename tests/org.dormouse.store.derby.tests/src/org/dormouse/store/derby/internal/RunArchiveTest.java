package org.dormouse.store.derby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;

import com.google.gson.stream.JsonReader;

import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.Stepper;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.StoreFailed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunArchiveTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir
  private Path state;

  @BeforeAll
  static void quick() {
    QuickDerby.use();
  }

  private Stepper engine(RunStore store) {
    return new Stepper(store, Forked.handlers(), EngineSettings.DEFAULT, NOW);
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  @Test
  void anOldRunIsKeptAsLinesOfJsonBeforeItIsDeleted() throws IOException {
    try (RunStore store = new DerbyStores().open(state)) {
      Stepper stepper = engine(store);
      stepper.control().submit(Forked.plan(2));
      stepper.settle();
      int journal = store.journal(1, 0, 1000).size();
      stepper.advance(Duration.ofDays(1));
      assertEquals(1, stepper.archive(stepper.now()));
      List<String> lines = lines(state.resolve("archive/run-1.jsonl.gz"));
      assertEquals(1 + 2 + 10 + journal, lines.size());
      for (String line : lines) {
        new JsonReader(new StringReader(line)).skipValue();
      }
      assertTrue(lines.getFirst().startsWith("{\"type\":\"run\",\"id\":\"run-1\",\"job\":\"job\""), lines.getFirst());
      assertTrue(lines.stream().anyMatch(line -> line.contains("\"type\":\"journal\"") && line.contains("submitted")));
      assertTrue(lines.stream().anyMatch(line -> line.contains("\"output\":\"output of ")));
      assertTrue(store.run(1).isEmpty());
    }
  }

  @Test
  void aRunThatCannotBeArchivedStays() throws IOException {
    Files.writeString(state.resolve("archive"), "a file where the folder should be");
    try (RunStore store = new DerbyStores().open(state)) {
      Stepper stepper = engine(store);
      stepper.control().submit(Forked.plan(1));
      stepper.settle();
      assertThrows(StoreFailed.class, () -> stepper.archive(NOW.plusSeconds(1)));
      assertEquals(5, store.steps(1).size());
      assertFalse(store.journal(1, 0, 10).isEmpty());
    }
  }
}
