package org.dormouse.ui.jobs.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.style.Words;

/**
 * Who logs in by which credential when a job is run: its update service, each of its hosts, and its guests, those with
 * the same credential together. Pure.
 *
 * @param names of the definitions, which are all of that kind
 * @param credential its name; empty: none is used
 */
record CredentialUse(Kind kind, List<String> names, String credential) {

  /** What a job uses; the service is empty while none is chosen. */
  record Parts(String service, List<String> hosts, List<String> machines) {}

  /** @param credentials name of the credential that a definition names, or an empty text, by kind and name */
  static List<CredentialUse> of(Parts job, Function<Kind, Function<String, String>> credentials) {
    List<CredentialUse> uses = new ArrayList<>();
    if (!job.service().isEmpty()) {
      uses.add(one(Kind.SERVICE, job.service(), credentials));
    }
    job.hosts().forEach(host -> uses.add(one(Kind.HOST, host, credentials)));
    TreeMap<String, List<String>> guests = new TreeMap<>();
    Function<String, String> ofMachine = credentials.apply(Kind.VM);
    job.machines().forEach(id -> guests.computeIfAbsent(ofMachine.apply(id), none -> new ArrayList<>()).add(id));
    guests.forEach((credential, ids) -> uses.add(new CredentialUse(Kind.VM, List.copyOf(ids), credential)));
    return uses;
  }

  private static CredentialUse one(Kind kind, String name, Function<Kind, Function<String, String>> credentials) {
    return new CredentialUse(kind, List.of(name), credentials.apply(kind).apply(name));
  }

  /** What a credential has to be for, as the engine calls it. */
  String purpose() {
    return kind == Kind.VM ? "guest" : kind.id();
  }

  /** {@code Guests}, or the word for the kind. */
  String what() {
    return kind == Kind.VM ? "Guests" : DefinitionWords.kind(kind.id());
  }

  /** The name, or how many. */
  String whose() {
    return names.size() == 1 ? names.getFirst() : Words.count(names.size(), "virtual machine", "virtual machines");
  }
}
