package org.dormouse.ui.graph.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.ui.graph.internal.commands.EmfCommandStack;
import org.dormouse.ui.graph.internal.commands.WorkflowEdits;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.BuiltInStep;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.parts.HookEditPart;
import org.dormouse.ui.graph.internal.parts.HookLinkEditPart;
import org.dormouse.ui.graph.internal.parts.StepNodeEditPart;
import org.dormouse.ui.graph.internal.parts.WorkflowBoard;
import org.dormouse.ui.graph.internal.parts.WorkflowEditPart;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.jobs.JobEditing;
import org.dormouse.ui.jobs.JobPage;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.Fact;
import org.dormouse.ui.parts.FactSource;
import org.dormouse.ui.style.Theme;
import org.dormouse.ui.style.Words;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.gef.EditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.KeyHandler;
import org.eclipse.gef.KeyStroke;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.MouseWheelZoomHandler;
import org.eclipse.gef.dnd.TemplateTransferDropTargetListener;
import org.eclipse.gef.editparts.ScalableRootEditPart;
import org.eclipse.gef.requests.CreationFactory;
import org.eclipse.gef.ui.parts.GraphicalViewerKeyHandler;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySourceProvider;

/**
 * The workflow of a job as a graph: built-in steps are fixed, hooks are dragged to the junctures that allow them. Its
 * hooks can be had as a table as well, in which the same is selected.
 */
public final class WorkflowPage implements JobPage {

  private static final int PALETTE_WIDTH = 176;
  private static final int TABLE_HEIGHT = 160;
  /** Whether the table is shown, among the preferences. */
  private static final String AS_TABLE = "workflow.table";

  private final ScrollingGraphicalViewer viewer = new ScrollingGraphicalViewer();
  private final ScalableRootEditPart root = new ScalableRootEditPart();
  private final Runnable themed = this::theme;
  private final Runnable problemsChanged = this::showProblems;
  private JobEditing editing;
  private WorkflowEdits edits;
  private WorkflowBoard board;
  private WorkflowEditPart workflow;
  private EmfCommandStack stack;
  private WorkflowPalette palette;
  private HookTable table;
  private Composite place;

  @Override
  public void create(Composite parent, JobEditing editing) {
    this.editing = editing;
    edits = new WorkflowEdits(editing.domain(), editing.job());
    board = new WorkflowBoard(edits, this::edit);
    stack = new EmfCommandStack(editing.domain().getCommandStack());
    EditDomain domain = new EditDomain();
    domain.setCommandStack(stack);
    place = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).spacing(0, 0).applyTo(place);
    palette = new WorkflowPalette(place, domain, edits);
    GridDataFactory.fillDefaults().grab(false, true).hint(PALETTE_WIDTH, SWT.DEFAULT).applyTo(palette.control());
    GridDataFactory.fillDefaults().grab(false, true).applyTo(new Label(place, SWT.SEPARATOR | SWT.VERTICAL));
    Composite halves = new Composite(place, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(halves);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
    createViewer(halves, domain);
    createTable(halves, new WorkflowMenu(viewer, this, edits));
    theme();
    showProblems();
    ContextHelp.set(place, "workflow");
    editing.addProblemListener(problemsChanged);
    Theme.addListener(themed);
    place.addDisposeListener(event -> dispose());
  }

  /** Below the graph, out of the way until somebody wants it; then it is there in every workflow. */
  private void createTable(Composite halves, WorkflowMenu menu) {
    Button asTable = new Button(halves, SWT.CHECK);
    asTable.setText("Hooks as a &table");
    GridDataFactory.fillDefaults().indent(6, 0).applyTo(asTable);
    table = new HookTable(halves, this, edits, board, menu);
    IEclipsePreferences settings = InstanceScope.INSTANCE.getNode("org.dormouse.ui.graph");
    asTable.setSelection(settings.getBoolean(AS_TABLE, false));
    Runnable show = () -> {
      table.control().setVisible(asTable.getSelection());
      GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, TABLE_HEIGHT)
          .exclude(!asTable.getSelection()).applyTo(table.control());
      halves.layout();
    };
    asTable.addListener(SWT.Selection, event -> {
      settings.putBoolean(AS_TABLE, asTable.getSelection());
      show.run();
    });
    show.run();
  }

  private void createViewer(Composite halves, EditDomain domain) {
    viewer.createControl(halves);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(viewer.getControl());
    domain.addViewer(viewer);
    viewer.setRootEditPart(root);
    workflow = new WorkflowEditPart(board);
    viewer.setContents(workflow);
    viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), MouseWheelZoomHandler.SINGLETON);
    viewer.setKeyHandler(keys());
    viewer.addDropTargetListener(new TemplateTransferDropTargetListener(viewer) {
      @Override
      protected CreationFactory getFactory(Object template) {
        return new WorkflowPalette.Factory(edits, (HookKind) template);
      }
    });
    viewer.addSelectionChangedListener(event -> tellSelection());
    viewer.getControl().addListener(SWT.Resize, event ->
        workflow.fit(viewer.getControl().getSize().x - 20));
    viewer.getControl().getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        if (event.childID == -1) {
          event.result = "Workflow of the job; the context menu has all that the mouse can do";
        }
      }
    });
  }

  private KeyHandler keys() {
    KeyHandler keys = new GraphicalViewerKeyHandler(viewer);
    KeyHandler own = new KeyHandler();
    own.put(KeyStroke.getPressed(SWT.DEL, 127, 0), action(() -> {
      if (!selectedHooks().isEmpty()) {
        edits.domain().getCommandStack().execute(edits.delete(selectedHooks()));
      }
    }));
    own.put(KeyStroke.getPressed('\r', SWT.CR, 0), action(() -> {
      if (selectedHooks().size() == 1) {
        edit(selectedHooks().get(0));
      }
    }));
    keys.setParent(own);
    return keys;
  }

  private static Action action(Runnable run) {
    return new Action() {
      @Override
      public void run() {
        run.run();
      }
    };
  }


  List<Hook> selectedHooks() {
    List<Hook> hooks = new ArrayList<>();
    for (Object part : viewer.getSelectedEditParts()) {
      if (part instanceof HookEditPart hook) {
        hooks.add(hook.hook());
      } else if (part instanceof HookLinkEditPart link && !hooks.contains(link.link().hook())) {
        hooks.add(link.link().hook());
      }
    }
    return hooks;
  }

  private void tellSelection() {
    List<Hook> hooks = selectedHooks();
    table.select(hooks);
    Optional<Object> step = viewer.getSelectedEditParts().stream().findFirst()
        .filter(StepNodeEditPart.class::isInstance).map(part -> ((StepNodeEditPart) part).step());
    editing.select(hooks.isEmpty() ? step.orElse(editing.job()) : hooks.getFirst());
  }

  /** Selects them in the graph, which tells everybody else. */
  void select(List<Hook> hooks) {
    List<EditPart> parts = new ArrayList<>();
    hooks.forEach(hook -> {
      if (viewer.getEditPartRegistry().get(hook) instanceof EditPart part) {
        parts.add(part);
      }
    });
    viewer.setSelection(new StructuredSelection(parts));
    if (!parts.isEmpty()) {
      viewer.reveal(parts.getLast());
    }
  }

  void reveal(Hook hook) {
    if (viewer.getEditPartRegistry().get(hook) instanceof EditPart part) {
      viewer.select(part);
      viewer.reveal(part);
    }
  }

  /** Lets the user alter all of a hook. */
  void edit(Hook hook) {
    HookDialog dialog = new HookDialog(place.getShell(), editing.job(), hook);
    if (dialog.open() == Window.OK) {
      edits.domain().getCommandStack().execute(edits.set(hook, dialog.values()));
    }
  }

  private void showProblems() {
    board.setProblems(editing.problems());
    workflow.show();
    table.show();
  }

  private void theme() {
    GraphColours colours = GraphColours.of(Theme.isDark());
    board.setColours(colours);
    viewer.getControl().setBackground(colours.background());
    palette.control().setBackground(colours.band());
    palette.control().setForeground(colours.text());
    workflow.show();
  }

  private void dispose() {
    editing.removeProblemListener(problemsChanged);
    Theme.removeListener(themed);
    stack.dispose();
  }

  private List<Fact> facts(BuiltInStep step) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Built-in step", Words.stepKind(step.kind())));
    facts.add(new Fact("Phase", step.phase().title()));
    facts.add(new Fact("Purpose", step.purpose()));
    if (step == BuiltInStep.BOOT_TEST) {
      facts.add(new Fact("Switched on", editing.job().isBootTest() ? "yes" : "no"));
    }
    for (boolean before : new boolean[] {true, false}) {
      HookPlaces.at(step, before).ifPresent(juncture -> facts.add(new Fact(HookWords.title(juncture),
          names(HookPlaces.at(editing.job().getHooks(), juncture)))));
    }
    return facts;
  }

  private static String names(List<Hook> hooks) {
    return hooks.isEmpty() ? "no hook" : hooks.stream().map(Hook::getName).collect(Collectors.joining(", "));
  }

  @Override
  public Control control() {
    return place;
  }

  @Override
  public void setFocus() {
    viewer.getControl().setFocus();
  }

  @Override
  public <T> T adapter(Class<T> type) {
    if (type == IPropertySourceProvider.class) {
      IPropertySourceProvider provider =
          object -> switch (object) {
            case Hook hook -> new HookProperties(edits, hook);
            case BuiltInStep step -> new FactSource(facts(step));
            case null, default -> null;
          };
      return type.cast(provider);
    }
    if (type == IContentOutlinePage.class) {
      return type.cast(new WorkflowOutline(root));
    }
    return type == GraphicalViewer.class ? type.cast(viewer) : null;
  }
}
