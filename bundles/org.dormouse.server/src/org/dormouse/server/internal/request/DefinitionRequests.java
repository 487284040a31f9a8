package org.dormouse.server.internal.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Engine;
import org.dormouse.api.client.Failures;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryObject;
import org.dormouse.json.Json;
import org.dormouse.model.BackendObject;
import org.dormouse.model.NamedObject;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.dormouse.model.document.Nearest;
import org.dormouse.model.document.Problem;

/** Definitions: checked by the vocabulary before they are stored, with optimistic versions. */
public final class DefinitionRequests {

  /** By the kind of definition, the contract that its back end serves. */
  private static final Map<String, String> CONTRACTS =
      Map.of("library", "LibraryBackend", "host", "Hypervisor", "service", "UpdateService");

  private final Inventory inventory;
  private final Supplier<List<Engine.Backend>> installed;
  private final Consumer<String> libraryRemoved;
  private final LibraryPlaces places;

  /**
   * @param installed back ends, of which a new definition has to have one
   * @param libraryRemoved told the name of a library that is gone, so that its VMs are forgotten as well
   */
  public DefinitionRequests(Inventory inventory, Supplier<List<Engine.Backend>> installed,
      Consumer<String> libraryRemoved) {
    this.inventory = inventory;
    this.installed = installed;
    this.libraryRemoved = libraryRemoved;
    this.places = new LibraryPlaces(inventory);
  }

  public List<Definition> list(String kind) {
    checkKind(kind);
    return inventory.list(kind).stream().map(DefinitionRequests::definition).toList();
  }

  public Definition get(String kind, String name) {
    checkKind(kind);
    return definition(object(kind, name));
  }

  /** The stored object, or a failure that suggests what may have been meant. */
  InventoryObject object(String kind, String name) {
    return inventory.find(kind, name).orElseThrow(() -> {
      List<String> known = inventory.list(kind).stream().map(InventoryObject::name).toList();
      return Failures.usage("unknown-" + kind, "There is no " + words(kind) + " \"" + printable(name) + "\".",
          Nearest.hint(name, known) + " See them all: dormouse " + kind + " list");
    });
  }

  /** What a document says, if it keeps the rules of the vocabulary. */
  static NamedObject decoded(Put put) {
    checkKind(put.kind());
    Map<String, Object> tree = new TreeMap<>(put.document());
    tree.put("name", put.name());
    return switch (DocumentCodec.decode(put.kind(), tree)) {
      case Decoded.Valid(var object) -> object;
      case Decoded.Invalid(List<Problem> problems) -> throw Failures.usage("bad-definition",
          "The " + words(put.kind()) + " \"" + printable(put.name()) + "\" is not valid:\n"
              + Problem.sentences(problems), "Nothing was changed. Correct it and try again.");
    };
  }

  public Definition put(Put put, Caller caller) {
    NamedObject object = decoded(put);
    if (object instanceof BackendObject typed) {
      refuseUnknownType(put, typed.getType());
    }
    Map<String, Object> checked = DocumentCodec.encode(object);
    if (!put.kind().equals("library")) {
      return store(put, checked, caller);
    }
    synchronized (places) {
      refuseOverlap(put, checked);
      return store(put, checked, caller);
    }
  }

  /** One that is there already may be altered although its back end is not there at present. */
  private void refuseUnknownType(Put put, String type) {
    boolean kept = inventory.find(put.kind(), put.name()).map(before -> Json.tree(before.document()).get("type"))
        .filter(type::equals).isPresent();
    List<String> known = installed.get().stream().filter(one -> one.contract().equals(CONTRACTS.get(put.kind())))
        .map(Engine.Backend::type).distinct().sorted().toList();
    if (!kept && !known.isEmpty() && !known.contains(type)) {
      throw Failures.usage("unknown-type", "No back end of type \"" + printable(type) + "\" is installed for the "
          + words(put.kind()) + " \"" + printable(put.name()) + "\".", "Installed are: " + String.join(", ", known)
          + ".");
    }
  }

  private void refuseOverlap(Put put, Map<String, Object> checked) {
    places.overlap(put.name(), checked).ifPresent(overlap -> {
      throw Failures.usage("libraries-overlap", "The folder of library \"" + put.name() + "\" " + overlap.how() + " "
          + overlap.folder() + ", the folder of library \"" + overlap.other() + "\"; its VMs would be in both.",
          "Give it a folder of its own, or remove the other one first: dormouse library remove " + overlap.other());
    });
  }

  private Definition store(Put put, Map<String, Object> checked, Caller caller) {
    return switch (inventory.put(put.kind(), put.name(), Json.write(checked), put.expectedVersion(), caller.name())) {
      case Inventory.Stored(long version) -> get(put.kind(), put.name());
      case Inventory.Conflict(Optional<InventoryObject> current) -> throw conflict(put, current);
      case Inventory.Invalid(String message) -> throw Failures.usage("bad-definition", message, "");
    };
  }

  public Definition remove(Put put, Caller caller) {
    Definition before = get(put.kind(), put.name());
    checkUnused(put.kind(), put.name());
    return switch (inventory.remove(put.kind(), put.name(), put.expectedVersion(), caller.name())) {
      case Inventory.Removed removed -> {
        if (put.kind().equals("library")) {
          libraryRemoved.accept(put.name());
        }
        yield before;
      }
      case Inventory.Conflict(Optional<InventoryObject> current) -> throw conflict(put, current);
      case Inventory.Unknown unknown -> throw Failures.usage("unknown-" + put.kind(),
          "There is no " + words(put.kind()) + " \"" + put.name() + "\" any more.", "");
    };
  }

  /** What a job names is not taken from under it. */
  private void checkUnused(String kind, String name) {
    List<String> users = inventory.list("job").stream()
        .filter(job -> uses(Json.tree(job.document()), kind, name)).map(InventoryObject::name).toList();
    if (!users.isEmpty()) {
      throw Failures.state("in-use", "The " + words(kind) + " \"" + name + "\" is used by "
          + (users.size() == 1 ? "job " : "jobs ") + String.join(", ", users) + ".", "Change or remove that first.");
    }
  }

  private static boolean uses(Map<String, Object> job, String kind, String name) {
    return switch (kind) {
      case "service" -> name.equals(job.get("updateService"));
      case "host" -> job.get("hosts") instanceof List<?> hosts && hosts.contains(name);
      case "group" -> job.get("groups") instanceof List<?> groups && groups.contains(name);
      case "library" -> job.get("virtualMachines") instanceof List<?> machines
          && machines.stream().anyMatch(machine -> String.valueOf(machine).startsWith(name + "/"));
      default -> false;
    };
  }

  private static RuntimeException conflict(Put put, Optional<InventoryObject> current) {
    String what = "The " + words(put.kind()) + " \"" + put.name() + "\" ";
    if (put.expectedVersion() == Inventory.ABSENT) {
      return Failures.of(new ApiError("conflict", "exists-already", what + "exists already.",
          "Choose another name, or remove it first: dormouse " + put.kind() + " remove " + put.name()));
    }
    return Failures.of(new ApiError("conflict", "changed-meanwhile", what + current
        .map(now -> "was changed meanwhile by " + now.by() + " (version " + now.version() + ").")
        .orElse("was removed meanwhile."), "Look at it and try again."));
  }

  private static void checkKind(String kind) {
    if (DocumentCodec.classOf(kind).isEmpty()) {
      throw Failures.usage("unknown-kind", "There is no kind \"" + printable(kind) + "\".",
          Nearest.hint(kind, DocumentCodec.kinds()));
    }
  }

  static String words(String kind) {
    return switch (kind) {
      case "host" -> "maintenance host";
      case "service" -> "update service";
      case "vm" -> "virtual machine";
      case "group" -> "VM group";
      default -> kind;
    };
  }

  /** A name from outside, as it may be shown. */
  static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 120 ? clean.substring(0, 120) + "…" : clean;
  }

  private static Definition definition(InventoryObject object) {
    return new Definition(object.kind(), object.name(), object.version(), object.changed(), object.by(),
        Json.tree(object.document()));
  }
}
