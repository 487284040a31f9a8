package org.dormouse.ui.graph.internal.parts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.model.Hook;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.graph.internal.commands.WorkflowEdits;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.WorkflowLayout;

/** All that the edit parts of a workflow show. UI thread only. */
public final class WorkflowBoard {

  private static final Pattern HOOK = Pattern.compile("hooks\\[(\\d{1,4})\\].*");

  private final WorkflowEdits edits;
  private final Consumer<Hook> open;
  private GraphColours colours = GraphColours.of(false);
  private WorkflowLayout layout;
  private Map<Hook, List<Problem>> problems = Map.of();

  /** @param open what a double click on a hook does */
  public WorkflowBoard(WorkflowEdits edits, Consumer<Hook> open) {
    this.edits = edits;
    this.open = open;
    this.layout = WorkflowLayout.of(edits.job(), 0);
  }

  public WorkflowEdits edits() {
    return edits;
  }

  public ServicingJob job() {
    return edits.job();
  }

  public void open(Hook hook) {
    open.accept(hook);
  }

  public GraphColours colours() {
    return colours;
  }

  public void setColours(GraphColours colours) {
    this.colours = colours;
  }

  public WorkflowLayout layout() {
    return layout;
  }

  public void lay(int available) {
    layout = WorkflowLayout.of(job(), available);
  }

  /** @param all of the job; those about hooks are shown on them */
  public void setProblems(List<Problem> all) {
    problems = byHook(all, job().getHooks());
  }

  static Map<Hook, List<Problem>> byHook(List<Problem> all, List<Hook> hooks) {
    Map<Hook, List<Problem>> found = new HashMap<>();
    for (Problem problem : all) {
      Matcher path = HOOK.matcher(problem.path());
      if (path.matches() && Integer.parseInt(path.group(1)) < hooks.size()) {
        found.computeIfAbsent(hooks.get(Integer.parseInt(path.group(1))), hook -> new ArrayList<>())
            .add(problem);
      }
    }
    return found;
  }

  public List<Problem> problems(Hook hook) {
    return problems.getOrDefault(hook, List.of());
  }
}
