package org.dormouse.ui.tests.pages;

import java.awt.event.KeyEvent;
import java.util.List;
import org.dormouse.model.Hook;
import org.dormouse.model.Juncture;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.GraphBot;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.gef.GraphicalEditPart;

/** The page of the job editor on which the workflow is drawn: a palette of hooks, and the junctures that take them. */
public final class WorkflowGraph {
  private static final String AS_TABLE = "Hooks as a table";

  private final PartBot editor;
  private final GraphBot graph;

  private WorkflowGraph(PartBot editor) {
    this.editor = editor;
    this.graph = editor.showPage("Workflow").graph();
  }

  public static WorkflowGraph open(String job) {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, job));
    return new WorkflowGraph(Workbench.editor(job));
  }

  /** Gives it the whole window, so that every juncture is in sight. */
  public WorkflowGraph maximized() {
    editor.maximize();
    return this;
  }

  public PartBot editor() {
    return editor;
  }

  public GraphBot graph() {
    return graph;
  }

  /** Drags a tool of the palette, known by its words, onto a juncture. */
  public WorkflowGraph drag(String tool, Juncture onto) {
    graph.dragFromPalette(tool, juncture(onto));
    return this;
  }

  /** Drags a tool to a juncture that says why it does not take it. */
  public WorkflowGraph dragInVain(String tool, Juncture onto) {
    graph.dragFromPaletteInVain(tool, juncture(onto));
    return this;
  }

  /** The hooks as a table below the graph, shown if it was not. */
  public TableDriver table() {
    editor.button(AS_TABLE).setSelected(true);
    return editor.table("Hooks of the workflow");
  }

  public WorkflowGraph withoutTable() {
    editor.button(AS_TABLE).setSelected(false);
    return this;
  }

  /** What stands where, as {@code name@AFTER_INSTALL}, in the order of the job. */
  public List<String> hooks() {
    return graph.models(Hook.class).stream().map(hook -> Ui.get(() -> hook.getName() + "@" + hook.getJuncture().name()))
        .toList();
  }

  public WorkflowGraph awaitHooks(String... wanted) {
    Ui.await("the hooks " + List.of(wanted), () -> hooks().equals(List.of(wanted)));
    return this;
  }

  public GraphicalEditPart hook(String name) {
    return graph.part("hook " + name, model -> model instanceof Hook hook && name.equals(hook.getName()));
  }

  public GraphicalEditPart juncture(Juncture juncture) {
    return graph.part("juncture " + juncture, model -> model == juncture);
  }

  /** A built-in step by the name of its constant, e.g. {@code INSTALL}. */
  public GraphicalEditPart step(String name) {
    return graph.part("step " + name, model -> model instanceof Enum<?> step && step.name().equals(name));
  }

  /** The line between a hook and its step. */
  public GraphicalEditPart line(String hook) {
    GraphicalEditPart part = hook(hook);
    return Ui.get(() -> (GraphicalEditPart) part.getSourceConnections().getFirst());
  }

  /** The dialog that a double click opens. */
  public ShellBot openHook(String name, String title) {
    graph.doubleClick(hook(name));
    return ShellBot.titled(title);
  }

  public void undo() {
    Keyboard.ctrl(KeyEvent.VK_Z);
  }

  public void redo() {
    Keyboard.ctrl(KeyEvent.VK_Y);
  }
}
