package org.dormouse.servicing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryObject;
import org.dormouse.json.Json;
import org.dormouse.model.BackendObject;
import org.dormouse.model.Library;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.model.NamedObject;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.UpdateService;
import org.dormouse.model.VirtualMachine;
import org.dormouse.model.VmGroup;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.servicing.preflight.Surroundings;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * The definitions people made, as objects of the model and as back ends want them. An unknown name is the trouble
 * {@code unknown-name} that lists what there is.
 */
public final class Definitions implements Surroundings {

  /** Kinds that are made, not added. */
  private static final Set<String> CREATED = Set.of("job", "group");

  private final Inventory inventory;
  private final Path state;

  /** @param state the engine's state folder, under which hosts of this machine work unless they say otherwise */
  public Definitions(Inventory inventory, Path state) {
    this.inventory = inventory;
    this.state = state;
  }

  public Result<Library> library(String name) {
    return find("library", name, Library.class);
  }

  public List<Library> libraries() {
    return all("library", Library.class);
  }

  public Result<MaintenanceHost> host(String name) {
    return find("host", name, MaintenanceHost.class);
  }

  public List<MaintenanceHost> hosts() {
    return all("host", MaintenanceHost.class);
  }

  @Override
  public List<BackendSpec> librarySpecs() {
    return libraries().stream().map(this::spec).toList();
  }

  @Override
  public Set<String> hostTypes() {
    return hosts().stream().map(MaintenanceHost::getType).collect(Collectors.toCollection(TreeSet::new));
  }

  public Result<UpdateService> service(String name) {
    return find("service", name, UpdateService.class);
  }

  public List<UpdateService> services() {
    return all("service", UpdateService.class);
  }

  public Result<ServicingJob> job(String name) {
    return find("job", name, ServicingJob.class);
  }

  public Result<VmGroup> group(String name) {
    return find("group", name, VmGroup.class);
  }

  public List<VmGroup> groups() {
    return all("group", VmGroup.class);
  }

  /** What people declared of VMs, by id; most have nothing declared. */
  public Map<String, VirtualMachine> machines() {
    Map<String, VirtualMachine> machines = new HashMap<>();
    all("vm", VirtualMachine.class).forEach(machine -> machines.put(machine.getName(), machine));
    return machines;
  }

  public BackendSpec spec(Library library) {
    return new BackendSpec(library.getName(), library.getType(), settings(library));
  }

  public BackendSpec spec(UpdateService service) {
    return new BackendSpec(service.getName(), service.getType(), settings(service), orNone(service.getCredential()));
  }

  public BackendSpec spec(MaintenanceHost host) {
    Map<String, String> settings = settings(host);
    settings.putIfAbsent("work", state.resolve("hosts").resolve(host.getName()).toString());
    settings.putIfAbsent("libraries", folders());
    return new BackendSpec(host.getName(), host.getType(), settings, orNone(host.getCredential()));
  }

  private static String orNone(String credential) {
    return credential == null ? "" : credential;
  }

  /** Folders of all libraries that have one, in which images may have their parents. */
  private String folders() {
    return librarySpecs().stream().flatMap(spec -> spec.setting("path").stream())
        .filter(folder -> !folder.contains(File.pathSeparator)).sorted().collect(Collectors.joining(File.pathSeparator));
  }

  private static Map<String, String> settings(BackendObject object) {
    return new HashMap<>(object.getSettings().map());
  }

  private <T extends NamedObject> Result<T> find(String kind, String name, Class<T> type) {
    return inventory.find(kind, name).map(object -> Result.ok(decode(kind, object, type)))
        .orElseGet(() -> Result.failed(Trouble.lasting("unknown-name", "There is no " + kind + " '" + name + "'.",
            known(kind))));
  }

  private String known(String kind) {
    List<String> names = inventory.list(kind).stream().map(InventoryObject::name).limit(10).toList();
    return names.isEmpty() ? "Define one with 'dormouse " + kind + (CREATED.contains(kind) ? " create" : " add") + "'."
        : "There is: " + String.join(", ", names) + ".";
  }

  private <T extends NamedObject> List<T> all(String kind, Class<T> type) {
    List<T> all = new ArrayList<>();
    inventory.list(kind).forEach(object -> all.add(decode(kind, object, type)));
    return all;
  }

  private static <T extends NamedObject> T decode(String kind, InventoryObject object, Class<T> type) {
    return DocumentCodec.decodeStored(type, kind, Json.tree(object.document()));
  }
}
