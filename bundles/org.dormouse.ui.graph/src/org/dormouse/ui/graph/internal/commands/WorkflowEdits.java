package org.dormouse.ui.graph.internal.commands;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dormouse.model.DormouseFactory;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.eclipse.emf.common.command.Command;
import org.eclipse.emf.common.command.CompoundCommand;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.edit.command.AddCommand;
import org.eclipse.emf.edit.command.MoveCommand;
import org.eclipse.emf.edit.command.RemoveCommand;
import org.eclipse.emf.edit.command.SetCommand;
import org.eclipse.emf.edit.domain.EditingDomain;

/**
 * Changes of a job's hooks as commands that can be undone. The job has one list of hooks; the order within a juncture
 * is their order in that list.
 */
public final class WorkflowEdits {

  private static final DormousePackage MODEL = DormousePackage.eINSTANCE;

  private final EditingDomain domain;
  private final ServicingJob job;

  public WorkflowEdits(EditingDomain domain, ServicingJob job) {
    this.domain = domain;
    this.job = job;
  }

  public ServicingJob job() {
    return job;
  }

  public EditingDomain domain() {
    return domain;
  }

  /** A hook of this kind with a name of its own and what it needs at least. */
  public Hook create(HookKind kind) {
    Hook hook = DormouseFactory.eINSTANCE.createHook();
    hook.setKind(kind);
    hook.setName(HookPlaces.freeName(job.getHooks(), kind));
    switch (kind) {
      case GUEST_SCRIPT, LOCAL_SCRIPT -> hook.setScript("#!/bin/sh\nset -e\n");
      case APPROVAL -> {
        hook.setQuestion("Go on with this virtual machine?");
        hook.setTimeout(3600);
      }
      case HEALTH_CHECK -> { }
    }
    return hook;
  }

  /** @param index before which of the juncture's hooks; their number: at the end */
  public Command add(Hook hook, Juncture juncture, int index) {
    hook.setJuncture(juncture);
    List<Hook> others = HookPlaces.at(job.getHooks(), juncture);
    int at = index < others.size() ? job.getHooks().indexOf(others.get(index)) : afterLast(others);
    return labelled("Add " + hook.getName(), AddCommand.create(domain, job, MODEL.getServicingJob_Hooks(), hook, at));
  }

  private int afterLast(List<Hook> others) {
    return others.isEmpty() ? job.getHooks().size() : job.getHooks().indexOf(others.get(others.size() - 1)) + 1;
  }

  /** @param index as in {@link #add}, counted with the hook where it stands now */
  public Command move(Hook hook, Juncture juncture, int index) {
    List<Hook> present = HookPlaces.at(job.getHooks(), juncture);
    int from = job.getHooks().indexOf(hook);
    int to = index < present.size() ? job.getHooks().indexOf(present.get(index)) : afterLast(present);
    // Taken out first, all behind it move up.
    int target = Math.clamp(to > from ? to - 1 : to, 0, job.getHooks().size() - 1);
    CompoundCommand command = new CompoundCommand("Move " + hook.getName());
    if (hook.getJuncture() != juncture) {
      command.append(SetCommand.create(domain, hook, MODEL.getHook_Juncture(), juncture));
    }
    if (target != from) {
      command.append(MoveCommand.create(domain, job, MODEL.getServicingJob_Hooks(), hook, target));
    }
    return command;
  }

  public Command delete(List<Hook> hooks) {
    String label = hooks.size() == 1 ? "Delete " + hooks.get(0).getName() : "Delete " + hooks.size() + " hooks";
    return labelled(label, RemoveCommand.create(domain, job, MODEL.getServicingJob_Hooks(), hooks));
  }

  public Command setBootTest(boolean on) {
    return labelled(on ? "Switch the boot test on" : "Switch the boot test off",
        SetCommand.create(domain, job, MODEL.getServicingJob_BootTest(), on));
  }

  /** @param values by attribute; those that are as they were are left alone */
  public Command set(Hook hook, Map<EAttribute, Object> values) {
    CompoundCommand command = new CompoundCommand("Edit " + hook.getName());
    values.forEach((attribute, value) -> {
      if (!Objects.equals(hook.eGet(attribute), value)) {
        command.append(SetCommand.create(domain, hook, attribute,
            value == null || value.equals(attribute.getDefaultValue()) ? SetCommand.UNSET_VALUE : value));
      }
    });
    return command;
  }

  private static Command labelled(String label, Command command) {
    CompoundCommand named = new CompoundCommand(label);
    named.append(command);
    return named;
  }
}
