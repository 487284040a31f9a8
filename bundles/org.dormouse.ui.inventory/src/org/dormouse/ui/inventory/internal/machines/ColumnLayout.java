package org.dormouse.ui.inventory.internal.machines;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns are shown, in which order and how wide, and its text form for settings:
 * {@code name=190,state=120,…}. What cannot be read of a text is left out. Immutable.
 *
 * @param shown at least one
 * @param widths of those that are not as wide as at first
 */
public record ColumnLayout(List<MachineColumn> shown, Map<MachineColumn, Integer> widths) {

  public static final ColumnLayout AT_FIRST = new ColumnLayout(MachineColumn.atFirst(), Map.of());

  private static final int NARROWEST = 20;
  private static final int WIDEST = 2_000;

  public ColumnLayout {
    shown = shown.isEmpty() ? MachineColumn.atFirst() : List.copyOf(shown);
    widths = Map.copyOf(widths);
  }

  public int width(MachineColumn column) {
    return widths.getOrDefault(column, column.width());
  }

  public static ColumnLayout read(String text) {
    List<MachineColumn> shown = new ArrayList<>();
    Map<MachineColumn, Integer> widths = new EnumMap<>(MachineColumn.class);
    for (String part : text.split(",")) {
      String[] words = part.split("=", -1);
      MachineColumn.of(words[0].strip()).filter(column -> !shown.contains(column)).ifPresent(column -> {
        shown.add(column);
        width(words).ifPresent(width -> widths.put(column, width));
      });
    }
    return new ColumnLayout(shown, widths);
  }

  private static Optional<Integer> width(String[] words) {
    return Stream.of(words).skip(1).filter(word -> word.matches("\\d{1,5}")).map(Integer::valueOf)
        .filter(width -> width >= NARROWEST && width <= WIDEST).findFirst();
  }

  public String text() {
    return shown.stream().map(column -> column.id() + "=" + width(column)).collect(Collectors.joining(","));
  }
}
