package org.dormouse.ui.parts;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Says what comes when Finish is pressed; there is nothing to enter. */
final class ExplanationPage extends WizardPage {

  private static final int WIDTH = 420;

  private final String explanation;

  ExplanationPage(String title, String explanation) {
    super("explanation");
    this.explanation = explanation;
    setTitle(title);
  }

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(page);
    Label text = new Label(page, SWT.WRAP);
    text.setText((explanation + "\n\nFinish asks for the file.").replace("&", "&&"));
    GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
    setControl(page);
  }
}
