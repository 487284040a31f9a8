package org.dormouse.ui.inventory.internal.wizards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.inventory.internal.machines.Scans;
import org.dormouse.ui.parts.DefinitionDialog;
import org.dormouse.ui.parts.DefinitionWizardPage;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.FileWork;

/** Opens the wizards. UI thread only; modal. */
public final class Wizards {

  private static final int WIDTH = 620;
  private static final int HEIGHT = 560;
  private static final int GROUP_WIDTH = 920;
  private static final int GROUP_HEIGHT = 540;

  private Wizards() {}

  /** A new library, maintenance host or update service. */
  public static void add(Desk desk, Kind kind) {
    FileWork.start("Look at this machine", Suggestions::ofThisMachine, suggestions -> {
      Draft draft = new Draft(kind, suggestions.of(kind, name -> desk.data().definition(kind, name).isPresent()), 0);
      String title = "Add " + Kinds.word(kind);
      open(desk, Kinds.windowTitle(title), backend(desk, draft, title), Map.of(), stored -> {
        if (kind == Kind.LIBRARY) {
          Scans.start(desk, List.of(stored));
        }
      });
    });
  }

  private static DefinitionWizardPage backend(Desk desk, Draft draft, String title) {
    return new BackendPage(desk, draft, title, description(draft.kind()), List.of(), name -> false);
  }

  static String description(Kind kind) {
    return switch (kind) {
      case LIBRARY -> "Where your stored virtual machines lie.";
      case HOST -> "A hypervisor host that is lent to servicing.";
      default -> "Where updates come from.";
    };
  }

  /** The wizard that made it, with what it is now. */
  public static void edit(Desk desk, Definition definition) {
    Map<String, Object> document = new LinkedHashMap<>(definition.document());
    document.put("name", definition.name());
    Kind kind = Kind.of(definition.kind()).orElseThrow();
    Draft draft = new Draft(kind, document, definition.version());
    String title = "Edit " + Kinds.word(kind) + " " + definition.name();
    DefinitionWizardPage page = kind == Kind.GROUP ? new GroupPage(desk, draft, title) : backend(desk, draft, title);
    open(desk, Kinds.windowTitle("Edit " + Kinds.word(kind)) + " " + definition.name(), page, definition.document(),
        stored -> { });
  }

  /** @param members ids of the virtual machines that it begins with */
  public static void newGroup(Desk desk, List<String> members) {
    Draft draft = Draft.create(Kind.GROUP);
    draft.set("virtualMachines", List.copyOf(members));
    open(desk, "New VM Group", new GroupPage(desk, draft, "New VM group"), Map.of(), stored -> { });
  }

  private static void open(Desk desk, String title, DefinitionWizardPage page, Map<String, Object> base,
      Consumer<Definition> stored) {
    boolean group = page instanceof GroupPage;
    DefinitionWizard wizard = new DefinitionWizard(desk, title, page, base, stored);
    new DefinitionDialog(Failed.shell(), desk.link(), wizard, group ? GROUP_WIDTH : WIDTH,
        group ? GROUP_HEIGHT : HEIGHT).open();
  }

  /** First start: everything that servicing needs. */
  public static void setUp(Desk desk) {
    FileWork.start("Look at this machine", Suggestions::ofThisMachine, suggestions ->
        new DefinitionDialog(Failed.shell(), desk.link(), new SetUpWizard(desk, suggestions), WIDTH, HEIGHT).open());
  }
}
