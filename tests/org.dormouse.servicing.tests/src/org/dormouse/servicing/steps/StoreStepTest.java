package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Machines;
import org.dormouse.servicing.Observations;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.servicing.preflight.Around;
import org.dormouse.servicing.preflight.LibraryOverviews;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Proof;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.Test;

/** Between claim and commit the old images may have found users that change nothing in them. */
class StoreStepTest {

  private static final BackendSpec LAB = new BackendSpec("lab", "directory", Map.of());
  private static final RunPayload RUN = new RunPayload("nightly", new BackendSpec("updates", "apt", Map.of()),
      new Snapshot("updates", "abc", Path.of("/cache/abc"), List.of()),
      Map.of("host", new BackendSpec("host", "qemu", Map.of())), Isolation.LINK_DOWN, 3,
      new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), Instant.EPOCH, "/media/nightly");
  private static final StoredMachine BASE = Machines.machine("base", 512, 1);
  private static final StoredMachine CHILD = Machines.machine("web01", 512, 1);

  private final List<String> done = new ArrayList<>();
  private List<StoredMachine> machines = List.of(BASE);
  private FileIdentity theirs = identity(1);
  private List<DiskReader> readers = List.of();
  private long free = 1L << 40;
  private boolean cancelled;

  private final LibraryBackend library = stub(LibraryBackend.class, method -> {
    done.add(method);
    return switch (method) {
      case "generations" -> Result.ok(List.of());
      case "identify" -> Result.ok(List.of(theirs));
      case "prepare" -> Result.ok(List.of(Path.of("/library/new/0.qcow2")));
      case "scan" -> Result.ok(new LibraryScan(machines, List.of()));
      default -> Result.failed(Trouble.lasting("committed", "It would have been.", ""));
    };
  });
  private boolean exported;
  private final Hypervisor hypervisor = stub(Hypervisor.class, method -> {
    exported |= method.equals("export");
    return method.equals("power") ? Result.ok(Power.STOPPED) : Progress.done(new Exported(List.of("0".repeat(64))));
  });
  private final ImageInspector inspector = (ImageInspector) Proxy.newProxyInstance(
      ImageInspector.class.getClassLoader(), new Class<?>[] {ImageInspector.class}, (proxy, method, arguments) ->
          Result.ok(new ImageFacts(DiskFormat.QCOW2, 1, 1, List.of(), CHILD.bootDisk().image().equals(arguments[0])
              ? Optional.of("base.qcow2") : Optional.empty(), Optional.empty(), List.of(), false, false, false,
              false)));
  private final Backends backends = stub(Backends.class, method -> switch (method) {
    case "library" -> Result.ok(library);
    case "hypervisor" -> Result.ok(hypervisor);
    case "imageInspectors" -> List.of(inspector);
    case "diskReaders" -> readers;
    default -> List.of();
  });

  private static FileIdentity identity(long inode) {
    return new FileIdentity(BASE.bootDisk().image(), 1, inode, 1, 1, 1);
  }

  private static <T> T stub(Class<T> type, Function<String, Object> answer) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> answer.apply(method.getName())));
  }

  private String trouble() {
    return assertInstanceOf(Outcome.Failed.class, store()).trouble().code();
  }

  private Outcome store() {
    StepContext context = (StepContext) Proxy.newProxyInstance(StepContext.class.getClassLoader(),
        new Class<?>[] {StepContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
          case "runPayload" -> Json.write(RUN);
          case "payload" -> Json.write(new ServicingPayload(BASE, LAB, List.of(), false));
          case "granted" -> Optional.of("host");
          case "output" -> Optional.of(Json.write(arguments[0].equals("claim")
              ? new Outputs.Claimed(List.of(identity(1)), List.of()) : new Outputs.Verified(new Proof("abc", List.of(),
                  List.of()))));
          case "cancelRequested" -> cancelled;
          default -> "key";
        });
    var preflight = new Preflight(backends, new LibraryOverviews(backends, InstantSource.fixed(Instant.EPOCH)),
        Around.NOTHING);
    var step = new StoreStep(backends, preflight, new StoredNote(new Observations(null, InstantSource.fixed(Instant.EPOCH))),
        new StoreRoom(image -> free));
    return step.start(context);
  }

  @Test
  void aParentIsNotReplacedUnderAChildThatCameMeanwhile() {
    machines = List.of(BASE, CHILD);
    assertEquals("parent-has-children", trouble());
    assertFalse(done.contains("commit"));
  }

  @Test
  void whatBecameUnreadableOverAnImageThatWasReplacedIsSaidToBeReplaced() {
    readers = List.of(machine -> machine.bootDisk().image().equals(BASE.bootDisk().image())
        ? Result.ok(stub(GuestFiles.class, close -> null)) : Result.failed(Trouble.lasting("damaged", "It is.", "")));
    assertEquals("stored-image-unreadable", trouble());
    theirs = identity(2);
    assertEquals("image-replaced", trouble());
    assertFalse(done.contains("commit"));
  }

  @Test
  void nothingIsWrittenWhereTheNewGenerationWouldNotFit() {
    free = 1;
    assertEquals("no-space-in-library", trouble());
    assertFalse(done.contains("commit"));
    assertFalse(exported);
  }

  @Test
  void anImageThatNobodyUsesIsCommitted() {
    assertEquals("committed", trouble());
    assertTrue(done.contains("commit"));
  }

  @Test
  void aCancelIsHeededUntilTheNewGenerationIsPutInPlace() {
    cancelled = true;
    assertInstanceOf(Outcome.Cancelled.class, store());
    assertTrue(exported);
    assertFalse(done.contains("commit"));
  }
}
