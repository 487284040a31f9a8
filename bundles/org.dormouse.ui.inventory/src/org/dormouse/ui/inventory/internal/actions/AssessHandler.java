package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.api.Machines.Assess;
import org.dormouse.api.Machines.Assessment;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.services.IServiceLocator;

/** Finds out what is pending in the selected virtual machines, without waking them; in all of them if none is. */
public final class AssessHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    List<Machine> machines = given.machines();
    List<Machine> wanted = machines.isEmpty() ? given.desk().data().machines() : machines;
    if (wanted.isEmpty()) {
      MessageDialog.openInformation(given.window().getShell(), "Assess",
          "There are no virtual machines to assess.\n\nAdd a library, or look for new images in the one you have.");
      return;
    }
    service(given).ifPresent(service -> {
      String what = "Assess " + Words.count(wanted.size(), "virtual machine", "virtual machines");
      List<String> patterns = wanted.size() == given.desk().data().machines().size() ? List.of()
          : wanted.stream().map(Machine::id).toList();
      given.say(what + "…");
      given.desk().link().ask(what, engine -> engine.assess(new Assess(patterns, service)), found -> {
        given.say(sentence(found.assessments()));
        given.desk().data().refresh(Set.of(Kind.VM));
      }, error -> {
        given.say("");
        Failed.tell(what, error);
      });
    });
  }

  /** Assesses everything; for whoever has just set up. */
  public static void all(Desk desk, String service) {
    desk.link().ask("Assess all virtual machines", engine -> engine.assess(new Assess(List.of(), service)),
        found -> desk.data().refresh(Set.of(Kind.VM)), error -> Failed.tell("Assess all virtual machines", error));
  }

  private static Optional<String> service(Given given) {
    List<String> services = names(given.desk(), Kind.SERVICE);
    if (services.isEmpty()) {
      offer(given.window(), "Assess", "Without an update service nobody knows what is pending.",
          "Add Update Service…", Ids.ADD_SERVICE);
      return Optional.empty();
    }
    return services.size() == 1 ? Optional.of(services.getFirst())
        : ChoiceDialog.ask(given.window().getShell(), "Assess", "Which update service knows what they need?", services);
  }

  static List<String> names(Desk desk, Kind kind) {
    return desk.data().definitions(kind).stream().map(definition -> definition.name()).toList();
  }

  /** Says what is missing and offers to get it. */
  static void offer(IServiceLocator place, String title, String message, String action, String command) {
    int answer = MessageDialog.open(MessageDialog.INFORMATION, Failed.shell(), title, message, 0, action, "Close");
    if (answer == 0) {
      Commands.run(place, command);
    }
  }

  /** {@code Assessed 12: 8 up to date, 4 stale.} */
  static String sentence(List<Assessment> assessments) {
    Map<String, Long> results = assessments.stream()
        .collect(Collectors.groupingBy(Assessment::result, Collectors.counting()));
    StringBuilder sentence = new StringBuilder("Assessed " + assessments.size() + ": "
        + results.getOrDefault("up-to-date", 0L) + " up to date, " + results.getOrDefault("pending", 0L)
        + " stale");
    if (results.containsKey("cannot-tell")) {
      sentence.append(", ").append(results.get("cannot-tell")).append(" not to be told without waking");
    }
    if (results.containsKey("blocked")) {
      sentence.append(", ").append(results.get("blocked")).append(" blocked");
    }
    return sentence.append(".").toString();
  }
}
