package org.dormouse.ui.jobs.internal;

import java.time.Duration;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ConflictDialog;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.ModalAsk;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;

/**
 * Stores a job as it is edited, and says whether it is stored: an editor that is closed must not go while it is not.
 * Whoever was second sees both sides and loses neither; a job that somebody removed is stored anew if that is wanted.
 */
final class JobSaving {

  private final EngineLink link;
  private final Shell shell;
  private final OpenJob open;
  private final String name;

  JobSaving(EngineLink link, Shell shell, OpenJob open) {
    this.link = link;
    this.shell = shell;
    this.open = open;
    this.name = open.base().name();
  }

  /** @return whether the engine has everything; else the user was told why not */
  boolean save() {
    return isSound() && put(open.put(), ModalAsk.QUIETLY);
  }

  /** Stores it although it was removed. */
  boolean saveAsNew() {
    return isSound() && put(new Put("job", name, open.document(), 0), Duration.ZERO);
  }

  private boolean isSound() {
    if (!open.problems().isEmpty()) {
      MessageDialog.openError(shell, "Save " + name, "This job cannot be saved yet: "
          + open.problems().getFirst().sentence() + "\n\nThe pages mark what is to be put right.");
    }
    return open.problems().isEmpty();
  }

  private boolean put(Put put, Duration quietly) {
    long state = open.changes();
    return switch (ModalAsk.ask(shell, link, "Save the job " + name, engine -> engine.put(put), quietly)) {
      case ModalAsk.Answered<Definition>(Definition stored) -> {
        open.stored(stored, state);
        // edited while it was being stored: what is newer is not stored
        yield !open.isDirty();
      }
      case ModalAsk.Failed<Definition>(ApiError error) -> error.category().equals("conflict")
          ? resolve(error) : tell(error);
    };
  }

  private boolean tell(ApiError error) {
    ErrorText.show(shell, "Save " + name, error.category().equals("unreachable") ? reassuring(error) : error);
    return false;
  }

  /** Whoever loses the engine while closing an editor fears for what is in it. */
  private static ApiError reassuring(ApiError error) {
    return new ApiError(error.category(), error.code(), ErrorText.message(error)
        + " What you changed is still in the editor.", (ErrorText.remedy(error) + " Then save again.").strip());
  }

  private boolean resolve(ApiError conflict) {
    return switch (ModalAsk.ask(shell, link, "Look at " + name, engine -> engine.definition(new Named("job", name)),
        Duration.ZERO)) {
      case ModalAsk.Answered<Definition>(Definition theirs) -> merge(theirs);
      case ModalAsk.Failed<Definition>(ApiError error) -> error.code().equals("unknown-job")
          ? offerNew() : tell(error.category().equals("usage") ? conflict : error);
    };
  }

  private boolean merge(Definition theirs) {
    ConflictDialog dialog = new ConflictDialog(shell, open.base().document(), open.document(), theirs);
    // modal at once: an edit that came now would lack what they changed
    return dialog.open() == Window.OK
        && put(new Put("job", name, dialog.merged(), theirs.version()), Duration.ZERO);
  }

  private boolean offerNew() {
    return MessageDialog.open(MessageDialog.QUESTION, shell, "Save " + name, "The job " + name + " was removed "
        + "meanwhile.\n\nSave what you have here as a new job of that name?", 0, "&Save as New", "&Go on Editing") == 0
        && saveAsNew();
  }
}
