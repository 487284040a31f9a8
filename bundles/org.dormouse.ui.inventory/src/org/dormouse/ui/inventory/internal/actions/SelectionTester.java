package org.dormouse.ui.inventory.internal.actions;

import java.util.Collection;
import java.util.List;
import org.dormouse.api.Definitions.Definition;
import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.jface.viewers.IStructuredSelection;

/**
 * Tells menus what is selected: {@code targets} if all of a selection means virtual machines (asked of the whole, since
 * the platform takes long to ask of ten thousand elements one by one), {@code kind} if it is a definition of the
 * expected kind, {@code definition} if it is any.
 */
public final class SelectionTester extends PropertyTester {

  @Override
  public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
    return switch (property) {
      case "targets" -> !all(receiver).isEmpty() && all(receiver).stream().allMatch(Targets::isTarget);
      case "definition" -> receiver instanceof Definition;
      case "kind" -> receiver instanceof Definition definition && definition.kind().equals(expected);
      default -> false;
    };
  }

  private static Collection<?> all(Object selection) {
    return switch (selection) {
      case IStructuredSelection structured -> structured.toList();
      case Collection<?> several -> several;
      default -> List.of(selection);
    };
  }
}
