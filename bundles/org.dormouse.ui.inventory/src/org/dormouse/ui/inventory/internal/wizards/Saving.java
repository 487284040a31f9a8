package org.dormouse.ui.inventory.internal.wizards;

import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.parts.ConflictDialog;
import org.dormouse.ui.parts.Draft;
import org.eclipse.jface.window.Window;

/**
 * Stores a draft. If somebody else was first, base, mine and theirs are shown, and what comes of it is stored on top of
 * theirs. UI thread only.
 *
 * @param base as it was when the editing began; empty for a new one
 * @param cancelled whether the user has gone: then nobody is asked what to do about a conflict
 */
record Saving(Desk desk, Draft draft, Map<String, Object> base, BooleanSupplier cancelled) {

  /** @param failed told what is wrong; also when the user would rather go on editing */
  void start(Consumer<Definition> stored, Consumer<ApiError> failed) {
    put(draft.put(), stored, failed);
  }

  private void put(Put put, Consumer<Definition> stored, Consumer<ApiError> failed) {
    desk.link().ask("Save " + put.name(), engine -> engine.put(put), done -> {
      desk.data().refresh(Set.of(draft.kind(), Kind.VM));
      stored.accept(done);
    }, error -> {
      if (error.category().equals("conflict") && !draft.isNew() && !cancelled.getAsBoolean()) {
        resolve(error, stored, failed);
      } else {
        failed.accept(error);
      }
    });
  }

  private void resolve(ApiError conflict, Consumer<Definition> stored, Consumer<ApiError> failed) {
    Named name = new Named(draft.kind().id(), draft.name());
    desk.link().ask("Look at " + draft.name(), engine -> engine.definition(name), theirs -> {
      if (cancelled.getAsBoolean()) {
        failed.accept(conflict);
        return;
      }
      ConflictDialog dialog = new ConflictDialog(Failed.shell(), base, draft.document(), theirs);
      if (dialog.open() == Window.OK) {
        put(new Put(theirs.kind(), theirs.name(), dialog.merged(), theirs.version()), stored, failed);
      } else {
        failed.accept(conflict);
      }
    }, failed);
  }
}
