package org.dormouse.ui.parts;

import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/**
 * A dialog with a title and a message above its body, help for all of the body, and room that can be made larger. UI
 * thread only.
 */
public abstract class TitledDialog extends TitleAreaDialog {

  private static final Point AS_NEEDED = new Point(SWT.DEFAULT, SWT.DEFAULT);

  private final String window;
  private final String help;
  private final Point size;

  /**
   * As large as its body needs.
   *
   * @param window title of the window
   * @param help topic of {@link ContextHelp}
   */
  protected TitledDialog(Shell parent, String window, String help) {
    this(parent, window, help, AS_NEEDED);
  }

  /** @param size of the window in pixels; {@link SWT#DEFAULT}: as much as the body needs */
  protected TitledDialog(Shell parent, String window, String help, Point size) {
    super(parent);
    this.window = window;
    this.help = help;
    this.size = size;
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  /** @param body empty, with a grid of one column */
  protected abstract void fill(Composite body);

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(window);
  }

  @Override
  protected final Control createDialogArea(Composite parent) {
    Composite body = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
    body.setLayout(grid(1));
    ContextHelp.set(body, help);
    fill(body);
    return body;
  }

  /** The grid of a body with more columns than one. */
  protected static GridLayout grid(int columns) {
    return GridLayoutFactory.swtDefaults().numColumns(columns).margins(10, 10).spacing(10, 6).create();
  }

  @Override
  protected Point getInitialSize() {
    Point needed = super.getInitialSize();
    return new Point(size.x == SWT.DEFAULT ? needed.x : size.x, size.y == SWT.DEFAULT ? needed.y : size.y);
  }

  /** Whether it can still be written to: an answer may come after it was closed. */
  protected final boolean isOpen() {
    return getShell() != null && !getShell().isDisposed();
  }
}
