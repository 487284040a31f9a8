package org.dormouse.ui.tests.pages;

import java.awt.event.KeyEvent;
import java.util.List;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.GraphBot;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.editparts.ScalableRootEditPart;
import org.eclipse.swt.widgets.Label;

/**
 * The page of a run on which a lane is drawn for each virtual machine. Lanes are known by what a screen reader is told
 * of them, which begins with the name of the machine, or with the count of a folded state.
 */
public final class LanesGraph {
  public static final String FIND = "Find in the graph";

  private final PartBot editor;
  private final GraphBot graph;

  private LanesGraph(PartBot editor) {
    this.editor = editor;
    this.graph = editor.showPage("Lanes").graph();
  }

  public static LanesGraph open(String run) {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.RUN, run));
    LanesGraph lanes = new LanesGraph(Workbench.activeEditor("the editor of run " + run));
    lanes.graph.partsOf("LaneEditPart");
    return lanes;
  }

  public LanesGraph maximized() {
    editor.maximize();
    return this;
  }

  public PartBot editor() {
    return editor;
  }

  public GraphBot graph() {
    return graph;
  }

  /** What is said of each line in sight. */
  public List<String> lines() {
    return graph.partsOf("LaneEditPart").stream().map(graph::words).toList();
  }

  public GraphicalEditPart lane(String beginning) {
    return Ui.find("a lane of " + beginning, () -> graph.partsOf("LaneEditPart").stream()
        .filter(part -> graph.words(part).startsWith(beginning)).findFirst());
  }

  /** How many steps are drawn of a lane. */
  public long steps(String lane) {
    GraphicalEditPart part = lane(lane);
    return Ui.get(() -> GraphBot.children(part).count());
  }

  /** A step of a lane by its word, e.g. {@code Install}. */
  public GraphicalEditPart step(String lane, String word) {
    return Ui.find("step " + word + " of " + lane, () -> GraphBot.children(lane(lane))
        .filter(part -> graph.words(part).startsWith(word)).findFirst());
  }

  /** Waits until a lane says something, such as its state. */
  public LanesGraph awaitLane(String lane, String words) {
    Ui.await("the lane of " + lane + " to say '" + words + "'", () -> lines().stream()
        .anyMatch(line -> line.startsWith(lane) && line.contains(words)));
    return this;
  }

  public LanesGraph act(String lane, String action) {
    click(lane);
    graph.contextMenu().click(action);
    return this;
  }

  /** Clicks its name: what is right of that are its steps. */
  public LanesGraph click(String lane) {
    graph.clickBegin(lane(lane));
    return this;
  }

  public LanesGraph tool(String name) {
    editor.toolItem(name).click();
    return this;
  }

  /** Opens the menu of formats below its tool and takes one by its letter: a key that is lost chooses no other. */
  public void export(String format) {
    tool("Export as a picture");
    Keyboard.press(KeyEvent.getExtendedKeyCodeForChar(format.charAt(0)));
  }

  public double zoom() {
    return Ui.get(() -> ((ScalableRootEditPart) graph.viewer().getRootEditPart()).getZoomManager().getZoom());
  }

  /** The switch that folds all of a state into one line, by what it says, e.g. {@code 3 failed}. */
  public LanesGraph fold(String chip) {
    editor.button(chip).click();
    return this;
  }

  public LanesGraph awaitFound(String words) {
    editor.widget(Label.class, "'" + words + "' beside the search", label -> label.getText().equals(words));
    return this;
  }
}
