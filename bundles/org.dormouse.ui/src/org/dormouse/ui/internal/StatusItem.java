package org.dormouse.ui.internal;

import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TabKey;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.action.ContributionItem;
import org.eclipse.jface.action.StatusLineLayoutData;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.events.KeyListener;
import org.eclipse.swt.events.MouseListener;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** An icon and a few words in the status line, which do something when they are pressed, by mouse or keyboard. */
abstract class StatusItem extends ContributionItem {

  private static final int ICON_AND_GAPS = 36;
  private static final int GAP = 5;

  private final int characters;
  private CLabel label;

  /** @param characters room for so many */
  StatusItem(String id, int characters) {
    super(id);
    this.characters = characters;
  }

  @Override
  public final void fill(Composite parent) {
    Label line = new Label(parent, SWT.SEPARATOR | SWT.VERTICAL);
    label = Names.onlyInSight(new CLabel(parent, SWT.NONE));
    // Only with the margins above and below that it has by itself does a label put its text in the middle.
    label.setLeftMargin(GAP);
    label.setRightMargin(GAP);
    label.addMouseListener(MouseListener.mouseUpAdapter(event -> pressed()));
    label.addKeyListener(KeyListener.keyPressedAdapter(event -> {
      if (event.character == SWT.CR || event.character == ' ') {
        pressed();
      }
    }));
    TabKey.leaves(label);
    TabKey.frames(label);
    label.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
      @Override
      public void getRole(AccessibleControlEvent event) {
        event.detail = ACC.ROLE_PUSHBUTTON;
      }
    });
    label.addDisposeListener(event -> detach());
    GC gc = new GC(label);
    int width = (int) (gc.getFontMetrics().getAverageCharacterWidth() * characters) + ICON_AND_GAPS;
    int height = Math.max(gc.getFontMetrics().getHeight(), 16) + 2 * GAP;
    gc.dispose();
    label.setLayoutData(room(width, height));
    line.setLayoutData(room(SWT.DEFAULT, height));
    attach();
  }

  private static StatusLineLayoutData room(int width, int height) {
    StatusLineLayoutData data = new StatusLineLayoutData();
    data.widthHint = width;
    data.heightHint = height;
    return data;
  }

  final void say(String icon, String text, String more) {
    if (label != null && !label.isDisposed()) {
      label.setImage(icon.isEmpty() ? null : Icons.image(icon));
      label.setText(text.replace("&", "&&"));
      label.setToolTipText(more.replace("&", "&&"));
      // with nothing to say it is not there, neither for the keyboard nor for those who hear the screen
      label.setVisible(!text.isEmpty());
    }
  }

  /** Begins to listen, and says how things are. */
  abstract void attach();

  abstract void detach();

  abstract void pressed();
}
