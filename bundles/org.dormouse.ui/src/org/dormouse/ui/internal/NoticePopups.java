package org.dormouse.ui.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.RunWatch.Notice;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Theme;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.notifications.NotificationPopup;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/**
 * Pop-ups at the lower right edge of the window, one above the other. The platform lays them over everything, at times
 * over the buttons of a wizard, and over each other: so what is to be told while a dialog is open is told when it has
 * been closed, and what is shown when one opens makes room for it and comes back. UI thread only.
 */
final class NoticePopups implements AutoCloseable {

  private static final int MODAL = SWT.PRIMARY_MODAL | SWT.APPLICATION_MODAL | SWT.SYSTEM_MODAL;
  private static final int SHOWN_MILLIS = 10_000;
  private static final int WIDTH = 280;
  /** The list of runs has all; after a long time in a dialog the newest are enough. */
  private static final int MOST = 3;
  private static final int FROM_RIGHT = 12;
  /** Leaves the status line free. */
  private static final int FROM_BOTTOM = 40;
  private static final int BETWEEN = 6;

  private final Display display;
  private final Deque<Notice> waiting = new ArrayDeque<>();
  private final Map<NotificationPopup, Notice> shown = new LinkedHashMap<>();
  private final Listener opened = this::opened;
  private final Listener closed = this::closed;

  NoticePopups(Display display) {
    this.display = display;
    display.addFilter(SWT.Show, opened);
    display.addFilter(SWT.Hide, closed);
    display.addFilter(SWT.Dispose, closed);
  }

  /** Shows it as soon as no dialog is open, in place of what was said before of the same. */
  void tell(Notice notice) {
    waiting.removeIf(older -> isSame(older, notice));
    List.copyOf(shown.entrySet()).stream().filter(older -> isSame(older.getValue(), notice))
        .forEach(older -> older.getKey().close());
    waiting.add(notice);
    while (waiting.size() > MOST) {
      waiting.removeFirst();
    }
    showWaiting();
  }

  private static boolean isSame(Notice one, Notice other) {
    return one.runId().equals(other.runId()) && one.topic() == other.topic();
  }

  private void opened(Event event) {
    if (event.widget instanceof Shell shell && isDialog(shell) && !shown.isEmpty()) {
      List<Notice> hidden = new ArrayList<>(shown.values());
      hidden.reversed().forEach(waiting::addFirst);
      List.copyOf(shown.keySet()).forEach(NotificationPopup::close);
    }
  }

  private void closed(Event event) {
    if (event.widget instanceof Shell shell && isDialog(shell) && !waiting.isEmpty()) {
      // it is still there, and perhaps makes room for the next one
      display.asyncExec(this::showWaiting);
    }
  }

  private static boolean isDialog(Shell shell) {
    return (shell.getStyle() & MODAL) != 0;
  }

  private boolean isDialogOpen() {
    return Arrays.stream(display.getShells()).anyMatch(shell -> isDialog(shell) && shell.isVisible());
  }

  private void showWaiting() {
    while (!waiting.isEmpty() && !display.isDisposed() && !isDialogOpen()) {
      show(waiting.removeFirst());
    }
  }

  private void show(Notice notice) {
    NotificationPopup popup = NotificationPopup.forDisplay(display)
        .title(title(notice), true)
        .content(parent -> content(parent, notice))
        .delay(SHOWN_MILLIS)
        .build();
    popup.open();
    if (!Theme.isDark()) {
      makeEven(popup.getShell(), display.getSystemColor(SWT.COLOR_WIDGET_BACKGROUND));
    }
    place(popup.getShell());
    shown.put(popup, notice);
    popup.getShell().addListener(SWT.Dispose, event -> shown.remove(popup));
  }

  /** The platform's is white below what is said, which is grey in the light theme. */
  private static void makeEven(Composite area, Color behind) {
    area.setBackground(behind);
    Stream.of(area.getChildren()).filter(Composite.class::isInstance).map(Composite.class::cast)
        .forEach(inner -> makeEven(inner, behind));
  }

  /** Above those that are there, if the window has room for it. */
  private void place(Shell popup) {
    Optional<Rectangle> window = Stream.of(PlatformUI.getWorkbench().getWorkbenchWindows())
        .map(IWorkbenchWindow::getShell).filter(shell -> shell.isVisible() && !shell.getMinimized()).findFirst()
        .map(Shell::getBounds);
    Rectangle own = popup.getBounds();
    int above = shown.keySet().stream().mapToInt(other -> other.getShell().getSize().y + BETWEEN).sum();
    window.filter(room -> own.height + above + FROM_BOTTOM < room.height).ifPresent(room -> popup.setLocation(
        Math.max(room.x, room.x + room.width - own.width - FROM_RIGHT),
        room.y + room.height - own.height - above - FROM_BOTTOM));
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
    open.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> openRun(notice.runId())));
    return body;
  }

  private static void openRun(String runId) {
    // While the pop-up or another program is in front, none may be the active one.
    Optional<IWorkbenchWindow> window = Optional.ofNullable(PlatformUI.getWorkbench().getActiveWorkbenchWindow())
        .or(() -> Stream.of(PlatformUI.getWorkbench().getWorkbenchWindows()).findFirst());
    window.filter(one -> one.getActivePage() != null).ifPresent(one -> {
      one.getShell().forceActive();
      Openers.open(one.getActivePage(), Kind.RUN, runId);
    });
  }

  @Override
  public void close() {
    waiting.clear();
    if (!display.isDisposed()) {
      display.removeFilter(SWT.Show, opened);
      display.removeFilter(SWT.Hide, closed);
      display.removeFilter(SWT.Dispose, closed);
    }
  }
}
