package org.dormouse.ui.runs.internal;

import java.util.List;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.runs.Verb;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;

/** Carries out a verb on several VMs; what would end something is asked for once. */
final class Carrying {

  private final EngineLink link;
  private final RunFeed feed;
  private final Shell shell;

  Carrying(EngineLink link, RunFeed feed, Shell shell) {
    this.link = link;
    this.feed = feed;
    this.shell = shell;
  }

  boolean isPossible(Verb verb, List<Servicing> servicings) {
    return servicings.stream().anyMatch(servicing -> verb.isPossible(servicing, feed.steps(servicing.id())));
  }

  void carryOut(Verb verb, List<Servicing> servicings) {
    List<Servicing> possible = servicings.stream()
        .filter(servicing -> verb.isPossible(servicing, feed.steps(servicing.id()))).toList();
    if (possible.isEmpty() || !agreed(verb, possible)) {
      return;
    }
    for (Servicing servicing : possible) {
      String what = verb.word() + " " + servicing.subject();
      link.ask(what, engine -> verb.ask(engine, servicing, feed.steps(servicing.id())), done -> { },
          error -> ErrorText.show(shell, what, error));
    }
  }

  private boolean agreed(Verb verb, List<Servicing> servicings) {
    String who = servicings.size() == 1 ? servicings.getFirst().subject()
        : servicings.size() + " virtual machines";
    return switch (verb) {
      case CANCEL -> MessageDialog.openQuestion(shell, "Cancel", "End the servicing of " + who + "?\n\n"
          + (servicings.size() == 1 ? "It is released from its host. What was not stored yet is thrown away, and the "
          + "stored image stays as it was." : "They are released from their hosts. What was not stored yet is thrown "
          + "away, and the stored images stay as they were.") + "\n\nOther virtual machines of the run go on.");
      case REJECT -> MessageDialog.openQuestion(shell, "Reject", "Say no for " + who + "?\n\nIt fails and is "
          + "released; the stored image stays as it was. Other virtual machines go on.");
      default -> true;
    };
  }
}
