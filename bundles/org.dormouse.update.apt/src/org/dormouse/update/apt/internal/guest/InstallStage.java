package org.dormouse.update.apt.internal.guest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Installed;
import org.dormouse.spi.UpdateService.Scan;

/**
 * Judges an installation by dpkg's lists before and after, apt's exit code and dpkg's audit.
 *
 * @param next judges what the client would do next
 */
record InstallStage(List<PackageChange> expected, ScanStage next) {
  private static final Pattern KERNEL = Pattern.compile("linux-image-(unsigned-)?\\d.*");

  Result<Installed> judge(StageOutput output) {
    return output.tail("log").then(log -> {
      if (!output.succeeded("install")) {
        return Result.failed(AptFailure.of("Installing the updates", log));
      }
      if (!output.succeeded("packages")) {
        return Result.failed(AptFailure.of("Listing the VM's packages after the installation", log));
      }
      return output.text("audit").then(audit -> output.packages("before").then(before ->
          output.packages("packages").then(after -> {
            if (!after.broken().isEmpty() || !audit.isBlank() || !output.succeeded("audit")) {
              return Result.failed(ClientCheck.halfConfigured(after.broken().isEmpty()
                  ? List.of(AptFailure.tail(audit)) : after.broken()));
            }
            for (PackageChange change : expected) {
              Optional<Trouble> missing = VerifyStage.missing(change, after);
              if (missing.isPresent()) {
                return Result.failed(missing.get());
              }
            }
            List<PackageChange> changes = after.changesSince(before, expected);
            boolean restart = output.succeeded("restart") || bringsKernel(changes);
            return Result.ok(new Installed(changes, restart, log, restart ? Optional.empty() : left(output)));
          })));
    });
  }

  /** What cannot be told of it is left to a scan, which names the trouble. */
  private Optional<Scan> left(StageOutput output) {
    return output.succeeded("simulate") ? next.judge(output).toOptional() : Optional.empty();
  }

  private static boolean bringsKernel(List<PackageChange> changes) {
    return changes.stream().anyMatch(change -> !change.candidateVersion().isEmpty()
        && KERNEL.matcher(change.name()).matches());
  }
}
