package org.dormouse.ui.tests.driver;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.jface.notifications.NotificationPopup;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;

/** The workbench window under test: its views, editors, menus and dialogs. */
public final class Workbench {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 780;

  private Workbench() {
  }

  /** UI thread. */
  public static IWorkbenchWindow window() {
    IWorkbenchWindow[] windows = PlatformUI.getWorkbench().getWorkbenchWindows();
    if (windows.length == 0) {
      throw new AssertionError("the workbench has no window");
    }
    return windows[0];
  }

  /** UI thread. */
  public static IWorkbenchPage page() {
    return window().getActivePage();
  }

  public static ShellBot shell() {
    Shell shell = Ui.get(() -> window().getShell());
    return new ShellBot(shell);
  }

  public static MenuDriver menu() {
    return MenuDriver.barOf(Ui.get(() -> window().getShell()));
  }

  /** Closes what an earlier test left open, resets the perspective and brings the window to the front. */
  public static void reset() {
    closeDialogs();
    Ui.run(() -> {
      closeNotifications();
      page().closeAllEditors(false);
      page().resetPerspective();
      window().getShell().setBounds(0, 0, WIDTH, HEIGHT);
    });
    // what an editor was just about to ask
    Ui.settle();
    closeDialogs();
    ShellBot.activate(Ui.get(() -> window().getShell()));
  }

  /** They tell of what an earlier test did, and lie over what this one clicks. */
  private static void closeNotifications() {
    for (Shell shell : Ui.display().getShells()) {
      if (shell.getData() instanceof NotificationPopup popup) {
        popup.close();
      }
    }
  }

  /** From the one in front to the ones behind. */
  public static void closeDialogs() {
    FileChooser.dismiss();
    Shell main = Ui.get(() -> window().getShell());
    for (int round = 0; round < 5; round++) {
      Ui.start(() -> Arrays.stream(Ui.display().getShells()).filter(shell -> isDialog(shell, main))
          .reduce((first, second) -> second).ifPresent(Shell::close));
      Ui.settle();
      if (Ui.get(() -> Arrays.stream(Ui.display().getShells()).noneMatch(shell -> isDialog(shell, main)))) {
        return;
      }
    }
  }

  private static boolean isDialog(Shell shell, Shell main) {
    return !shell.isDisposed() && shell.isVisible() && shell != main && !shell.getText().isEmpty();
  }

  /** Shows a view as its menu entry would, and waits until it is drawn. */
  public static PartBot view(String id) {
    IWorkbenchPart part = Ui.get(() -> {
      try {
        return page().showView(id);
      } catch (PartInitException e) {
        throw new AssertionError("the view " + id + " does not open", e);
      }
    });
    Ui.settle();
    return new PartBot(part);
  }

  /** The editor with this title, once it is open. */
  public static PartBot editor(String title) {
    return new PartBot(Ui.find("editor '" + title + "'", () -> Arrays.stream(page().getEditorReferences())
        .filter(reference -> reference.getTitle().equals(title)).findFirst()
        .map(reference -> reference.getEditor(true)).map(IWorkbenchPart.class::cast)));
  }

  /** The editor that something has just opened. */
  public static PartBot activeEditor(String what) {
    return new PartBot(Ui.find(what,
        () -> Optional.ofNullable(page().getActiveEditor()).map(IWorkbenchPart.class::cast)));
  }

  public static boolean hasEditor(String title) {
    return Ui.get(() -> Arrays.stream(page().getEditorReferences()).map(IEditorReference::getTitle)
        .anyMatch(title::equals));
  }

  /** The composite of a part: the parent of its controls. UI thread. */
  static Optional<Composite> composite(IWorkbenchPart part) {
    MPart model = part.getSite().getService(MPart.class);
    return Optional.ofNullable(model).map(MPart::getWidget).filter(Composite.class::isInstance)
        .map(Composite.class::cast).filter(composite -> !composite.isDisposed());
  }
}
