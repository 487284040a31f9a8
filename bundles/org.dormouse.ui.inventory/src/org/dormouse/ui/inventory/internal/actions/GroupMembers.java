package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Set;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft;
import org.dormouse.ui.style.Words;

/** Adds virtual machines to a group. Who was first does not matter to that, so a conflict is simply tried again. */
public final class GroupMembers {

  private static final int TRIES = 3;

  private GroupMembers() {}

  public static void add(Desk desk, Definition group, List<String> ids) {
    add(desk, group, ids, TRIES);
  }

  private static void add(Desk desk, Definition group, List<String> ids, int tries) {
    GroupDraft draft = GroupDraft.of(group.document());
    if (draft.add(ids) == 0) {
      return;
    }
    String what = "Add " + Words.count(ids.size(), "virtual machine", "virtual machines") + " to the group "
        + group.name();
    desk.link().ask(what,
        engine -> engine.put(new Put(group.kind(), group.name(), draft.document(), group.version())),
        stored -> desk.data().refresh(Set.of(Kind.GROUP, Kind.VM)),
        error -> failed(desk, group, ids, tries - 1, what, error));
  }

  private static void failed(Desk desk, Definition group, List<String> ids, int tries, String what, ApiError error) {
    if (tries == 0 || !error.category().equals("conflict")) {
      Failed.tell(what, error);
      return;
    }
    desk.link().ask(what, engine -> engine.definition(new Named(group.kind(), group.name())),
        now -> add(desk, now, ids, tries), gone -> Failed.tell(what, gone));
  }
}
