package org.dormouse.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.RunWatch.Notice;
import org.dormouse.ui.data.RunWatch;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.notifications.NotificationPopup;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/**
 * Tells what has become of runs: by a pop-up in the window, and by the desktop's own notification while the window is
 * not the active one. Each topic can be switched off.
 */
final class RunNotifier implements AutoCloseable {

  private static final long DESKTOP_SECONDS = 5;
  private static final int WIDTH = 280;

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

  private static void tell(Notice notice, IPreferenceStore preferences) {
    Display display = Display.getCurrent();
    if (preferences.getBoolean(Preferences.NOTIFY_WINDOW)) {
      NotificationPopup.forDisplay(display)
          .title(title(notice), true)
          .content(parent -> content(parent, notice))
          .delay(10_000)
          .open();
    }
    if (preferences.getBoolean(Preferences.NOTIFY_DESKTOP) && display.getActiveShell() == null) {
      desktop(notice);
    }
  }

  private static Function<Composite, Control> title(Notice notice) {
    return parent -> {
      Composite row = new Composite(parent, SWT.NONE);
      GridLayoutFactory.fillDefaults().margins(6, 2).numColumns(2).applyTo(row);
      new Label(row, SWT.NONE).setImage(Icons.image(notice.style().iconName()));
      Label text = new Label(row, SWT.NONE);
      text.setText(notice.title().replace("&", "&&"));
      return row;
    };
  }

  private static Control content(Composite parent, Notice notice) {
    Composite body = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(6, 4).applyTo(body);
    Label text = new Label(body, SWT.WRAP);
    text.setText(notice.text().replace("&", "&&"));
    GridDataFactory.fillDefaults().hint(WIDTH, SWT.DEFAULT).applyTo(text);
    Link open = new Link(body, SWT.NONE);
    open.setText("<a>Show the run</a>");
    open.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> show(notice)));
    return body;
  }

  private static void show(Notice notice) {
    // While the pop-up or another program is in front, none may be the active one.
    Optional<IWorkbenchWindow> window = Optional.ofNullable(PlatformUI.getWorkbench().getActiveWorkbenchWindow())
        .or(() -> Stream.of(PlatformUI.getWorkbench().getWorkbenchWindows()).findFirst());
    window.filter(one -> one.getActivePage() != null).ifPresent(one -> {
      one.getShell().forceActive();
      Openers.open(one.getActivePage(), Kind.RUN, notice.runId());
    });
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
  }
}
