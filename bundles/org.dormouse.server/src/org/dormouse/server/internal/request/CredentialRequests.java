package org.dormouse.server.internal.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dormouse.api.Authoring;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.client.Failures;
import org.dormouse.engine.Runs;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryObject;
import org.dormouse.json.Json;
import org.dormouse.secrets.SecretStore;
import org.dormouse.secrets.SecretStore.Entry;
import org.dormouse.secrets.SecretStore.Purpose;
import org.dormouse.servicing.RunPayload;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Credentials by name, and that no definition refers to one that is not there. Never answers a secret. Thread-safe. */
public final class CredentialRequests {

  /** Kinds of definitions that may name a credential, and what it has to be for. */
  private static final Map<String, Purpose> KINDS =
      Map.of("host", Purpose.HOST, "service", Purpose.SERVICE, "vm", Purpose.GUEST);
  private static final int MOST_RUNS = 10_000;

  private final SecretStore store;
  private final Inventory inventory;
  private final Runs runs;
  private final Runnable altered;

  /** @param altered told after the list of credentials has become another one; returns at once */
  public CredentialRequests(SecretStore store, Inventory inventory, Runs runs, Runnable altered) {
    this.altered = altered;
    this.store = store;
    this.inventory = inventory;
    this.runs = runs;
  }

  public List<Authoring.Credential> list() {
    return orRefuse(store.list()).stream().map(CredentialRequests::record).toList();
  }

  public synchronized Authoring.Credential put(Authoring.PutCredential put) {
    Purpose purpose = Arrays.stream(Purpose.values()).filter(known -> word(known).equals(put.purpose())).findFirst()
        .orElseThrow(() -> Failures.usage("credential-invalid", "A credential cannot be for \""
            + DefinitionRequests.printable(put.purpose()) + "\".", "It is for guest, host or service."));
    for (Entry there : orRefuse(store.list())) {
      if (there.name().equals(put.name()) && there.purpose() != purpose) {
        refuseUsed(put.name(), "cannot become one for a " + word(purpose));
      }
    }
    Entry stored = orRefuse(store.put(put.name(), purpose, put.user(), put.secret().toCharArray()));
    altered.run();
    return record(stored);
  }

  public synchronized Authoring.Credential remove(String name) {
    refuseUsed(name, "cannot be removed");
    Entry removed = orRefuse(store.remove(name));
    altered.run();
    return record(removed);
  }

  private void refuseUsed(String name, String what) {
    List<String> users = users(name);
    if (!users.isEmpty()) {
      throw Failures.state("in-use", "The credential \"" + name + "\" " + what + ": it is used by "
          + users.stream().limit(10).collect(Collectors.joining(", ")) + ".", "Change or remove that first.");
    }
  }

  private List<String> users(String name) {
    List<String> users = new ArrayList<>();
    KINDS.keySet().stream().sorted().forEach(kind -> inventory.list(kind).stream()
        .filter(object -> name.equals(Json.tree(object.document()).get("credential"))).map(InventoryObject::name)
        .forEach(user -> users.add(DefinitionRequests.words(kind) + " " + user)));
    runs.list(MOST_RUNS).stream().filter(run -> run.ended().isEmpty())
        .filter(run -> runs.payload(run.id()).filter(payload -> uses(payload, name)).isPresent())
        .forEach(run -> users.add("run " + run.id()));
    return users;
  }

  private static boolean uses(String payload, String name) {
    RunPayload run = Json.read(payload, RunPayload.class);
    return run.service().credential().equals(name)
        || run.hosts().values().stream().anyMatch(host -> host.credential().equals(name));
  }

  /** Stores a definition while the credential it names, if any, is there and for its kind, and cannot be removed. */
  public Definition referring(Put put, Supplier<Definition> store) {
    if (!(put.document().get("credential") instanceof String name) || name.isEmpty()
        || !KINDS.containsKey(put.kind())) {
      return store.get();
    }
    synchronized (this) {
      check(put, name);
      return store.get();
    }
  }

  private void check(Put put, String name) {
    String what = "The " + DefinitionRequests.words(put.kind()) + " \"" + DefinitionRequests.printable(put.name())
        + "\" names the credential \"" + DefinitionRequests.printable(name) + "\", ";
    List<Entry> all = orRefuse(store.list());
    Entry entry = all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() ->
        Failures.usage("credential-unknown", what + "which there is not.", (all.isEmpty() ? "There are none yet."
            : "There is " + all.stream().map(Entry::name).limit(10).collect(Collectors.joining(", ")) + ".")
            + " Add it: dormouse credential add NAME --purpose " + word(KINDS.get(put.kind()))));
    if (entry.purpose() != KINDS.get(put.kind())) {
      throw Failures.usage("credential-unfit", what + "which is for a " + word(entry.purpose()) + ".",
          "Name one for a " + word(KINDS.get(put.kind())) + ", or add one: dormouse credential add NAME --purpose "
              + word(KINDS.get(put.kind())));
    }
  }

  private static Authoring.Credential record(Entry entry) {
    return new Authoring.Credential(entry.name(), word(entry.purpose()), entry.user(), entry.kept(), entry.changed(),
        entry.lastUsed());
  }

  private static String word(Purpose purpose) {
    return purpose.name().toLowerCase(Locale.ROOT);
  }

  private static <T> T orRefuse(Result<T> result) {
    return switch (result) {
      case Result.Ok<T>(T value) -> value;
      case Result.Failed<T>(Trouble trouble) when trouble.code().startsWith("credential-") ->
          throw Failures.usage(trouble.code(), trouble.message(), trouble.remedy());
      case Result.Failed<T>(Trouble trouble) -> throw Failures.failed(trouble.code(), trouble.message(),
          trouble.remedy());
    };
  }
}
