package org.dormouse.ui.inventory.internal.machines;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dormouse.ui.inventory.internal.machines.MachineIndex.Order;
import org.eclipse.ui.IMemento;

/** What the list remembers from one day to the next. What cannot be read is as at first. */
record ListSettings(MachineFilter filter, Order order, ColumnLayout columns) {

  private static final String TEXT = "filter";
  private static final String STATES = "states";
  private static final String COLUMN = "sortedBy";
  private static final String DESCENDING = "descending";
  private static final String COLUMNS = "columns";

  static ListSettings read(Optional<IMemento> memento) {
    return memento.map(ListSettings::read)
        .orElse(new ListSettings(MachineFilter.ALL, Order.AT_FIRST, ColumnLayout.AT_FIRST));
  }

  private static ListSettings read(IMemento memento) {
    Set<String> states = new LinkedHashSet<>();
    text(memento, STATES).ifPresent(words -> Stream.of(words.split(","))
        .filter(MachineStates.ALL::contains).forEach(states::add));
    Order order = text(memento, COLUMN).flatMap(MachineColumn::of)
        .map(column -> new Order(column, "true".equals(memento.getString(DESCENDING)))).orElse(Order.AT_FIRST);
    return new ListSettings(new MachineFilter(text(memento, TEXT).orElse(""), states), order,
        text(memento, COLUMNS).map(ColumnLayout::read).orElse(ColumnLayout.AT_FIRST));
  }

  ListSettings with(MachineFilter wanted) {
    return new ListSettings(wanted, order, columns);
  }

  private static Optional<String> text(IMemento memento, String key) {
    return Optional.ofNullable(memento.getString(key));
  }

  void write(IMemento memento) {
    memento.putString(TEXT, filter.text());
    memento.putString(STATES, String.join(",", filter.states()));
    memento.putString(COLUMN, order.column().id());
    memento.putString(DESCENDING, String.valueOf(order.descending()));
    memento.putString(COLUMNS, columns.text());
  }
}
