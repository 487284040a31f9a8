package org.dormouse.ui.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.forms.widgets.FormText;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.TableWrapData;
import org.eclipse.ui.forms.widgets.TableWrapLayout;
import org.eclipse.ui.part.ViewPart;

/**
 * Says what Dormouse does and which commands do it today. The text is {@code welcome.xml} beside this class, in the
 * mark-up of {@link FormText}.
 */
public final class WelcomeView extends ViewPart {
  static final String ID = "org.dormouse.ui.welcome";
  private static final String TEXT = "welcome.xml";

  private FormToolkit toolkit;
  private ScrolledForm form;

  @Override
  public void createPartControl(Composite parent) {
    toolkit = new FormToolkit(parent.getDisplay());
    form = toolkit.createScrolledForm(parent);
    form.setText("Dormouse");
    toolkit.decorateFormHeading(form.getForm());
    TableWrapLayout layout = new TableWrapLayout();
    layout.leftMargin = 16;
    layout.topMargin = 12;
    form.getBody().setLayout(layout);
    // Without a link there is nothing to focus, and a focused text would draw a frame around itself.
    FormText text = new FormText(form.getBody(), SWT.WRAP | SWT.NO_FOCUS);
    toolkit.adapt(text, false, false);
    text.setFont("command", JFaceResources.getTextFont());
    text.setText(read(), true, false);
    text.setLayoutData(new TableWrapData(TableWrapData.FILL_GRAB));
  }

  private static String read() {
    try (InputStream stream = WelcomeView.class.getResourceAsStream(TEXT)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the workbench cannot read its own " + TEXT, e);
    }
  }

  @Override
  public void setFocus() {
    form.setFocus();
  }

  @Override
  public void dispose() {
    if (toolkit != null) {
      toolkit.dispose();
    }
    super.dispose();
  }
}
