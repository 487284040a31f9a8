package org.dormouse.server.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dormouse.api.client.StatePlace;
import org.dormouse.engine.Engine;
import org.dormouse.engine.EngineSettings;
import org.dormouse.inventory.Inventory;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Definitions;
import org.dormouse.servicing.Drafts;
import org.dormouse.servicing.Durations;
import org.dormouse.servicing.Groups;
import org.dormouse.servicing.Hosts;
import org.dormouse.servicing.Jobs;
import org.dormouse.servicing.LastResults;
import org.dormouse.servicing.Leftovers;
import org.dormouse.servicing.Libraries;
import org.dormouse.servicing.Observations;
import org.dormouse.servicing.Standings;
import org.dormouse.servicing.SnapshotsInUse;
import org.dormouse.servicing.Updates;
import org.dormouse.servicing.preflight.LibraryOverviews;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.servicing.steps.StepHandlers;
import org.dormouse.server.internal.connection.Alterations;
import org.dormouse.server.internal.connection.Areas;
import org.dormouse.server.internal.request.CredentialRequests;
import org.dormouse.server.internal.request.DefinitionRequests;
import org.dormouse.server.internal.request.Doctor;
import org.dormouse.server.internal.request.DraftRequests;
import org.dormouse.server.internal.request.EngineRequests;
import org.dormouse.server.internal.request.JobRequests;
import org.dormouse.server.internal.request.Life;
import org.dormouse.server.internal.request.MachineRequests;
import org.dormouse.server.internal.request.RunReports;
import org.dormouse.server.internal.request.RunRequests;
import org.dormouse.server.internal.request.ScriptRequests;
import org.dormouse.servicing.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of the engine together. Opening it recovers: libraries first, then runs. */
final class Wiring {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private final Stores stores;
  private final Alterations alterations = new Alterations();
  private final Inventory inventory;
  private final StatePlace state;
  private final Definitions definitions;
  private final Observations observations;
  private final Libraries libraries;
  private final Updates updates;
  private final Hosts hosts;
  private final Engine engine;
  private final LastResults results;
  private final Standings standings;
  private final Groups groups;
  private final Drafts drafts;
  private final Durations durations;
  private final Retention retention;
  private final Jobs jobs;

  /** What is plugged in from outside. */
  record Parts(Backends backends, Supplier<List<org.dormouse.api.Engine.Backend>> described, Stores stores,
      BackendServices services, String version) {}

  private final Parts parts;

  Wiring(StatePlace state, Parts parts) {
    this.parts = parts;
    this.stores = parts.stores();
    this.state = state;
    InstantSource clock = Clock.systemUTC();
    Path folder = state.folder();
    inventory = new WatchedInventory(stores.inventory(), alterations::altered);
    definitions = new Definitions(inventory, folder);
    observations = new Observations(inventory, clock);
    LibraryOverviews overviews = new LibraryOverviews(parts.backends(), clock);
    Preflight preflight = new Preflight(parts.backends(), overviews, definitions);
    libraries = new Libraries(definitions, parts.backends(), observations, overviews, preflight, clock);
    hosts = new Hosts(definitions, parts.backends(), clock);
    // A commit that was cut off must be whole again before any step looks at its library.
    libraries.recover().forEach(line -> LOG.info("recovered library {}", line));
    engine = Engine.open(stores.runs(), StepHandlers.all(parts.backends(), observations, preflight, clock), clock,
        EngineSettings.DEFAULT);
    updates = new Updates(definitions, parts.backends(), libraries, observations,
        new SnapshotsInUse(engine.runs(), clock), folder.resolve("cache"));
    results = new LastResults(inventory, clock);
    results.begin(engine::subscribe, engine.runs());
    engine.subscribe(alterations::altered);
    standings = new Standings(definitions, results, engine.runs());
    groups = new Groups(definitions, standings, clock);
    drafts = new Drafts(definitions, parts.backends(), preflight, hosts, clock);
    durations = new Durations(inventory, engine.runs());
    durations.begin(engine::subscribe);
    retention = new Retention(libraries);
    retention.begin(engine::subscribe);
    jobs = new Jobs(definitions, parts.backends(), libraries, groups, updates, hosts, preflight, durations,
        folder.resolve("work"), clock);
  }

  Durations durations() {
    return durations;
  }

  Retention retention() {
    return retention;
  }

  LastResults results() {
    return results;
  }

  Alterations alterations() {
    return alterations;
  }

  Engine engine() {
    return engine;
  }

  /** Removes from hosts what no servicing needs any more. May take a while; nothing waits for it. */
  void sweep() {
    new Leftovers(definitions, parts.backends(), engine.runs(), stores.runs().installation()).sweep()
        .forEach(line -> LOG.info("swept host {}", line));
  }

  Areas areas(Life life, Instant started) {
    DefinitionRequests documents = new DefinitionRequests(inventory, parts.described(),
        library -> observations.scanned(library, Map.of()));
    RunRequests runs = new RunRequests(engine.runs(), engine.control(), durations::ofAll);
    RunReports reports = new RunReports(engine.runs(), runs, libraries);
    MachineRequests machines =
        new MachineRequests(definitions, libraries, updates, hosts, observations, standings, groups,
            engine.runs());
    JobRequests jobRequests =
        new JobRequests(jobs, documents, engine.control(), reports, life, state.folder().resolve("reports"));
    return new Areas(
        new EngineRequests(new EngineRequests.Identity(parts.version(), stores.runs().installation(), started), state,
            life, parts.described(), new Doctor(state, parts.described())),
        documents,
        machines, jobRequests, runs, engine.runs(), new DraftRequests(drafts, groups, libraries, machines, jobRequests),
        new CredentialRequests(parts.services().secrets(), inventory, engine.runs(),
            () -> alterations.altered("credential")),
        new ScriptRequests(engine.runs(), runs, parts.services().commands()),
        alterations);
  }
}
