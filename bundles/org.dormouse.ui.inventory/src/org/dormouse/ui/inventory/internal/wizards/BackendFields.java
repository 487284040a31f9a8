package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Set;
import org.dormouse.ui.data.InventoryData.Kind;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/**
 * The fields of a back end by its type: those of the types we know, and for every type a table of all other settings,
 * so that a back end of somebody else can be set up as well.
 */
record BackendFields(BackendPage page, Composite parent) {

  private static final int MOST = 100_000_000;

  void create(Kind kind, String type) {
    switch (kind.id() + "/" + type) {
      case "library/directory" -> directory();
      case "library/simulated" -> page.text(parent, "Virtual &machines:", "settings.vms", "100");
      case "host/qemu" -> qemu();
      case "service/apt" -> apt();
      case "service/simulated" -> page.text(parent, "&Level:", "settings.level", "1: raise it for more updates");
      default -> { }
    }
    if (kind == Kind.HOST) {
      limit("M&emory for guests (MiB):", "memoryMiB",
          "Of all guests together; 0: what the test finds, less an eighth");
      limit("&Processors for guests:", "cpus",
          "Virtual processors of all guests together; 0: twice what the test finds");
    }
    if (kind != Kind.LIBRARY) {
      limit("Concurrent &VMs:", "concurrentVms", kind == Kind.HOST
          ? "Woken at a time; 0: as memory and processors allow" : "Served at a time; 0: no limit");
      new CredentialField(page, parent);
    }
    more(known(kind, type));
  }

  private void directory() {
    Text path = page.text(parent, "&Folder:", "settings.path", "Absolute path of the folder with the images");
    Fields.browseFolder(parent, path, "Folder with Images");
  }

  private void qemu() {
    Text work = page.text(parent, "&Work folder:", "settings.work", "For overlays; in the state folder if empty");
    Fields.browseFolder(parent, work, "Work Folder");
    page.choice(parent, "&Accelerator:", "settings.accelerator", List.of("kvm", "tcg"),
        "automatic");
  }

  private void apt() {
    page.text(parent, "Repository &URI:", "settings.uri", "http, https or file: root in which dists lies");
    page.text(parent, "&Suites:", "settings.suites", "e.g. bookworm bookworm-updates");
    page.text(parent, "&Components:", "settings.components", "main");
    Text keyring = page.text(parent, "&Keyring:", "settings.keyring", "File with the keys that sign the repository");
    Fields.browseFile(parent, keyring, "Keyring");
  }

  /** Settings that have a field of their own. */
  static Set<String> known(Kind kind, String type) {
    return switch (kind.id() + "/" + type) {
      case "library/directory" -> Set.of("path");
      case "library/simulated" -> Set.of("vms");
      case "host/qemu" -> Set.of("work", "accelerator");
      case "service/apt" -> Set.of("uri", "suites", "components", "keyring");
      case "service/simulated" -> Set.of("level");
      default -> Set.of();
    };
  }

  /** Settings without which the back end can do nothing. */
  static List<String> required(Kind kind, String type) {
    return switch (kind.id() + "/" + type) {
      case "library/directory" -> List.of("path");
      case "service/apt" -> List.of("uri", "suites", "keyring");
      default -> List.of();
    };
  }

  private void limit(String label, String attribute, String hint) {
    String now = page.draft().text(attribute);
    Spinner spinner = Fields.number(parent, label, hint, now.matches("\\d{1,9}") ? Long.parseLong(now) : 0, MOST);
    spinner.addListener(SWT.Modify, event -> {
      page.draft().set(attribute, spinner.getSelection() == 0 ? "" : (Object) spinner.getSelection());
      page.altered();
    });
  }

  private void more(Set<String> known) {
    Label label = new Label(parent, SWT.NONE);
    label.setText("Other settings:");
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
    Text shown = new Text(parent, SWT.READ_ONLY | SWT.SINGLE | SWT.BORDER);
    GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(shown);
    SettingsDialog.Settings settings = new SettingsDialog.Settings(page.draft(), known);
    shown.setText(settings.words());
    Fields.beside(parent, "Change…", "Change other settings", () -> {
      SettingsDialog dialog = new SettingsDialog(parent.getShell(), settings);
      if (dialog.open() == Window.OK) {
        shown.setText(settings.words());
        page.altered();
      }
    });
  }
}
