package org.dormouse.ui.jobs.internal;

import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.internal.wizard.DryRunDialog;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/** Plans a job: the one of the editor in front as it is edited there, the one selected, or one that is asked for. */
public final class DryRunHandler extends AbstractHandler {

  @Override
  public Object execute(ExecutionEvent event) {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
    InventoryData data = PlatformUI.getWorkbench().getService(InventoryData.class);
    Optional<Put> draft = HandlerUtil.getActivePart(event) instanceof JobEditor editor
        ? editor.job().map(OpenJob::put)
        : RunJobHandler.selected(event).or(() -> RunJobHandler.asked(window, data, "Dry Run"))
            .flatMap(name -> data.definition(Kind.JOB, name)).map(Definition::put);
    draft.ifPresent(job -> new DryRunDialog(window.getShell(),
        PlatformUI.getWorkbench().getService(EngineLink.class), job).open());
    return null;
  }
}
