package org.dormouse.ui.parts;

import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.ServicingRef;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;

/** Ends a whole run, after saying what that leaves; the same wherever it is offered. UI thread. */
public final class CancelRun {

  private CancelRun() {}

  public static void ask(Shell shell, EngineLink link, Run run) {
    if (MessageDialog.openQuestion(shell, "Cancel Run", "End this run of the job " + run.job() + "?\n\n"
        + leaves(run))) {
      String what = "Cancel " + Words.inSentence(Words.run(run.id()));
      link.ask(what, engine -> engine.cancel(new ServicingRef(run.id(), "")), done -> { },
          error -> ErrorText.show(shell, what, error));
    }
  }

  /** What becomes of its machines, by how they stand now: a sentence on each line. */
  public static String leaves(Run run) {
    List<String> lines = new ArrayList<>();
    int waiting = StateStyle.count(run, StateStyle.WAITING);
    int begun = StateStyle.count(run, StateStyle.RUNNING) + StateStyle.count(run, StateStyle.NEEDS_OPERATOR);
    int stored = StateStyle.count(run, StateStyle.SUCCEEDED);
    if (waiting > 0) {
      lines.add(Words.count(waiting, "virtual machine waits and is", "virtual machines wait and are")
          + " not serviced.");
    }
    if (begun > 0) {
      lines.add(Words.count(begun, "virtual machine is being serviced: it is", "virtual machines are being serviced: "
          + "they are") + " released from the host, what was not stored yet is thrown away, and the stored "
          + (begun == 1 ? "image stays as it was." : "images stay as they were."));
      lines.add("An image that is being replaced at this moment is replaced whole or not at all.");
    }
    if (stored > 0) {
      lines.add(Words.count(stored, "virtual machine was stored and stays", "virtual machines were stored and stay")
          + " serviced.");
    }
    if (lines.isEmpty()) {
      lines.add("No stored image is altered by that.");
    }
    return String.join("\n\n", lines);
  }
}
