package org.dormouse.ui.data;

import java.util.List;
import java.util.function.ToIntFunction;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.internal.Preferences;
import org.dormouse.ui.parts.Draft;
import org.eclipse.emf.ecore.EAttribute;

/**
 * A number of a servicing job that a person prefers for all new jobs. A new job begins with what is preferred, written
 * into its definition where that differs from the model's own default; so a job means the same to every client, and
 * altering a preference alters no job that is there.
 */
public enum JobLimit {
  ANSWER("bootTimeout", "Until a guest &answers", "seconds", 1),
  INSTALL("installTimeout", "One &install cycle", "seconds", 1),
  SHUT_DOWN("shutdownTimeout", "&Shut down", "seconds", 1),
  CYCLES("maxCycles", "Install &cycles", "at most, with a restart after each", 1),
  GENERATIONS("keepGenerations", "Earlier &generations", "kept for rollback", 0),
  DAYS("keepDays", "Kept f&or", "days", 0);

  public static final List<JobLimit> TIME_OUTS = List.of(ANSWER, INSTALL, SHUT_DOWN, CYCLES);
  public static final List<JobLimit> RETENTION = List.of(GENERATIONS, DAYS);
  /** As the rules of documents have it. */
  public static final int GREATEST = 100_000_000;

  private final String attribute;
  private final String label;
  private final String unit;
  private final int least;

  JobLimit(String attribute, String label, String unit, int least) {
    this.attribute = attribute;
    this.label = label;
    this.unit = unit;
    this.least = least;
  }

  /** Begins a new job with what the user prefers. */
  public static void preset(Draft job) {
    preset(job, limit -> Preferences.store().getInt(limit.preference()));
  }

  /** Begins a new job with what somebody prefers. */
  public static void preset(Draft job, ToIntFunction<JobLimit> preferred) {
    for (JobLimit limit : values()) {
      int wanted = preferred.applyAsInt(limit);
      // a file of preferences can be written by hand
      if (wanted >= limit.least && wanted <= GREATEST && wanted != limit.fallback()) {
        job.set(limit.attribute, wanted);
      }
    }
  }

  public EAttribute attribute() {
    return (EAttribute) DormousePackage.eINSTANCE.getServicingJob().getEStructuralFeature(attribute);
  }

  /** What a job means that leaves it out. */
  public int fallback() {
    return (Integer) attribute().getDefaultValue();
  }

  /** Its key among the preferences. */
  public String preference() {
    return "job." + attribute;
  }

  /** Has a mnemonic, and no colon. */
  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  public int least() {
    return least;
  }
}
