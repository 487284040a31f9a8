package org.dormouse.ui.inventory.internal.tree;

import java.util.List;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.definitions.NetworkChecks;

/** What the tree consists of: categories, definitions, and a hint where a category is empty. */
final class InventoryNodes {

  /**
   * One for each kind of definitions that the tree shows, in the order of the tree. Networks are not defined: each
   * belongs to a host.
   */
  enum Category {
    LIBRARIES(Kind.LIBRARY, "Libraries", "library", "No library yet. Add one…", Ids.ADD_LIBRARY),
    GROUPS(Kind.GROUP, "VM groups", "group", "No VM group yet. Make one…", Ids.NEW_GROUP),
    HOSTS(Kind.HOST, "Maintenance hosts", "host", "No maintenance host yet. Add one…", Ids.ADD_HOST),
    SERVICES(Kind.SERVICE, "Update services", "service", "No update service yet. Add one…", Ids.ADD_SERVICE),
    NETWORKS(Kind.HOST, "Networks", "network", "No network yet: a maintenance host brings it. Add one…", Ids.ADD_HOST),
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

  static List<Object> children(InventoryData data, NetworkChecks checks, Category category) {
    List<Definition> definitions = data.definitions(category.kind());
    if (definitions.isEmpty()) {
      return data.isLoaded(category.kind()) ? List.of(new Hint(category)) : List.of();
    }
    return category == Category.NETWORKS ? List.copyOf(definitions.stream().map(checks::of).toList())
        : List.copyOf(definitions);
  }

  /** What is said behind a name, in grey. */
  static String remark(MachineCounts counts, Definition definition) {
    return switch (definition.kind()) {
      case "library" -> counts.ofLibrary(definition.name()).text();
      case "group" -> counts.ofGroup(definition.name()).text();
      case "job" -> text(definition, "updateService");
      default -> text(definition, "type");
    };
  }

  private static String text(Definition definition, String attribute) {
    return definition.document().get(attribute) instanceof String text ? text : "";
  }
}
