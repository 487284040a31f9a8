package org.dormouse.ui.jobs.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring.GroupPreview;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.swt.widgets.Control;

/**
 * Who a job would service as it is written now, asked when the user has paused. Names and patterns are asked as a group
 * that is not stored; who belongs to stored groups the inventory knows. UI thread only.
 */
public final class WhoIsServiced {

  /** What a job says of who it services. */
  public record Said(List<String> patterns, List<String> groups) {}

  /** Told what came of it, while the control is there. */
  public interface Listener {
    void asking();

    void found(List<Machine> machines);

    void failed(ApiError error);
  }

  private static final int PAUSE_MILLIS = 350;

  private final Control shownBy;
  private final EngineLink link;
  private final InventoryData data;
  private final Listener listener;
  private final Runnable ask = this::ask;
  private Said said = new Said(List.of(), List.of());
  private Optional<EngineLink.Request> asked = Optional.empty();

  public WhoIsServiced(Control shownBy, EngineLink link, InventoryData data, Listener listener) {
    this.shownBy = shownBy;
    this.link = link;
    this.data = data;
    this.listener = listener;
    shownBy.addDisposeListener(event -> asked.ifPresent(EngineLink.Request::cancel));
  }

  public void later(Said now) {
    said = now;
    shownBy.getDisplay().timerExec(-1, ask);
    shownBy.getDisplay().timerExec(PAUSE_MILLIS, ask);
  }

  private void ask() {
    if (shownBy.isDisposed()) {
      return;
    }
    asked.ifPresent(EngineLink.Request::cancel);
    Said now = said;
    if (now.patterns().isEmpty()) {
      listener.found(with(List.of(), now.groups(), data.machines()));
      return;
    }
    listener.asking();
    Put group = new Put("group", "preview", Map.of("name", "preview", "virtualMachines", now.patterns()), 0);
    asked = Optional.of(link.ask("Look who is serviced", engine -> engine.previewGroup(group),
        (GroupPreview answer) -> told(() -> listener.found(with(answer.machines(), now.groups(), data.machines()))),
        error -> told(() -> listener.failed(error))));
  }

  private void told(Runnable onUi) {
    if (!shownBy.isDisposed()) {
      onUi.run();
    }
  }

  /** Those named and those of the groups, each once, in the order of the inventory. */
  static List<Machine> with(List<Machine> named, List<String> groups, List<Machine> all) {
    Set<String> ids = named.stream().map(Machine::id).collect(Collectors.toSet());
    return all.stream().filter(machine -> ids.contains(machine.id())
        || machine.groups().stream().anyMatch(groups::contains)).toList();
  }
}
