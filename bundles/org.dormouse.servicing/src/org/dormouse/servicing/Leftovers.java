package org.dormouse.servicing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;

/**
 * Deployments on maintenance hosts that no servicing needs any more, such as those of an engine whose database was
 * put back from a backup. Only those of this installation are ours to judge; hosts may be shared.
 */
public final class Leftovers {

  private final Definitions definitions;
  private final Backends backends;
  private final Runs runs;
  private final Pattern ours;

  /** @param installation as at the beginning of every servicing key of this engine */
  public Leftovers(Definitions definitions, Backends backends, Runs runs, String installation) {
    this.definitions = definitions;
    this.backends = backends;
    this.runs = runs;
    this.ours = Pattern.compile(Pattern.quote(installation) + "-r([0-9]{1,9})-s([0-9]{1,9})-l[0-9]{1,9}(-t)?");
  }

  /** Releases them; answers what was done and what could not be, one line each. */
  public List<String> sweep() {
    List<String> lines = new ArrayList<>();
    for (MaintenanceHost host : definitions.hosts()) {
      BackendSpec spec = definitions.spec(host);
      Result<List<String>> swept = backends.hypervisor(spec.type()).then(hypervisor ->
          hypervisor.deployments(spec).map(keys -> {
            List<String> done = new ArrayList<>();
            for (String key : keys.stream().filter(this::isLeft).toList()) {
              done.add(hypervisor.release(spec, key).failure()
                  .map(trouble -> key + " could not be released: " + trouble.sentence())
                  .orElse(key + " was left over and is released"));
            }
            return done;
          }));
      switch (swept) {
        case Result.Ok<List<String>>(var done) -> done.forEach(line -> lines.add(spec.name() + ": " + line));
        case Result.Failed<List<String>>(var trouble) -> lines.add(spec.name() + ": " + trouble.sentence());
      }
    }
    return lines;
  }

  private boolean isLeft(String key) {
    Matcher match = ours.matcher(key);
    if (!match.matches()) {
      return false;
    }
    int position = Integer.parseInt(match.group(2)) - 1;
    return runs.snapshot("run-" + match.group(1))
        .flatMap(run -> run.servicings().stream().filter(s -> s.position() == position).findFirst())
        .map(ServicingView::state).map(state -> state.isFinal()).orElse(true);
  }
}
