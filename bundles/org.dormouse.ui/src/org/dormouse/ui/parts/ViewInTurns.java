package org.dormouse.ui.parts;

import java.util.List;
import java.util.stream.Stream;
import org.dormouse.ui.UiThread;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;

/**
 * A view whose content is made in a turn of the UI thread of its own: what the platform does to open a view takes long
 * enough. Until then there is an empty room, which keeps the keys for the content. UI thread only.
 */
public abstract class ViewInTurns extends ViewPart {

  private Composite room;
  private boolean made;
  private boolean awaited;

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
    try {
      make(room);
      made = true;
    } catch (RuntimeException e) {
      Stream.of(room.getChildren()).forEach(Control::dispose);
      new Label(room, SWT.WRAP).setText("This view could not be filled. The Error Log says why.");
      throw e;
    } finally {
      room.layout();
    }
    if (awaited && getSite().getPage().getActivePart() == this) {
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
      awaited = true;
      room.setFocus();
    }
  }
}
