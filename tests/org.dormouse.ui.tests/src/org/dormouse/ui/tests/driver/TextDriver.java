package org.dormouse.ui.tests.driver;

import org.eclipse.swt.widgets.Text;

/** A text field. */
public final class TextDriver {
  private final Text text;

  TextDriver(Text text) {
    this.text = text;
  }

  /** Clicks into it and replaces what is there, telling its listeners. */
  public TextDriver type(String words) {
    new ClickDriver<>(text).click();
    Ui.run(() -> {
      text.selectAll();
      text.insert(words);
    });
    Ui.settle();
    return this;
  }

  public String text() {
    return Ui.get(text::getText);
  }

  public boolean isEnabled() {
    return Ui.get(text::isEnabled);
  }

  public Text widget() {
    return text;
  }
}
