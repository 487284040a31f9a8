package org.dormouse.ui.jobs;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/**
 * An extra page of the job editor, contributed to the extension point {@code org.dormouse.ui.jobs.pages} by an element
 * {@code page} with {@code id}, {@code name} (the tab's text), {@code order} (a number; pages stand in its order) and
 * {@code class} (with a public constructor without arguments). All methods are called on the UI thread. What a page
 * creates it disposes with its control.
 */
public interface JobPage {

  /** Called once, when the page is first shown or the editor opens. */
  void create(Composite parent, JobEditing editing);

  Control control();

  void setFocus();

  /** What the editor offers for this page while it is in front, e.g. a property sheet page; null if there is none. */
  default <T> T adapter(Class<T> type) {
    return null;
  }
}
