package org.dormouse.ui.runs.internal;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.ISources;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/**
 * The commands about runs: on what is selected in a run's editor or in the list of runs; in a job's editor on its last
 * run. A command that would do nothing there is not enabled.
 */
public final class RunHandler extends AbstractHandler implements IExecutableExtension {

  private String command = "";

  @Override
  public void setInitializationData(IConfigurationElement config, String property, Object data) {
    command = config.getAttribute("commandId");
  }

  /** Asked whenever a menu or tool bar shows the command, so that it follows what is going on. */
  @Override
  public void setEnabled(Object context) {
    setBaseEnabled(acts(context).filter(acts -> acts.isPossible(command)).isPresent());
  }

  @Override
  public Object execute(ExecutionEvent event) {
    acts(event.getApplicationContext()).filter(acts -> acts.isPossible(command))
        .ifPresent(acts -> acts.carryOut(command));
    return null;
  }

  private static Optional<RunActs> acts(Object context) {
    if (!(HandlerUtil.getVariable(context, ISources.ACTIVE_SHELL_NAME) instanceof Shell shell)) {
      return Optional.empty();
    }
    EngineLink link = PlatformUI.getWorkbench().getService(EngineLink.class);
    return switch (HandlerUtil.getVariable(context, ISources.ACTIVE_PART_NAME)) {
      case RunEditor editor -> Optional.of(RunActs.ofEditor(editor, shell));
      case RunsView view -> Optional.of(RunActs.ofRuns(new WholeRun(link, shell), view.selected()));
      case IEditorPart editor when editor.getSite().getId().equals(Ids.JOB_EDITOR) -> last(
          editor.getEditorInput().getName()).map(run -> RunActs.ofRuns(new WholeRun(link, shell),
              List.of(run)));
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Run> last(String job) {
    return PlatformUI.getWorkbench().getService(InventoryData.class).runs().stream()
        .filter(run -> run.job().equals(job)).findFirst();
  }
}
