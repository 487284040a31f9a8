package org.dormouse.ui.parts;

import java.util.List;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;

/** One thing that is known of what is selected, as the Properties view shows it. */
public record Fact(String label, String value) {

  /** Facts that are read and not altered, for the platform's view of properties. */
  public static IPropertySource source(List<Fact> facts) {
    return new Source(facts);
  }

  /** Ids are indexes. */
  private record Source(List<Fact> facts) implements IPropertySource {

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
}
