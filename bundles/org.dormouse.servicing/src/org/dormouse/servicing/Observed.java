package org.dormouse.servicing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dormouse.servicing.RunPayload.Keep;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.StoredMachine;

/** The observed part of a VM. */
public record Observed(ScanNote scan, Optional<AssessmentNote> assessment, Optional<ServicedNote> serviced) {

  /**
   * What the last scan of its library saw.
   *
   * @param images facts of each disk's image, in slot order; fewer where an image could not be understood
   */
  public record ScanNote(Instant at, StoredMachine machine, List<ImageFacts> images, List<Finding> findings,
      int generation) {
    public ScanNote {
      images = List.copyOf(images);
      findings = List.copyOf(findings);
    }

    public long sizeBytes() {
      return images.stream().mapToLong(ImageFacts::fileSize).sum();
    }

    public boolean blocked() {
      return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.BLOCK);
    }
  }

  /** @param result one of the constants; {@code os} for people, empty where it is not known */
  public record AssessmentNote(Instant at, String service, String snapshot, String result, String reason,
      List<PackageChange> changes, String os) {
    public static final String UP_TO_DATE = "up-to-date";
    public static final String PENDING = "pending";
    public static final String CANNOT_TELL = "cannot-tell";
  }

  /** @param keep how long generations before it are kept, by the job that stored it */
  public record ServicedNote(Instant at, String run, int generation, Optional<Keep> keep) {}

  /**
   * How the last servicing of the VM ended.
   *
   * @param result one of the constants
   * @param host where it was woken last, in this servicing or an earlier one; empty if never
   */
  public record ResultNote(Instant at, String result, String run, String host) {
    public static final String SUCCEEDED = "succeeded";
    public static final String UP_TO_DATE = "up-to-date";
    public static final String FAILED = "failed";
    public static final String CANCELLED = "cancelled";
    /** Of a VM of which there is no note. */
    public static final String NEVER = "never";
  }

  public record HistoryNote(Instant at, String what, String run, String text) {}

  /** Number of pending changes, -1 where that is not known. */
  public int pending() {
    return told().map(note -> note.changes().size()).orElse(-1);
  }

  /** Number of those that come from a security suite, -1 where that is not known. */
  public int pendingSecurity() {
    return told().map(note -> securityChanges(note.changes())).orElse(-1);
  }

  private static int securityChanges(List<PackageChange> changes) {
    int found = 0;
    String suite = "";
    boolean isSecurity = false;
    for (PackageChange change : changes) {
      // most come from the same suite as the one before
      if (!change.origin().equals(suite)) {
        suite = change.origin();
        isSecurity = SecuritySuite.is(suite);
      }
      found += isSecurity ? 1 : 0;
    }
    return found;
  }

  private Optional<AssessmentNote> told() {
    return assessment.filter(note -> !note.result().equals(AssessmentNote.CANNOT_TELL));
  }

  public StoredMachine machine() {
    return scan.machine();
  }
}
