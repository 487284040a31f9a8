package org.dormouse.ui.graph.internal.pages;

import org.dormouse.model.HookKind;
import org.dormouse.ui.graph.internal.commands.EmfCommand;
import org.dormouse.ui.graph.internal.commands.WorkflowEdits;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.style.Icons;
import org.eclipse.gef.EditDomain;
import org.eclipse.gef.Tool;
import org.eclipse.gef.dnd.TemplateTransferDragSourceListener;
import org.eclipse.gef.palette.CombinedTemplateCreationEntry;
import org.eclipse.gef.palette.PaletteGroup;
import org.eclipse.gef.palette.PaletteRoot;
import org.eclipse.gef.palette.SelectionToolEntry;
import org.eclipse.gef.palette.ToolEntry;
import org.eclipse.gef.requests.CreationFactory;
import org.eclipse.gef.tools.SelectionTool;
import org.eclipse.gef.ui.palette.PaletteViewer;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** The four kinds of hooks, to be dragged onto a juncture, and the switch of the boot test. */
final class WorkflowPalette {

  private final PaletteViewer viewer = new PaletteViewer();

  WorkflowPalette(Composite parent, EditDomain domain, WorkflowEdits edits) {
    viewer.createControl(parent);
    PaletteRoot root = root(domain, edits);
    domain.setPaletteViewer(viewer);
    domain.setPaletteRoot(root);
    viewer.addDragSourceListener(new TemplateTransferDragSourceListener(viewer));
    viewer.getControl().getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        if (event.childID == -1) {
          event.result = "Palette of hooks";
        }
      }
    });
  }

  Control control() {
    return viewer.getControl();
  }

  private static PaletteRoot root(EditDomain domain, WorkflowEdits edits) {
    PaletteRoot root = new PaletteRoot();
    PaletteGroup tools = new PaletteGroup("Tools");
    SelectionToolEntry select = new SelectionToolEntry("Select");
    tools.add(select);
    root.add(tools);
    root.setDefaultEntry(select);
    PaletteGroup hooks = new PaletteGroup("Hooks");
    for (HookKind kind : HookKind.VALUES) {
      hooks.add(new CombinedTemplateCreationEntry(HookWords.title(kind), HookWords.purpose(kind), kind,
          new Factory(edits, kind), Icons.of(HookWords.icon(kind)), Icons.of(HookWords.icon(kind))));
    }
    root.add(hooks);
    PaletteGroup switches = new PaletteGroup("Switches");
    switches.add(new BootTestEntry(domain, edits));
    root.add(switches);
    return root;
  }

  /** Makes hooks of a kind. */
  record Factory(WorkflowEdits edits, HookKind kind) implements CreationFactory {
    @Override
    public Object getNewObject() {
      return edits.create(kind);
    }

    @Override
    public Object getObjectType() {
      return kind;
    }
  }

  /** A click switches it and gives the selection tool back. */
  private static final class BootTestEntry extends ToolEntry {
    private final EditDomain domain;
    private final WorkflowEdits edits;

    BootTestEntry(EditDomain domain, WorkflowEdits edits) {
      super("Boot test on/off", "Start the new generation once more and prove it healthy before it is stored",
          Icons.of("boot-test"), Icons.of("boot-test"));
      this.domain = domain;
      this.edits = edits;
    }

    @Override
    public Tool createTool() {
      return new SelectionTool() {
        @Override
        public void activate() {
          super.activate();
          domain.getCommandStack().execute(new EmfCommand(edits.setBootTest(!edits.job().isBootTest())));
          Display.getCurrent().asyncExec(domain::loadDefaultTool);
        }
      };
    }
  }
}
