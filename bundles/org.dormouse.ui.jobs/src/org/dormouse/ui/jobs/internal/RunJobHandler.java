package org.dormouse.ui.jobs.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.RunsApi.RunJob;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.JobEditorInput;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Openers;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.handlers.HandlerUtil;

/**
 * Starts a job and opens its run: the job of the editor in front, the one selected in the inventory, or one that is
 * asked for.
 */
public final class RunJobHandler extends AbstractHandler {

  @Override
  public Object execute(ExecutionEvent event) {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
    InventoryData data = PlatformUI.getWorkbench().getService(InventoryData.class);
    inFront(event).or(() -> selected(event)).or(() -> asked(window, data, "Run Job")).ifPresent(job -> run(window, data, job));
    return null;
  }

  private static Optional<String> inFront(ExecutionEvent event) {
    if (!(HandlerUtil.getActivePart(event) instanceof JobEditor editor)) {
      return Optional.empty();
    }
    if (editor.isDirty() && !editor.getSite().getPage().saveEditor(editor, true)) {
      return Optional.empty();
    }
    return Optional.of(((JobEditorInput) editor.getEditorInput()).name());
  }

  /** In the inventory. */
  static Optional<String> selected(ExecutionEvent event) {
    return HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection
        && selection.getFirstElement() instanceof Definition definition && definition.kind().equals("job")
        ? Optional.of(definition.name()) : Optional.empty();
  }

  /** @param question title of the dialog */
  static Optional<String> asked(IWorkbenchWindow window, InventoryData data, String question) {
    List<String> jobs = data.definitions(Kind.JOB).stream().map(Definition::name).toList();
    if (jobs.isEmpty()) {
      MessageDialog.openInformation(window.getShell(), question, "There is no servicing job yet.\n\nMake one by File > "
          + "New > New Servicing Job.");
      return Optional.empty();
    }
    ElementListSelectionDialog dialog = new ElementListSelectionDialog(window.getShell(), new LabelProvider());
    dialog.setTitle(question);
    dialog.setMessage("Which job?");
    dialog.setHelpAvailable(false);
    dialog.setElements(jobs.toArray());
    return dialog.open() == Window.OK && dialog.getFirstResult() != null
        ? Optional.of((String) dialog.getFirstResult()) : Optional.empty();
  }

  private static boolean isUnsaved(IWorkbenchWindow window, String job) {
    return window.getActivePage() != null
        && Stream.of(window.getActivePage().getDirtyEditors()).anyMatch(editor ->
            editor.getEditorInput() instanceof JobEditorInput input && input.name().equals(job));
  }

  private static void run(IWorkbenchWindow window, InventoryData data, String job) {
    EngineLink link = PlatformUI.getWorkbench().getService(EngineLink.class);
    if (!MessageDialog.openConfirm(window.getShell(), "Run Job", "Run the job " + job + " now?\n\nEach virtual machine "
        + "is replaced whole by a verified new generation, or left as it is.")) {
      return;
    }
    if (isUnsaved(window, job)) {
      MessageDialog.openInformation(window.getShell(), "Run Job", "The changes of the job " + job + " are not saved yet."
          + "\n\nRun it again when they are; what is stored is what is run.");
      return;
    }
    String what = "Run the job " + job;
    link.ask(what, engine -> engine.run(new RunJob(job, List.of())), run -> {
      data.refresh(Set.of(Kind.RUN, Kind.VM));
      if (window.getActivePage() != null) {
        Openers.open(window.getActivePage(), Kind.RUN, run.runId());
      }
    }, error -> ErrorText.show(window.getShell(), what, error));
  }
}
