package org.dormouse.servicing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryObject;
import org.dormouse.json.Json;
import org.dormouse.servicing.Observed.AssessmentNote;
import org.dormouse.servicing.Observed.HistoryNote;
import org.dormouse.servicing.Observed.ScanNote;
import org.dormouse.servicing.Observed.ServicedNote;
import org.dormouse.spi.Generation;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.UpdateService.Assessment;

/**
 * What was seen of VMs, as documents of the inventory. Scans, assessments and servicings are documents of kinds of
 * their own, so that none of them overwrites another, and none conflicts with what a person declares. Thread-safe.
 */
public final class Observations {

  public static final String SCAN = "vm-scan";
  public static final String ASSESSMENT = "vm-assessment";
  public static final String SERVICED = "vm-serviced";
  static final String ENGINE = "engine";
  private static final int HISTORY_LIMIT = 500;

  private final Inventory inventory;
  private final InstantSource clock;

  public Observations(Inventory inventory, InstantSource clock) {
    this.inventory = inventory;
    this.clock = clock;
  }

  /** How a scan differs from the one before. */
  public record Difference(int added, int gone) {}

  /** Replaces what was known to lie in the library by what lies there now. */
  public Difference scanned(String library, Map<String, ScanNote> found) {
    Set<String> before = inventory.list(SCAN).stream().map(InventoryObject::name)
        .filter(id -> id.startsWith(library + "/")).collect(Collectors.toSet());
    Map<String, String> documents = new TreeMap<>();
    found.forEach((id, note) -> documents.put(id, Json.write(note)));
    inventory.putAll(SCAN, documents, ENGINE);
    List<String> gone = before.stream().filter(id -> !found.containsKey(id)).toList();
    gone.forEach(id -> inventory.remove(SCAN, id, Inventory.ANY, ENGINE));
    return new Difference((int) found.keySet().stream().filter(id -> !before.contains(id)).count(), gone.size());
  }

  /** All VMs that lie in libraries, by id. */
  public Map<String, Observed> all() {
    Map<String, AssessmentNote> assessments = notes(ASSESSMENT, AssessmentNote.class);
    Map<String, ServicedNote> serviced = notes(SERVICED, ServicedNote.class);
    Map<String, Observed> all = new TreeMap<>();
    notes(SCAN, ScanNote.class).forEach((id, scan) -> all.put(id, new Observed(scan,
        Optional.ofNullable(assessments.get(id)), Optional.ofNullable(serviced.get(id)))));
    return all;
  }

  public Optional<Observed> find(String id) {
    return note(SCAN, id, ScanNote.class).map(scan -> new Observed(scan,
        note(ASSESSMENT, id, AssessmentNote.class), note(SERVICED, id, ServicedNote.class)));
  }

  /** An assessment without waking. */
  public void assessed(String id, String service, String snapshot, Assessor.Assessed result, String run) {
    AssessmentNote note = switch (result.assessment()) {
      case Assessment.Pending(var changes) -> new AssessmentNote(clock.instant(), service, snapshot,
          changes.isEmpty() ? AssessmentNote.UP_TO_DATE : AssessmentNote.PENDING, "", changes, result.os().orElse(""));
      case Assessment.CannotTell(var code, var reason) -> new AssessmentNote(clock.instant(), service, snapshot,
          AssessmentNote.CANNOT_TELL, reason, List.of(), result.os().orElse(""));
    };
    inventory.put(ASSESSMENT, id, Json.write(note), Inventory.ANY, ENGINE);
    String text = switch (note.result()) {
      case AssessmentNote.UP_TO_DATE -> "up to date";
      case AssessmentNote.PENDING -> note.changes().size() + " pending";
      default -> "cannot tell without waking: " + note.reason();
    };
    remember(id, "assessed", run, text);
  }

  /** A servicing put a new generation in place, with nothing pending against that snapshot. */
  public void serviced(String id, RunPayload made, Generation generation, List<ImageFacts> images, String run) {
    inventory.put(SERVICED, id, Json.write(new ServicedNote(clock.instant(), run, generation.number(),
        Optional.of(made.keep()))), Inventory.ANY, ENGINE);
    inPlace(id, generation, images);
    String os = note(ASSESSMENT, id, AssessmentNote.class).map(AssessmentNote::os).orElse("");
    var upToDate = new AssessmentNote(clock.instant(), made.service().name(), made.snapshot().id(),
        AssessmentNote.UP_TO_DATE, "", List.of(), os);
    inventory.put(ASSESSMENT, id, Json.write(upToDate), Inventory.ANY, ENGINE);
    remember(id, "serviced", run, "stored as generation " + generation.number());
  }

  /** The present state is another one now: what was assessed of the old one no longer holds. */
  public void rolledBack(String id, int from, Generation generation, List<ImageFacts> images) {
    inPlace(id, generation, images);
    inventory.remove(ASSESSMENT, id, Inventory.ANY, ENGINE);
    remember(id, "rolled-back", "", "generation " + from + " put in place again as generation " + generation.number());
  }

  /** What the last scan saw of the images is not what lies there now. */
  private void inPlace(String id, Generation generation, List<ImageFacts> images) {
    note(SCAN, id, ScanNote.class).ifPresent(scan -> inventory.put(SCAN, id, Json.write(new ScanNote(scan.at(),
        scan.machine(), images, scan.findings(), generation.number())), Inventory.ANY, ENGINE));
  }

  /** Newest first. */
  public List<HistoryNote> history(String id) {
    List<HistoryNote> history = new ArrayList<>();
    for (Inventory.HistoryEntry entry : inventory.history(id, HISTORY_LIMIT)) {
      history.add(new HistoryNote(entry.at(), entry.kind(), entry.run(), Json.read(entry.document(), String.class)));
    }
    return history;
  }

  private void remember(String id, String what, String run, String text) {
    inventory.record(new Inventory.HistoryEntry(id, clock.instant(), what, run, Json.write(text)));
  }

  private <T> Map<String, T> notes(String kind, Class<T> type) {
    Map<String, T> notes = new HashMap<>();
    inventory.list(kind).forEach(object -> notes.put(object.name(),
        Json.read(object.document(), type)));
    return notes;
  }

  private <T> Optional<T> note(String kind, String id, Class<T> type) {
    return inventory.find(kind, id).map(object -> Json.read(object.document(), type));
  }
}
