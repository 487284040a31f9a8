package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.MachineRows;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Who belongs to a group as it is written now; asked for when the user has paused. */
final class GroupPreview {

  private static final int PAUSE_MILLIS = 350;

  private final Composite area;
  private final Label title;
  private final Rows<Machine> rows;
  private final EngineLink link;
  private final Runnable ask = this::ask;
  private Optional<Draft> draft = Optional.empty();
  private Optional<EngineLink.Request> asked = Optional.empty();

  GroupPreview(Composite parent, EngineLink link) {
    this.link = link;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(area);
    title = new Label(area, SWT.WRAP);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
    rows = MachineRows.create(area, "Who belongs to it now");
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 200).applyTo(rows.control());
  }

  Composite control() {
    return area;
  }

  /** @param empty true if it says nothing yet */
  void show(Draft wanted, boolean empty) {
    draft = empty ? Optional.empty() : Optional.of(wanted);
    area.getDisplay().timerExec(-1, ask);
    if (empty) {
      cancel();
      show(List.of(), "Preview: nobody yet");
    } else {
      area.getDisplay().timerExec(PAUSE_MILLIS, ask);
    }
  }

  private void ask() {
    if (area.isDisposed() || draft.isEmpty()) {
      return;
    }
    cancel();
    String name = draft.get().name().isEmpty() ? "preview" : draft.get().name();
    var document = draft.get().document();
    document.put("name", name);
    title.setText("Preview: asking…");
    asked = Optional.of(link.ask("Preview the group " + name,
        engine -> engine.previewGroup(new Put("group", name, document, 0)),
        found -> show(found.machines(), "Preview: "
            + Words.count(found.machines().size(), "virtual machine", "virtual machines") + " now"),
        error -> show(List.of(), ErrorText.line(error))));
  }

  private void show(List<Machine> found, String text) {
    if (!area.isDisposed()) {
      title.setText(text.replace("&", "&&"));
      rows.show(found);
      area.layout(true);
    }
  }

  void cancel() {
    asked.ifPresent(EngineLink.Request::cancel);
    asked = Optional.empty();
  }
}
