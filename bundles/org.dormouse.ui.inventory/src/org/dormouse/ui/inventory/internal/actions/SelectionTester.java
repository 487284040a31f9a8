package org.dormouse.ui.inventory.internal.actions;

import org.dormouse.api.Definitions.Definition;
import org.eclipse.core.expressions.PropertyTester;

/**
 * Tells menus what is selected: {@code target} if it means virtual machines, {@code kind} if it is a definition of the
 * expected kind, {@code definition} if it is any.
 */
public final class SelectionTester extends PropertyTester {

  @Override
  public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
    return switch (property) {
      case "target" -> Targets.isTarget(receiver);
      case "definition" -> receiver instanceof Definition;
      case "kind" -> receiver instanceof Definition definition && definition.kind().equals(expected);
      default -> false;
    };
  }
}
