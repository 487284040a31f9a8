package org.dormouse.ui.inventory.internal.machines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.api.Machines.Machine;

/**
 * Which virtual machines are listed.
 *
 * <p>The text is words, all of which have to be found in any column. A word {@code column:text} looks in one column
 * ({@code os:debian}, {@code tags:web}); numbers can be compared: {@code pending:>5}, {@code security:>0},
 * {@code age:>30} (days since it was last known to be up to date; what never was is older than everything),
 * {@code size:<10} (GiB). {@code excluded:yes} are those that are never serviced. {@code groups:=web} wants the whole
 * name, so that {@code web-test} is not meant. Quotation marks keep blanks together, a dash before a word turns it round.
 *
 * @param states the engine's words; empty for all
 */
public record MachineFilter(String text, Set<String> states) {

  public static final MachineFilter ALL = new MachineFilter("", Set.of());

  private static final Pattern WORD = Pattern.compile("(-)?(?:([a-z]+):)?(=)?(?:\"([^\"]*)\"?|(\\S+))");
  private static final Pattern COMPARISON = Pattern.compile("([<>=])=?(\\d{1,9})");
  private static final long GIB = 1L << 30;

  public MachineFilter {
    states = Set.copyOf(states);
  }

  /** Those with this name in a column, and not those whose names only contain it. */
  public static MachineFilter exactly(String column, String name) {
    return new MachineFilter(column + ":=" + (name.contains(" ") ? '"' + name + '"' : name), Set.of());
  }

  public boolean isAll() {
    return text.isBlank() && states.isEmpty();
  }

  public MachineFilter withText(String other) {
    return new MachineFilter(other, states);
  }

  public MachineFilter withStates(Set<String> others) {
    return new MachineFilter(text, others);
  }

  public boolean hasState(Machine machine) {
    return states.isEmpty() || states.contains(machine.state());
  }

  /** What the text asks for, ready to be asked of many rows. */
  public Predicate<MachineRow> words(Instant now) {
    List<Predicate<MachineRow>> all = new ArrayList<>();
    Matcher words = WORD.matcher(text.strip().toLowerCase(Locale.ROOT));
    while (words.find()) {
      boolean whole = words.group(3) != null;
      String plain = words.group(4) != null ? words.group(4) : words.group(5);
      String what = whole ? "=" + plain : plain;
      String everything = words.group(2) == null ? what : words.group(2) + ":" + what;
      Optional<MachineColumn> column = Optional.ofNullable(words.group(2)).flatMap(MachineFilter::column);
      Predicate<MachineRow> word = column.map(of -> whole && !of.isNumeric() ? named(of, plain)
          : inColumn(of, what, now)).orElseGet(() -> anywhere(everything));
      all.add(words.group(1) == null ? word : word.negate());
    }
    return row -> all.stream().allMatch(word -> word.test(row));
  }

  private static Optional<MachineColumn> column(String prefix) {
    return Arrays.stream(MachineColumn.values())
        .filter(column -> column.id().equals(prefix) || prefix.length() > 1 && column.id().startsWith(prefix))
        .findFirst();
  }

  private static Predicate<MachineRow> anywhere(String word) {
    return row -> row.haystack().contains(word);
  }

  private static Predicate<MachineRow> named(MachineColumn column, String name) {
    return row -> switch (column) {
      case GROUPS -> row.machine().groups().stream().anyMatch(name::equalsIgnoreCase);
      case TAGS -> row.machine().tags().stream().anyMatch(name::equalsIgnoreCase);
      default -> column.text(row.machine()).equalsIgnoreCase(name)
          || column.value(row.machine()).equalsIgnoreCase(name);
    };
  }

  private static Predicate<MachineRow> inColumn(MachineColumn column, String what, Instant now) {
    Matcher comparison = COMPARISON.matcher(what);
    if (column.isNumeric() && comparison.matches()) {
      long number = Long.parseLong(comparison.group(2));
      char sign = comparison.group(1).charAt(0);
      return row -> amount(column, row.machine(), now).filter(amount -> compares(sign, amount, number)).isPresent();
    }
    if (column == MachineColumn.AGE && what.equals("never")) {
      return row -> MachineColumn.fresh(row.machine()).isEmpty();
    }
    return row -> column.text(row.machine()).toLowerCase(Locale.ROOT).contains(what)
        || column.value(row.machine()).toLowerCase(Locale.ROOT).contains(what);
  }

  private static boolean compares(char sign, long amount, long number) {
    return switch (sign) {
      case '<' -> amount < number;
      case '>' -> amount > number;
      default -> amount == number;
    };
  }

  private static Optional<Long> amount(MachineColumn column, Machine machine, Instant now) {
    return switch (column) {
      case PENDING -> Optional.of((long) machine.pending()).filter(amount -> amount >= 0);
      case SECURITY -> Optional.of((long) machine.pendingSecurity()).filter(amount -> amount >= 0);
      case SIZE -> Optional.of(machine.sizeBytes() / GIB);
      case AGE -> MachineColumn.days(machine, now).or(() -> Optional.of(Long.MAX_VALUE));
      case DISKS -> Optional.of((long) machine.disks());
      case GENERATION -> Optional.of((long) machine.generation());
      default -> Optional.empty();
    };
  }
}
