package org.dormouse.cli;

import java.util.concurrent.Callable;
import org.dormouse.api.EngineApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "Looks whether this machine has what is needed, and says how to get what is "
    + "missing.")
final class DoctorCommand implements Callable<Integer> {

  private final Context context;

  @Mixin
  private OutputOption output;

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (EngineCall engine = EngineCall.open(context)) {
      return Findings.print(context.terminal(), output, engine.askLong(EngineApi::doctor));
    }
  }
}
