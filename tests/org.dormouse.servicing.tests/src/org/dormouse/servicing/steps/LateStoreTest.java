package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.inventory.memory.MemoryInventory;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Machines;
import org.dormouse.servicing.Observations;
import org.dormouse.servicing.Observed.AssessmentNote;
import org.dormouse.servicing.Observed.ScanNote;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Generation;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Proof;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A servicing may be cancelled, time out or lose its engine in the middle of a commit that is then rolled forward. */
class LateStoreTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final StoredMachine WEB = Machines.machine("web01", 512, 1);
  private static final Outputs.Verified VERIFIED = new Outputs.Verified(new Proof("abc", List.of(), List.of()));

  @TempDir
  private Path folder;

  private final Observations observations = new Observations(new MemoryInventory(CLOCK), CLOCK);
  private final Map<String, String> outputs = new HashMap<>();
  private Result<List<Generation>> generations = Result.ok(List.of());

  @BeforeEach
  void scan() {
    observations.scanned("lab", Map.of(WEB.id(), new ScanNote(Instant.EPOCH, WEB, List.of(), List.of(), 1)));
  }

  private static Generation generation(int number, String key) {
    return new Generation(number, Instant.EPOCH, key, List.of(), true);
  }

  private static <T> T stub(Class<T> type, Function<String, Object> answer) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> answer.apply(method.getName())));
  }

  private Outcome release() {
    var run = new RunPayload("nightly", new BackendSpec("updates", "apt", Map.of()),
        new Snapshot("updates", "abc", folder, List.of()), Map.of(), Isolation.LINK_DOWN, 3,
        new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), Instant.EPOCH, folder.toString());
    var servicing = new ServicingPayload(WEB, new BackendSpec("lab", "directory", Map.of()), List.of(), false);
    StepContext context = (StepContext) Proxy.newProxyInstance(StepContext.class.getClassLoader(),
        new Class<?>[] {StepContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
          case "runPayload" -> Json.write(run);
          case "payload" -> Json.write(servicing);
          case "output" -> Optional.ofNullable(outputs.get(arguments[0]));
          case "granted", "startingOverFrom" -> Optional.empty();
          default -> "key";
        });
    LibraryBackend library = stub(LibraryBackend.class, method -> switch (method) {
      case "generations" -> generations;
      default -> Result.ok();
    });
    Backends backends = stub(Backends.class, method -> method.equals("library") ? Result.ok(library) : List.of());
    return new ReleaseStep(backends, new StoredNote(observations), new StoreRoom()).start(context);
  }

  private Optional<Generation> released() {
    return Json.read(assertInstanceOf(Outcome.Done.class, release()).output(), Outputs.Released.class).stored();
  }

  @Test
  void whatLiesInTheLibraryIsSaidAndTheVmStandsAsItDoes() {
    outputs.put("verify", Json.write(VERIFIED));
    generations = Result.ok(List.of(generation(2, "key"), generation(1, "")));
    assertEquals(2, released().orElseThrow().number());
    var observed = observations.find(WEB.id()).orElseThrow();
    assertEquals(2, observed.scan().generation());
    assertEquals(AssessmentNote.UP_TO_DATE, observed.assessment().orElseThrow().result());
    assertTrue(observed.serviced().isPresent());
  }

  @Test
  void anotherServicingsGenerationIsNotOurs() {
    outputs.put("verify", Json.write(VERIFIED));
    generations = Result.ok(List.of(generation(2, "other"), generation(1, "")));
    assertEquals(Optional.empty(), released());
    assertEquals(1, observations.find(WEB.id()).orElseThrow().scan().generation());
  }

  @Test
  void nobodyIsAskedWhereNothingCanHaveBeenStoredOrItWasSaidAlready() {
    generations = Result.failed(Trouble.lasting("library-missing", "It is gone.", ""));
    assertEquals(Optional.empty(), released());
    outputs.put("verify", Json.write(VERIFIED));
    outputs.put("store", Json.write(new Outputs.Stored(generation(2, "key"), List.of(), List.of())));
    assertEquals(Optional.empty(), released());
  }

  @Test
  void theReleaseIsTriedAgainWhileItCannotBeTold() {
    outputs.put("verify", Json.write(VERIFIED));
    generations = Result.failed(Trouble.lasting("library-missing", "It is gone.", ""));
    assertInstanceOf(Outcome.Retry.class, release());
  }
}
