package org.dormouse.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.RunWatch.Notice;
import org.dormouse.ui.data.RunWatch;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.swt.widgets.Display;

/**
 * Tells what has become of runs: by a pop-up in the window, and by the desktop's own notification while the window is
 * not the active one. Each topic can be switched off.
 */
final class RunNotifier implements AutoCloseable {

  private static final long DESKTOP_SECONDS = 5;

  private final Display display = Display.getCurrent();
  private final NoticePopups popups = new NoticePopups(display);
  private final InventoryData data;
  private final RunWatch watch = new RunWatch();
  private final Consumer<Set<Kind>> listener = this::look;

  RunNotifier(InventoryData data) {
    this.data = data;
    data.addListener(listener);
    look(Set.of(Kind.RUN));
  }

  private void look(Set<Kind> kinds) {
    if (!kinds.contains(Kind.RUN) || !data.isLoaded(Kind.RUN)) {
      return;
    }
    IPreferenceStore preferences = Preferences.store();
    for (Notice notice : watch.look(data.runs())) {
      if (preferences.getBoolean(Preferences.notify(notice.topic()))) {
        tell(notice, preferences);
      }
    }
  }

  private void tell(Notice notice, IPreferenceStore preferences) {
    if (preferences.getBoolean(Preferences.NOTIFY_WINDOW)) {
      popups.tell(notice);
    }
    if (preferences.getBoolean(Preferences.NOTIFY_DESKTOP) && display.getActiveShell() == null) {
      desktop(notice);
    }
  }

  private static void desktop(Notice notice) {
    program().ifPresent(program -> Thread.ofPlatform().daemon().name("desktop-notification").start(() -> {
      try {
        // After the two dashes a title may begin with whatever it likes.
        Process process = new ProcessBuilder(List.of(program.toString(), "--app-name=Dormouse", "--", notice.title(),
            notice.text()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(DESKTOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (IOException | InterruptedException e) {
        // The window's own pop-up has told it.
      }
    }));
  }

  private static Optional<Path> program() {
    return List.of("/usr/bin/notify-send", "/usr/local/bin/notify-send").stream().map(Path::of)
        .filter(Files::isExecutable).findFirst();
  }

  @Override
  public void close() {
    data.removeListener(listener);
    popups.close();
  }
}
