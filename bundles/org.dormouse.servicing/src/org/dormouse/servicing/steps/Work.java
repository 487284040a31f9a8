package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.Generation;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;

/** One call to a handler with its payloads decoded and its back ends found. Lives for that call only. */
final class Work {

  private static final Duration SILENCE = Duration.ofSeconds(2);
  /** After a session could not be opened: where a guest is silent, that has waited for some seconds itself. */
  private static final Duration AWAY = Duration.ofMillis(500);

  private final StepContext context;
  private final Backends backends;
  private final RunPayload run;
  private final ServicingPayload servicing;
  private final String deployment;

  Work(StepContext context, Backends backends) {
    this(context, backends, Json.read(context.runPayload(), RunPayload.class),
        Json.read(context.payload(), ServicingPayload.class), context.servicingKey());
  }

  private Work(StepContext context, Backends backends, RunPayload run, ServicingPayload servicing,
      String deployment) {
    this.context = context;
    this.backends = backends;
    this.run = run;
    this.servicing = servicing;
    this.deployment = deployment;
  }

  /** The same work on the deployment that the boot test makes and throws away. */
  Work onTrial() {
    return new Work(context, backends, run, servicing, trialKey(key()));
  }

  /** What the boot test of a servicing has on its host is named by this. */
  static String trialKey(String key) {
    return key + "-t";
  }

  StepContext context() {
    return context;
  }

  Backends backends() {
    return backends;
  }

  RunPayload run() {
    return run;
  }

  ServicingPayload servicing() {
    return servicing;
  }

  StoredMachine machine() {
    return servicing.machine();
  }

  BackendSpec libraryFolder() {
    return servicing.library();
  }

  String key() {
    return context.servicingKey();
  }

  /** Names what this work is about on the host: the servicing's deployment, or that of its boot test. */
  String deployment() {
    return deployment;
  }

  <T> T output(StepKind kind, Class<T> type) {
    return find(kind, type).orElseThrow(() ->
        new IllegalStateException("step " + kind.kind() + " of " + machine().id() + " left no output"));
  }

  <T> Optional<T> find(StepKind kind, Class<T> type) {
    return context.output(kind.kind()).map(text -> Json.read(text, type));
  }

  /** The host the engine granted, known from the moment it did. */
  Result<BackendSpec> host() {
    Optional<String> name = context.granted(StepKind.PLACE.kind())
        .or(() -> find(StepKind.PLACE, Outputs.Placed.class).map(Outputs.Placed::host));
    return name.map(run.hosts()::get).map(Result::ok).orElseGet(() -> Result.failed(Trouble.lasting("no-host",
        "No maintenance host of the job fits " + machine().id() + " (" + machine().hardware().memoryMiB() + " MiB, "
            + machine().hardware().cpus() + " CPUs).", "Lend it more, or add a host; see 'dormouse job plan'.")));
  }

  Result<Hypervisor> hypervisor() {
    return host().then(host -> backends.hypervisor(host.type()));
  }

  Result<LibraryBackend> library() {
    return backends.library(servicing.library().type());
  }

  /** The generation that was stored under this servicing's key, if there is one. */
  Optional<Generation> committed() {
    return library().then(library -> library.generations(libraryFolder(), machine())).toOptional()
        .flatMap(all -> all.stream().filter(generation -> generation.key().equals(key())).findFirst());
  }

  Result<UpdateService> updates() {
    return backends.updateService(run.service().type());
  }

  /** Something that needs host and hypervisor, both. */
  <T> Result<T> onHost(HostCall<T> call) {
    return host().then(host -> backends.hypervisor(host.type()).then(hypervisor -> call.on(hypervisor, host)));
  }

  interface HostCall<T> {
    Result<T> on(Hypervisor hypervisor, BackendSpec host);
  }

  /** Where this servicing's media are made. */
  Path mediaFolder() {
    return Path.of(run.work()).resolve(key());
  }

  /** Where local scripts of this servicing have their files, in all its lives. */
  Path scriptsFolder() {
    return Path.of(run.work()).resolve(context.runId() + "-" + context.servicingId());
  }

  /**
   * Does something with the running guest. A guest that is silent for a while (its agent may be upgrading itself)
   * leaves the step running with the given ticket, and so does an emulator that is; one that no longer runs makes the
   * servicing start over.
   */
  Outcome withGuest(String ticket, Function<GuestSession, Outcome> work) {
    return withPower(ticket, power -> switch (power) {
      case RUNNING -> Outcomes.of(openOrWait(), session -> {
        if (session.isEmpty()) {
          return Outcomes.running(ticket, "guest is silent, waiting for its agent", AWAY);
        }
        try (GuestSession open = session.get()) {
          return silentIsRunning(ticket, work.apply(open));
        }
      });
      case STOPPED, CRASHED, GONE, LOST -> died(power);
    });
  }

  /** Does something by the power state. While that cannot be told, the step is running; its time-out bounds that. */
  Outcome withPower(String ticket, Function<Hypervisor.Power, Outcome> work) {
    return whenTold(ticket, power(), work);
  }

  /**
   * Goes on with what the host answered. An emulator may be held up for longer than it is listened to, on a host whose
   * disks stand still: no failure of what goes on in the guest.
   */
  <T> Outcome whenTold(String ticket, Result<T> answer, Function<T, Outcome> then) {
    return answer.failure().filter(trouble -> trouble.passing() && !trouble.code().equals("interrupted"))
        .map(trouble -> Outcomes.running(ticket, trouble.message(), SILENCE))
        .orElseGet(() -> Outcomes.of(answer, then));
  }

  Result<Hypervisor.Power> power() {
    return onHost((hypervisor, host) -> hypervisor.power(host, deployment));
  }

  Outcome died(Hypervisor.Power power) {
    if (!deployment.equals(key())) {
      return Outcomes.failed("boot-test-failed", "The new generation of " + machine().id() + " did not stay up when it "
          + "was started once more: it is " + power + ".", "Nothing was stored; look at what was installed.");
    }
    var trouble = Trouble.lasting("guest-died", switch (power) {
      case LOST -> "The host restarted while " + machine().id() + " was being serviced; its overlay is not used again.";
      case GONE -> "The deployment of " + machine().id() + " is gone from its host.";
      case RUNNING, STOPPED, CRASHED -> machine().id() + " stopped by itself in step " + context.kind() + ".";
    }, "Look at the VM's console log; the library image is untouched.");
    return new Outcome.StartOver(StepKind.DEPLOY.kind(), Outcomes.trouble(trouble));
  }

  /**
   * In the middle of a call the agent may go silent or be late, as when it is upgraded: no failure as long as the guest
   * runs, the step's time-out bounds it. Such troubles have codes that begin with {@code guest-}; a passing trouble of
   * the update client has another one, and begins the operation again.
   */
  private static Outcome silentIsRunning(String ticket, Outcome outcome) {
    return outcome instanceof Outcome.Retry(var trouble, var after) && trouble.code().startsWith("guest-")
        ? Outcomes.running(ticket, trouble.message(), SILENCE)
        : outcome;
  }

  private Result<Optional<GuestSession>> openOrWait() {
    return switch (session()) {
      case Result.Ok<GuestSession>(var session) -> Result.ok(Optional.of(session));
      case Result.Failed<GuestSession>(var trouble) when trouble.passing() -> Result.ok(Optional.empty());
      case Result.Failed<GuestSession>(var trouble) -> Result.failed(trouble);
    };
  }

  /** Writes down what a step carried out by itself. */
  void tell(Command command) {
    backends.commands().carriedOut(key(), command);
  }

  Result<GuestSession> session() {
    return onHost((hypervisor, host) -> hypervisor.address(host, deployment))
        .then(address -> backends.guestChannel(address.channel()).then(channel -> channel.open(address)))
        .map(session -> new ToldSession(session, key(), backends.commands()));
  }

  UpdateService.Guest guest(GuestSession session) {
    return new UpdateService.Guest(key(), run.service(), run.snapshot(), session, new HostMedia(), mediaFolder());
  }

  private final class HostMedia implements UpdateService.MediaPort {
    @Override
    public Result<Result.Nothing> insert(String serial, Path image) {
      return onHost((hypervisor, host) -> hypervisor.insertMedium(host, key(), serial, image));
    }

    @Override
    public Result<Result.Nothing> remove(String serial) {
      return onHost((hypervisor, host) -> hypervisor.removeMedium(host, key(), serial));
    }
  }
}
