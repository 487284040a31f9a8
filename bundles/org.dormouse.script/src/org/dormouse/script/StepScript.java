package org.dormouse.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;

/**
 * What was carried out for a step, in its order. Commands on this machine stand as they are. Those in the guest are
 * handed to {@code in_guest}, a function at the top that only shows them, so that nobody who runs the script updates
 * the machine it runs on; who can reach the guest gives it another body.
 */
public final class StepScript {

  private static final String IN_GUEST = """
      # What stands in here was carried out in the guest. As it is, it is only shown; to carry it out again, put a way
      # into the guest instead of cat, for example: ssh root@GUEST /bin/sh
      in_guest() {
        cat
      }
      """;

  private StepScript() {}

  /** @param title comment at the top */
  public static String of(String title, List<Command> commands) {
    StringBuilder script = new StringBuilder(Shell.comment(title)).append("\n");
    // a query that was asked every few seconds says nothing by being there a thousand times
    List<Command> once = List.copyOf(new LinkedHashSet<>(commands));
    if (once.stream().anyMatch(command -> command.place() == Place.GUEST)) {
      script.append("\n").append(IN_GUEST);
    }
    for (int i = 0; i < once.size();) {
      Place place = once.get(i).place();
      List<Command> some = new ArrayList<>();
      while (i < once.size() && once.get(i).place() == place) {
        some.add(once.get(i++));
      }
      script.append("\n");
      script.append(place == Place.HOST ? lines(some) : Shell.hereDocument("in_guest", lines(some)) + "\n");
    }
    return script.toString();
  }

  private static String lines(List<Command> commands) {
    StringBuilder lines = new StringBuilder();
    for (Command command : commands) {
      if (!command.remark().isEmpty()) {
        lines.append(Shell.comment(command.remark())).append("\n");
      }
      lines.append(Shell.command(command.words(), command.input())).append("\n");
    }
    return lines.toString();
  }
}
