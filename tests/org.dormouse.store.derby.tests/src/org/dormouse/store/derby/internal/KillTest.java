package org.dormouse.store.derby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.google.gson.stream.JsonWriter;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.dormouse.engine.Change;
import org.dormouse.engine.Engine;
import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.RunState;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.StepRow;
import org.dormouse.inventory.Inventory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process with the real database, killed with SIGKILL; Derby's default durability. */
@Timeout(180)
class KillTest {

  private static final int KILLS = 2;

  @TempDir
  private Path state;

  private Process fork(String verb) throws IOException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m", "-cp", classPath(), Forked.class.getName(), verb, state.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Where the classes that the other process needs come from, in a plain virtual machine or inside OSGi. */
  private static String classPath() throws IOException {
    ClassLoader derby = EmbeddedDataSource.class.getClassLoader();
    Set<String> places = new LinkedHashSet<>();
    try {
      for (Class<?> type : List.of(Forked.class, DerbyStores.class, Engine.class, Inventory.class,
          EmbeddedDataSource.class, JsonWriter.class,
          // not exported, but in the other two jars that Derby consists of
          Class.forName("org.apache.derby.iapi.jdbc.EmbeddedDataSourceInterface", false, derby),
          Class.forName("org.apache.derby.shared.common.reference.SQLState", false, derby))) {
        Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        places.add(place.toString());
        // a bundle that is being built has its classes in a folder of it
        places.add(place.resolve("target/classes").toString());
      }
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IOException("The class path of the other process cannot be made", e);
    }
    return String.join(File.pathSeparator, places);
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void whatWasToldIsThereAfterAKillAndTheRunGoesOnToItsEnd() throws Exception {
    Set<Long> told = new HashSet<>();
    for (int kill = 1; kill <= KILLS; kill++) {
      Process process = fork("work");
      try (BufferedReader lines = output(process)) {
        assertTrue(lines.readLine().startsWith("ready"), "the other process did not start");
        for (int i = 0; i < 300 * kill; i++) {
          told.add(Long.parseLong(lines.readLine()));
        }
        process.destroyForcibly().waitFor();
      }
    }
    try (RunStore store = new DerbyStores().open(state)) {
      Set<Long> succeeded = new HashSet<>();
      for (long run = 1; run <= KILLS; run++) {
        for (StepRow step : store.steps(run)) {
          if (step.state() == StepState.SUCCEEDED) {
            succeeded.add(step.id());
            assertTrue(store.output(step.id()).orElseThrow().startsWith("output of " + store.installation()));
          }
        }
      }
      assertTrue(succeeded.containsAll(told), "told, but not there");
      goesOn(store);
    }
  }

  private static void goesOn(RunStore store) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(store.unfinished().runs().size());
    try (Engine engine = Engine.open(store, Forked.handlers(), InstantSource.system(), EngineSettings.DEFAULT)) {
      engine.subscribe(change -> {
        if (change instanceof Change.RunChanged(long seq, var run) && run.state() == RunState.ENDED) {
          ended.countDown();
        }
      });
      assertTrue(engine.activity().idle() || ended.await(120, TimeUnit.SECONDS));
      for (int run = 1; run <= KILLS; run++) {
        assertEquals(Map.of(ServicingState.SUCCEEDED, Forked.SERVICINGS),
            engine.runs().run("run-" + run).orElseThrow().counts());
      }
    }
    assertEquals(5 * Forked.SERVICINGS, store.steps(2).size());
  }

  /** What another process says that opens the store and ends. */
  private String opened() throws IOException, InterruptedException {
    Process process = fork("open");
    String line = output(process).readLine();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return line;
  }

  @Test
  void aSecondProcessIsRefusedAndToldWhy() throws Exception {
    try (RunStore store = new DerbyStores().open(state)) {
      String refused = opened();
      assertTrue(refused.contains("is in use by another process"), refused);
    }
    String opened = opened();
    assertTrue(opened.startsWith("opened "), opened);
    assertTrue(Files.exists(state.resolve("derby.log")), "Derby's log lies elsewhere");
  }
}
