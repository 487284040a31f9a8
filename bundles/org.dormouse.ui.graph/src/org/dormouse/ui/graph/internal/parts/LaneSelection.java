package org.dormouse.ui.graph.internal.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;

/**
 * What is selected, by names that outlive scrolling and newer states: some VMs, or one step of one VM.
 *
 * @param servicings ids
 * @param step its kind; empty: the VMs themselves are meant
 * @param stepId of the attempt; 0: the newest
 */
public record LaneSelection(Set<String> servicings, String step, long stepId) {

  public static final LaneSelection NONE = new LaneSelection(Set.of(), "", 0);

  public LaneSelection {
    servicings = Set.copyOf(servicings);
  }

  public static LaneSelection ofServicing(String id) {
    return new LaneSelection(Set.of(id), "", 0);
  }

  /** @param attempt this one is meant for ever, else always the newest */
  public static LaneSelection ofStep(Step step, boolean attempt) {
    return new LaneSelection(Set.of(step.servicingId()), step.kind(), attempt ? step.id() : 0);
  }

  /** Of what was selected elsewhere; empty if it is nothing of a run. The newest attempt stays the newest. */
  public static LaneSelection of(IStructuredSelection selection, LaneModel model) {
    Set<String> ids = new TreeSet<>();
    for (Object element : selection.toList()) {
      if (element instanceof Step step && selection.size() == 1) {
        boolean newest = model.lane(step.servicingId()).flatMap(lane -> lane.cells().stream().map(Lane.Cell::step)
            .filter(cell -> cell.ordinal() == step.ordinal()).findFirst()).filter(cell -> cell.id() == step.id())
            .isPresent();
        return ofStep(step, !newest);
      }
      if (element instanceof Servicing servicing) {
        ids.add(servicing.id());
      }
    }
    return new LaneSelection(ids, "", 0);
  }

  public boolean isServicing(String id) {
    return servicings.contains(id);
  }

  public boolean isStep(Step candidate) {
    return !step.isEmpty() && candidate.kind().equals(step) && servicings.contains(candidate.servicingId())
        && (stepId == 0 || stepId == candidate.id());
  }

  /** The only VM, if it is one. */
  public Optional<String> single() {
    return servicings.size() == 1 ? servicings.stream().findFirst() : Optional.empty();
  }

  /** The present state of what is selected, for other pages. */
  public IStructuredSelection resolve(LaneModel model) {
    List<Object> elements = new ArrayList<>();
    for (String id : servicings) {
      Optional<Lane> lane = model.lane(id);
      if (lane.isPresent()) {
        elements.add(lane.get().attempts().stream().filter(this::isStep).reduce((older, newer) -> newer)
            .<Object>map(each -> each).orElse(lane.get().servicing()));
      }
    }
    return new StructuredSelection(elements);
  }
}
