package org.dormouse.update.apt.internal.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.InstalledPackage;
import org.dormouse.spi.UpdateService.Proof;
import org.dormouse.spi.UpdateService.Snapshot;

/** Judges a guest after its updates; says in plain sentences what was proven. */
record VerifyStage(Snapshot snapshot, List<PackageChange> changes) {

  Result<Proof> judge(StageOutput output) {
    return output.text("simulate").then(log -> {
      if (!output.succeeded("simulate")) {
        return Result.failed(AptFailure.of("Asking the VM's apt what is still pending", log));
      }
      return output.packages("packages").then(packages -> output.text("audit").then(audit -> {
        try {
          return prove(AptAnswer.parse(log), packages, output.succeeded("audit") ? audit : "dpkg --audit failed");
        } catch (IllegalArgumentException e) {
          return Result.failed(StageOutput.garbled(e));
        }
      }));
    });
  }

  private Result<Proof> prove(AptAnswer answer, GuestPackages packages, String audit) {
    if (!packages.broken().isEmpty() || !audit.isBlank()) {
      return Result.failed(ClientCheck.halfConfigured(packages.broken().isEmpty()
          ? List.of(AptFailure.tail(audit)) : packages.broken()));
    }
    if (!answer.installed().isEmpty() || !answer.removed().isEmpty()) {
      return Result.failed(Trouble.lasting("updates-still-pending", "After the updates, the VM's apt still has "
          + answer.installed().size() + " to install and " + answer.removed().size() + " to remove, first "
          + (answer.installed().isEmpty() ? answer.removed() : answer.installed()).getFirst().name() + ".",
          "Service the VM once more; if it stays so, try the updates in a copy of it."));
    }
    for (PackageChange change : changes) {
      Optional<Trouble> missing = missing(change, packages);
      if (missing.isPresent()) {
        return Result.failed(missing.get());
      }
    }
    return Result.ok(new Proof(snapshot.id(), statements(answer, packages), packages.installed()));
  }

  /** Whether a change is not what the packages are now. */
  static Optional<Trouble> missing(PackageChange change, GuestPackages packages) {
    Optional<InstalledPackage> found = packages.find(change.name(), change.architecture());
    String version = found.map(InstalledPackage::version).orElse("");
    if (version.equals(change.candidateVersion())) {
      return Optional.empty();
    }
    return Optional.of(Trouble.lasting("update-not-present", "After the updates, package " + change.name()
        + " is " + (version.isEmpty() ? "not installed" : "at version " + version) + " where "
        + (change.candidateVersion().isEmpty() ? "it should be gone" : change.candidateVersion() + " was expected")
        + ".", "Try the updates in a copy of the VM."));
  }

  private List<String> statements(AptAnswer answer, GuestPackages packages) {
    List<String> result = new ArrayList<>();
    snapshot.indexes().forEach(index -> result.add("The VM's own apt read the index of " + index.name() + " made on "
        + index.date() + "; its SHA-256 " + index.sha256() + " is that of the index fetched and verified here."));
    result.add("The VM's own apt has nothing left to install, upgrade or remove.");
    List<String> held = answer.keptBack().stream().filter(packages.held()::contains).toList();
    if (!held.isEmpty()) {
      result.add("On hold by the VM's administrator, so left as they are: " + String.join(", ", held) + ".");
    }
    List<String> kept = answer.keptBack().stream().filter(name -> !packages.held().contains(name)).toList();
    if (!kept.isEmpty()) {
      result.add("Kept back by the VM's apt, because what they need is in conflict or not in the index: "
          + String.join(", ", kept) + ".");
    }
    if (!answer.phased().isEmpty()) {
      result.add("Not yet given to this machine by the archive, which phases these updates: "
          + String.join(", ", answer.phased()) + ".");
    }
    result.add("dpkg's audit finds nothing wrong with any of " + packages.installed().size() + " packages.");
    if (!changes.isEmpty()) {
      result.add("Each of " + changes.size() + " changed packages has the version it was updated to.");
    }
    return result;
  }
}
