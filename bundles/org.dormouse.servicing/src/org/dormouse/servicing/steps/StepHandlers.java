package org.dormouse.servicing.steps;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.dormouse.engine.StepHandler;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Observations;
import org.dormouse.servicing.preflight.Preflight;

/** All handlers of a VM servicing. */
public final class StepHandlers {

  private StepHandlers() {}

  /** The names of all that steps make for a servicing with that key, itself first. */
  public static List<String> keys(String servicingKey) {
    return List.of(servicingKey, Work.trialKey(servicingKey));
  }

  public static List<StepHandler> all(Backends backends, Observations observations, Preflight preflight,
      InstantSource clock) {
    StoreRoom room = new StoreRoom();
    StoredNote note = new StoredNote(observations);
    return Stream.<StepHandler>of(
        new ClaimStep(backends, preflight),
        new AssessStep(backends, observations),
        new PlaceStep(backends),
        new DeployStep(backends),
        new StartStep(backends),
        new WaitForGuestStep(backends, clock),
        new CheckClientStep(backends),
        new ScanStep(backends),
        new InstallStep(backends),
        new VerifyStep(backends),
        new ShutDownStep(backends, clock),
        new HookStep(backends, clock),
        new BootTestStep(backends, room, clock),
        new StoreStep(backends, preflight, note, room),
        new ReleaseStep(backends, note, room))
        .<StepHandler>map(handler -> new AttributedHandler(handler, backends)).toList();
  }
}
