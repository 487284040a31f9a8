package org.dormouse.ui.graph.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.HealthCheck;
import org.dormouse.model.Hook;
import org.dormouse.model.Juncture;
import org.dormouse.ui.graph.internal.commands.WorkflowEdits;
import org.dormouse.ui.jobs.HookWords;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.ui.views.properties.ComboBoxPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;
import org.eclipse.ui.views.properties.TextPropertyDescriptor;

/** A hook in the Properties view; edits go through the editing domain and can be undone. */
final class HookProperties implements IPropertySource {

  private static final DormousePackage MODEL = DormousePackage.eINSTANCE;
  private static final String KIND = "kind";
  private static final String[] NO_YES = {"no", "yes"};
  private static final String[] CHECKS = {"command", "address (HTTP)", "port", "systemd unit"};

  private final WorkflowEdits edits;
  private final Hook hook;
  private final List<Juncture> junctures;

  HookProperties(WorkflowEdits edits, Hook hook) {
    this.edits = edits;
    this.hook = hook;
    List<Juncture> allowed = new ArrayList<>(HookWords.allowed(hook.getKind()));
    if (!allowed.contains(hook.getJuncture())) {
      allowed.add(hook.getJuncture());
    }
    this.junctures = allowed;
  }

  @Override
  public Object getEditableValue() {
    return hook;
  }

  @Override
  public IPropertyDescriptor[] getPropertyDescriptors() {
    List<IPropertyDescriptor> all = new ArrayList<>();
    all.add(new PropertyDescriptor(KIND, "Kind"));
    all.add(new TextPropertyDescriptor(MODEL.getNamedObject_Name(), "Name"));
    all.add(new TextPropertyDescriptor(MODEL.getNamedObject_Description(), "Description"));
    all.add(new ComboBoxPropertyDescriptor(MODEL.getHook_Juncture(), "Where",
        junctures.stream().map(HookWords::title).toArray(String[]::new)));
    switch (hook.getKind()) {
      case GUEST_SCRIPT, LOCAL_SCRIPT -> all.add(new TextPropertyDescriptor(MODEL.getHook_Script(), "Script"));
      case HEALTH_CHECK -> {
        all.add(new ComboBoxPropertyDescriptor(MODEL.getHook_Check(), "Checks", CHECKS));
        all.add(new TextPropertyDescriptor(MODEL.getHook_Target(), "Target"));
        all.add(new TextPropertyDescriptor(MODEL.getHook_Attempts(), "Attempts"));
      }
      case APPROVAL -> all.add(new TextPropertyDescriptor(MODEL.getHook_Question(), "Question"));
    }
    all.add(new TextPropertyDescriptor(MODEL.getHook_Timeout(), "Time limit (seconds)"));
    all.add(new ComboBoxPropertyDescriptor(MODEL.getHook_Repeatable(), "Again after a crash", NO_YES));
    all.add(new ComboBoxPropertyDescriptor(MODEL.getHook_MayFail(), "May fail", NO_YES));
    return all.toArray(IPropertyDescriptor[]::new);
  }

  @Override
  public Object getPropertyValue(Object id) {
    if (id.equals(KIND)) {
      return HookWords.title(hook.getKind());
    }
    return switch (hook.eGet((EStructuralFeature) id)) {
      case null -> "";
      case Juncture juncture -> junctures.indexOf(juncture);
      case HealthCheck check -> check.getValue();
      case Boolean yes -> yes ? 1 : 0;
      case Object other -> String.valueOf(other);
    };
  }

  @Override
  public void setPropertyValue(Object id, Object value) {
    EAttribute attribute = (EAttribute) id;
    Object next = parsed(attribute, value);
    if (next != null && !next.equals(hook.eGet(attribute))) {
      edits.domain().getCommandStack().execute(edits.set(hook, Map.of(attribute, next)));
    }
  }

  /** Null if it is nothing of the attribute's type. */
  private Object parsed(EAttribute attribute, Object value) {
    if (attribute == MODEL.getHook_Juncture()) {
      int index = (Integer) value;
      return index < 0 ? null : junctures.get(index);
    }
    if (attribute == MODEL.getHook_Check()) {
      return HealthCheck.get((Integer) value);
    }
    if (value instanceof Integer choice) {
      return choice == 1;
    }
    if (attribute.getEAttributeType().getInstanceClass() == int.class) {
      try {
        return Integer.parseInt(String.valueOf(value).trim());
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return value;
  }

  @Override
  public boolean isPropertySet(Object id) {
    return id instanceof EStructuralFeature feature && hook.eIsSet(feature);
  }

  @Override
  public void resetPropertyValue(Object id) {
    if (id instanceof EAttribute attribute) {
      edits.domain().getCommandStack().execute(edits.set(hook, Map.of(attribute, attribute.getDefaultValue())));
    }
  }
}
