package org.dormouse.engine.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.dormouse.engine.StepState;

/** Writes {@code releng/docs/step-machine.md} from the table: a state diagram (Mermaid) and the rows. */
public final class StepMachineDiagram {

  private StepMachineDiagram() {}

  public static String markdown() {
    StringBuilder text = new StringBuilder("""
        # The step machine

        Generated from `org.dormouse.engine.internal.Transitions` by `StepMachineDiagram`; a test compares. Every
        attempt of a step is a row of its own that goes through these states. Final states are never left.

        ```mermaid
        stateDiagram-v2
          [*] --> PENDING
        """);
    for (Transition row : Transitions.TABLE) {
      text.append("  ").append(row.state()).append(" --> ").append(row.next()).append(": ")
          .append(name(row.event())).append('\n');
    }
    Arrays.stream(StepState.values()).filter(StepState::isFinal)
        .forEach(state -> text.append("  ").append(state).append(" --> [*]\n"));
    text.append("```\n\n| state | event | next | then |\n|---|---|---|---|\n");
    for (Transition row : Transitions.TABLE) {
      text.append("| ").append(row.state()).append(" | ").append(name(row.event())).append(" (")
          .append(row.event().words()).append(") | ").append(row.next()).append(" | ").append(name(row.action()))
          .append(" |\n");
    }
    return text.append("\nFinal: ").append(Arrays.stream(StepState.values()).filter(StepState::isFinal)
        .map(StepState::name).collect(Collectors.joining(", "))).append(".\n").toString();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Prints the text, for redirection into the file. */
  public static void main(String[] arguments) {
    System.out.print(markdown());
  }
}
