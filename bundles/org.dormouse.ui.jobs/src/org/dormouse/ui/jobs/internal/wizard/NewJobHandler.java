package org.dormouse.ui.jobs.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.DefinitionDialog;
import org.dormouse.ui.parts.Draft;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the wizard, which begins with what is selected: virtual machines, VM groups, libraries. */
public final class NewJobHandler extends AbstractHandler {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 560;

  @Override
  public Object execute(ExecutionEvent event) {
    List<?> selected = HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection
        ? selection.toList() : List.of();
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
    EngineLink link = PlatformUI.getWorkbench().getService(EngineLink.class);
    InventoryData data = PlatformUI.getWorkbench().getService(InventoryData.class);
    Draft draft = preset(selected);
    JobLimit.preset(draft);
    JobWizard wizard = new JobWizard(link, data, draft, window);
    new DefinitionDialog(window.getShell(), link, wizard, WIDTH, HEIGHT).open();
    return null;
  }

  /** A draft with what the selection means. */
  static Draft preset(List<?> selected) {
    List<String> machines = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (Object each : selected) {
      switch (each) {
        case Machine machine -> machines.add(machine.id());
        case Definition definition when definition.kind().equals("library") -> machines.add(definition.name() + "/*");
        case Definition definition when definition.kind().equals("group") -> groups.add(definition.name());
        default -> { }
      }
    }
    Draft draft = Draft.create(Kind.JOB);
    draft.set("virtualMachines", machines.stream().distinct().toList());
    draft.set("groups", groups.stream().distinct().toList());
    return draft;
  }
}
