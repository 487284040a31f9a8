package org.dormouse.ui.inventory.internal.wizards;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TitledDialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Settings of a back end that have no field of their own, one {@code key = value} on each line. */
final class SettingsDialog extends TitledDialog {

  /** Those settings of a draft that are not among the known ones. */
  record Settings(Draft draft, Set<String> known) {

    Map<String, String> others() {
      Map<String, String> others = new LinkedHashMap<>();
      if (draft.document().get("settings") instanceof Map<?, ?> map) {
        map.forEach((key, value) -> {
          if (!known.contains(String.valueOf(key))) {
            others.put(String.valueOf(key), String.valueOf(value));
          }
        });
      }
      return others;
    }

    String words() {
      Map<String, String> others = others();
      return others.isEmpty() ? "none" : others.entrySet().stream()
          .map(entry -> entry.getKey() + " = " + entry.getValue()).collect(Collectors.joining(", "));
    }

    void set(Map<String, String> wanted) {
      others().keySet().forEach(key -> draft.set("settings." + key, ""));
      wanted.forEach((key, value) -> draft.set("settings." + key, value));
    }
  }

  private final Settings settings;
  private Text text;

  SettingsDialog(Shell parent, Settings settings) {
    super(parent, "Other Settings", "settings");
    this.settings = settings;
  }

  @Override
  protected void fill(Composite area) {
    setTitle("Other settings of the back end");
    setMessage("One on each line: key = value. The back end documents them; a secret never belongs here.");
    text = Names.give(new Text(area, SWT.MULTI | SWT.BORDER | SWT.V_SCROLL | SWT.H_SCROLL), "Settings");
    GridDataFactory.fillDefaults().grab(true, true).hint(460, 180).applyTo(text);
    text.setText(settings.others().entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue())
        .collect(Collectors.joining("\n")));
    text.addListener(SWT.Modify, event -> check());
  }

  private void check() {
    setErrorMessage(text.getText().lines().filter(line -> !line.isBlank()).filter(line -> line.indexOf('=') < 1)
        .findFirst().map(line -> "\"" + line.strip() + "\" has no equals sign: write key = value.").orElse(null));
    getButton(IDialogConstants.OK_ID).setEnabled(getErrorMessage() == null);
  }

  /** Lines as a map; the last of two with one key counts. */
  static Map<String, String> read(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    text.lines().filter(line -> line.indexOf('=') > 0).forEach(line -> settings.put(
        line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1).strip()));
    return settings;
  }

  @Override
  protected void okPressed() {
    settings.set(read(text.getText()));
    super.okPressed();
  }
}
