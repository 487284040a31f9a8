package org.dormouse.ui.tests.pages;

import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;

/** The view of the engine's log. */
public final class LogPage {
  private final PartBot view;
  private final Text text;

  private LogPage(PartBot view) {
    this.view = view;
    this.text = view.widget(Text.class, "the text of the log", one -> (one.getStyle() & SWT.MULTI) != 0);
  }

  public static LogPage open() {
    return new LogPage(Workbench.view(Ids.LOG_VIEW));
  }

  public String text() {
    return Ui.get(text::getText);
  }

  public LogPage words(String words) {
    view.text("Words that have to be in an entry").type(words);
    return this;
  }

  public LogPage level(String level) {
    view.combo("Level").select(level);
    return this;
  }
}
