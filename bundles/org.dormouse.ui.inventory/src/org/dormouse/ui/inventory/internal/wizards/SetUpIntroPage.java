package org.dormouse.ui.inventory.internal.wizards;

import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** What the set-up is about. */
final class SetUpIntroPage extends WizardPage {

  SetUpIntroPage() {
    super("intro");
    setTitle("Set up Dormouse");
    setMessage("Three things are needed before the first virtual machine is serviced.");
  }

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().margins(10, 10).spacing(10, 12).applyTo(page);
    paragraph(page, "1.  A library: where your stored virtual machines lie, for instance a folder with disk images. "
        + "Nothing in it is changed by the set-up.");
    paragraph(page, "2.  A maintenance host: the hypervisor that wakes them, behind a closed network. This machine can "
        + "do it with QEMU.");
    paragraph(page, "3.  An update service: where updates come from, for instance the package repository that this "
        + "machine uses itself.");
    paragraph(page, "On the way you can add credentials, where one of them asks for a user and a secret, and see how "
        + "virtual machines are kept from every network while they are awake.");
    paragraph(page, "Each is tested before it is kept, and each page says what was found. Whatever is suggested can be "
        + "changed, now and later. At the end all virtual machines can be assessed without waking any.");
    setControl(page);
    ContextHelp.set(page, "set-up");
  }

  private static void paragraph(Composite page, String text) {
    Label label = new Label(page, SWT.WRAP);
    label.setText(text);
    GridDataFactory.fillDefaults().grab(true, false).hint(520, SWT.DEFAULT).applyTo(label);
  }
}
