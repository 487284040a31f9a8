package org.dormouse.ui.internal;

import org.dormouse.ui.style.Icons;
import org.eclipse.jface.action.ContributionItem;
import org.eclipse.jface.action.StatusLineLayoutData;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/** An icon and a few words in the status line, which do something when they are pressed. */
abstract class StatusItem extends ContributionItem {

  private static final int ICON_AND_GAPS = 36;

  private final int characters;
  private ToolItem item;

  /** @param characters room for so many */
  StatusItem(String id, int characters) {
    super(id);
    this.characters = characters;
  }

  @Override
  public final void fill(Composite parent) {
    Label line = new Label(parent, SWT.SEPARATOR);
    ToolBar bar = new ToolBar(parent, SWT.FLAT | SWT.RIGHT);
    item = new ToolItem(bar, SWT.PUSH);
    item.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> pressed()));
    item.addDisposeListener(event -> detach());
    StatusLineLayoutData data = new StatusLineLayoutData();
    GC gc = new GC(bar);
    data.widthHint = (int) (gc.getFontMetrics().getAverageCharacterWidth() * characters) + ICON_AND_GAPS;
    gc.dispose();
    bar.setLayoutData(data);
    StatusLineLayoutData lineData = new StatusLineLayoutData();
    lineData.heightHint = bar.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
    line.setLayoutData(lineData);
    attach();
  }

  final void say(String icon, String text, String more) {
    if (item != null && !item.isDisposed()) {
      item.setImage(icon.isEmpty() ? null : Icons.image(icon));
      item.setText(text.replace("&", "&&"));
      item.setToolTipText(more.replace("&", "&&"));
      item.setEnabled(!text.isEmpty());
    }
  }

  /** Begins to listen, and says how things are. */
  abstract void attach();

  abstract void detach();

  abstract void pressed();
}
