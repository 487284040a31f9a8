package org.dormouse.ui.runs;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/**
 * A page of the run editor, contributed to the extension point {@code org.dormouse.ui.runs.pages} by an element
 * {@code page} with {@code id}, {@code name} (the tab's text), {@code order} (a number; pages stand in its order) and
 * {@code class} (with a public constructor without arguments). All methods are called on the UI thread. What a page
 * creates it disposes with its control.
 */
public interface RunPage {

  /** Called once, when the page first comes to the front; but for the adapter, nothing is asked of it before. */
  void create(Composite parent, RunViewing viewing);

  Control control();

  void setFocus();

  /**
   * What the editor offers for this page while it is in front, e.g. an outline page; null if there is none. An outline
   * page may be asked for before the page has been created.
   */
  default <T> T adapter(Class<T> type) {
    return null;
  }
}
