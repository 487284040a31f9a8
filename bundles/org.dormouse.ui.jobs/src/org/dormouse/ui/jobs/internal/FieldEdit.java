package org.dormouse.ui.jobs.internal;

import org.eclipse.emf.common.command.AbstractCommand;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

/** What is typed into a field between coming to it and leaving it. Carried out by {@link EditStack}. */
public final class FieldEdit extends AbstractCommand {

  private final EObject owner;
  private final EAttribute attribute;
  private final Object visit;
  private Object before;
  private boolean setBefore;
  private Object value;

  /** @param visit the same for everything that is typed until the field is left */
  public FieldEdit(EObject owner, EAttribute attribute, Object value, Object visit) {
    super("Set " + attribute.getName());
    this.owner = owner;
    this.attribute = attribute;
    this.value = value;
    this.visit = visit;
  }

  /** Makes the later edit a part of this one, if both are of one visit. */
  boolean takesOver(FieldEdit later) {
    if (later.owner != owner || later.attribute != attribute || later.visit != visit) {
      return false;
    }
    value = later.value;
    redo();
    return true;
  }

  @Override
  protected boolean prepare() {
    before = owner.eGet(attribute);
    setBefore = owner.eIsSet(attribute);
    return true;
  }

  @Override
  public void execute() {
    redo();
  }

  @Override
  public void undo() {
    if (setBefore) {
      owner.eSet(attribute, before);
    } else {
      owner.eUnset(attribute);
    }
  }

  @Override
  public void redo() {
    owner.eSet(attribute, value);
  }
}
