package org.dormouse.ui.parts;

import java.util.List;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;

/** Facts that are read and not altered, in a view of properties that are altered elsewhere. Ids are indexes. */
public record FactSource(List<Fact> facts) implements IPropertySource {

  @Override
  public Object getEditableValue() {
    return "";
  }

  @Override
  public IPropertyDescriptor[] getPropertyDescriptors() {
    IPropertyDescriptor[] descriptors = new IPropertyDescriptor[facts.size()];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = new PropertyDescriptor(i, facts.get(i).label());
    }
    return descriptors;
  }

  @Override
  public Object getPropertyValue(Object id) {
    return facts.get((Integer) id).value();
  }

  @Override
  public boolean isPropertySet(Object id) {
    return false;
  }

  @Override
  public void resetPropertyValue(Object id) {
    // Nothing is altered here.
  }

  @Override
  public void setPropertyValue(Object id, Object value) {
    // Nothing is altered here.
  }
}
