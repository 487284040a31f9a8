package org.dormouse.ui.parts;

import java.util.List;
import org.dormouse.ui.UiThread;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/**
 * A view whose content is made in a turn of the UI thread of its own: what the platform does to open a view takes long
 * enough. Until then there is an empty room, which keeps the keys for the content. UI thread only.
 */
public abstract class ViewInTurns extends ViewPart {

  private Composite room;
  private boolean made;

  /** What others ask the view for as soon as it is there, such as its selection. Nothing unless overridden. */
  protected void begin() {
  }

  /** Fills the room; not called if the view is closed before. */
  protected abstract void make(Composite parent);

  /** Gives the keys to the content, which is there. */
  protected abstract void focus();

  @Override
  public final void createPartControl(Composite parent) {
    room = new Composite(parent, SWT.NONE);
    room.setLayout(new FillLayout());
    begin();
    UiThread.inTurns(room, List.of(this::fill));
  }

  private void fill() {
    boolean awaited = room.isFocusControl();
    make(room);
    made = true;
    room.layout();
    if (awaited) {
      focus();
    }
  }

  /** Whether there is content. */
  protected final boolean isMade() {
    return made;
  }

  @Override
  public final void setFocus() {
    if (made) {
      focus();
    } else {
      room.setFocus();
    }
  }
}
