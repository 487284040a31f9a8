package org.dormouse.ui.inventory.internal.tree;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;

/** What the tree consists of: categories, definitions, and a hint where a category is empty. */
final class InventoryNodes {

  /** One for each kind of definitions that the tree shows, in the order of the tree. */
  enum Category {
    LIBRARIES(Kind.LIBRARY, "Libraries", "library", "No library yet. Add one…", Ids.ADD_LIBRARY),
    GROUPS(Kind.GROUP, "VM groups", "group", "No VM group yet. Make one…", Ids.NEW_GROUP),
    HOSTS(Kind.HOST, "Maintenance hosts", "host", "No maintenance host yet. Add one…", Ids.ADD_HOST),
    SERVICES(Kind.SERVICE, "Update services", "service", "No update service yet. Add one…", Ids.ADD_SERVICE),
    JOBS(Kind.JOB, "Servicing jobs", "job", "No servicing job yet. Make one…", Ids.NEW_JOB);

    private final Kind kind;
    private final String title;
    private final String icon;
    private final String hint;
    private final String command;

    Category(Kind kind, String title, String icon, String hint, String command) {
      this.kind = kind;
      this.title = title;
      this.icon = icon;
      this.hint = hint;
      this.command = command;
    }

    Kind kind() {
      return kind;
    }

    String title() {
      return title;
    }

    String icon() {
      return icon;
    }

    /** Makes the first of its kind. */
    String command() {
      return command;
    }

    static Category of(String kind) {
      return Stream.of(values()).filter(category -> category.kind.id().equals(kind)).findFirst().orElseThrow();
    }
  }

  /** Stands where a category has nothing. */
  record Hint(Category category) {
    String text() {
      return category.hint;
    }
  }

  private InventoryNodes() {}

  static List<Object> children(InventoryData data, Category category) {
    List<Definition> definitions = data.definitions(category.kind());
    if (definitions.isEmpty()) {
      return data.isLoaded(category.kind()) ? List.of(new Hint(category)) : List.of();
    }
    return List.copyOf(definitions);
  }

  /** What is said behind a name, in grey. */
  static String remark(InventoryData data, Definition definition) {
    return switch (definition.kind()) {
      case "library" -> machines(data.machines().stream()
          .filter(machine -> machine.library().equals(definition.name())).toList());
      case "group" -> machines(data.machines().stream()
          .filter(machine -> machine.groups().contains(definition.name())).toList());
      case "job" -> text(definition, "updateService");
      default -> text(definition, "type");
    };
  }

  private static String text(Definition definition, String attribute) {
    return definition.document().get(attribute) instanceof String text ? text : "";
  }

  private static String machines(List<Machine> machines) {
    long attention = machines.stream().filter(machine -> !machine.state().equals("up-to-date")
        && !machine.state().equals("servicing")).count();
    String count = String.format(Locale.ROOT, "%,d", machines.size());
    return attention == 0 ? count : count + ", " + String.format(Locale.ROOT, "%,d", attention)
        + " not up to date";
  }
}
