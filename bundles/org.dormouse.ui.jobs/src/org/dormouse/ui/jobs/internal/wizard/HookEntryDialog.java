package org.dormouse.ui.jobs.internal.wizard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dormouse.model.HealthCheck;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/**
 * One hook: what it does, where, and what its kind needs. Only junctures that take the kind are offered; OK is possible
 * when the rules of documents find nothing wrong.
 */
final class HookEntryDialog extends TitleAreaDialog {

  private static final int LONGEST_SECONDS = 7 * 24 * 3600;
  private static final List<HookKind> KINDS = HookKind.VALUES;

  private final List<Map<String, Object>> hooks;
  private final int index;
  private Map<String, Object> hook;
  private Text name;
  private Combo kind;
  private Combo juncture;
  private List<Juncture> junctures = List.of();
  private Text script;
  private Combo check;
  private Text target;
  private Text question;
  private Spinner timeout;
  private Button mayFail;
  private boolean ready;
  private boolean touched;

  /** @param index of the one that is edited; as many as there are: a new one */
  HookEntryDialog(Shell shell, List<Map<String, Object>> hooks, int index) {
    super(shell);
    this.hooks = hooks;
    this.index = index;
    this.hook = index < hooks.size() ? new LinkedHashMap<>(hooks.get(index))
        : new LinkedHashMap<>(Map.of("name", HookRows.freeName(hooks)));
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  /** What was entered, after OK. */
  Map<String, Object> hook() {
    return hook;
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(index < hooks.size() ? "Edit Hook" : "Add Hook");
  }

  @Override
  protected Point getInitialSize() {
    return new Point(640, 620);
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    Composite form = new Composite(area, SWT.NONE);
    ContextHelp.set(form, "hook");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 10).spacing(10, 6).applyTo(form);
    setTitle("Hook");
    name = text(form, "&Name:", "name");
    kind = combo(form, "&Kind:", KINDS.stream().map(HookWords::title).toList(), KINDS.indexOf(HookRows.kind(hook)));
    juncture = combo(form, "&Where:", List.of(), -1);
    script(form);
    check = combo(form, "&Check:", List.of("a command that exits with 0", "an address that answers (HTTP)",
        "a TCP port that accepts", "a systemd unit that is active"),
        HealthCheck.VALUES.indexOf(HealthCheck.get(String.valueOf(hook.getOrDefault("check", "exitCode")))));
    target = text(form, "&Target:", "target");
    question = text(form, "&Question:", "question");
    JobWizardPage.label(form, "Time &limit (seconds):");
    timeout = new Spinner(form, SWT.BORDER);
    timeout.setValues(hook.get("timeout") instanceof Number seconds ? seconds.intValue() : 300, 1, LONGEST_SECONDS, 0,
        1, 60);
    GridDataFactory.swtDefaults().hint(110, SWT.DEFAULT).applyTo(timeout);
    timeout.addListener(SWT.Modify, event -> changed());
    mayFail = new Button(form, SWT.CHECK);
    mayFail.setText("If it &fails, the workflow goes on");
    mayFail.setSelection(Boolean.TRUE.equals(hook.get("mayFail")));
    mayFail.addListener(SWT.Selection, event -> changed());
    GridDataFactory.fillDefaults().span(2, 1).applyTo(mayFail);
    kind.addListener(SWT.Selection, event -> kindChanged(form));
    kindChanged(form);
    return area;
  }

  @Override
  protected Control createContents(Composite parent) {
    Control contents = super.createContents(parent);
    ready = true;
    changed();
    touched = true;
    return contents;
  }

  private Text text(Composite form, String label, String attribute) {
    Label before = JobWizardPage.label(form, label);
    Text text = new Text(form, SWT.BORDER);
    text.setText(String.valueOf(hook.getOrDefault(attribute, "")));
    text.setData(before);
    text.addListener(SWT.Modify, event -> changed());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
    return text;
  }

  private Combo combo(Composite form, String label, List<String> entries, int selected) {
    Label before = JobWizardPage.label(form, label);
    Combo combo = new Combo(form, SWT.READ_ONLY);
    entries.forEach(combo::add);
    combo.select(selected);
    combo.setData(before);
    combo.addListener(SWT.Selection, event -> changed());
    GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(250, SWT.DEFAULT).applyTo(combo);
    return combo;
  }

  private void script(Composite form) {
    Label before = JobWizardPage.label(form, "&Script:");
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 4).applyTo(before);
    script = new Text(form, SWT.BORDER | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
    script.setFont(JFaceResources.getTextFont());
    script.setText(String.valueOf(hook.getOrDefault("script", "")));
    script.setToolTipText("Begins with #! or is read by /bin/sh");
    script.setData(before);
    script.addListener(SWT.Modify, event -> changed());
    GridDataFactory.fillDefaults().grab(true, true).hint(380, 160).applyTo(script);
  }

  private HookKind kind() {
    return KINDS.get(Math.max(0, kind.getSelectionIndex()));
  }

  /** Shows what the kind has, and keeps the juncture where the new kind can stand there too. */
  private void kindChanged(Composite form) {
    Juncture before = juncture.getSelectionIndex() >= 0 ? junctures.get(juncture.getSelectionIndex())
        : HookRows.juncture(hook);
    junctures = HookWords.allowed(kind());
    juncture.setItems(junctures.stream().map(HookWords::title).toArray(String[]::new));
    juncture.select(Math.max(0, junctures.indexOf(before)));
    boolean scripted = kind() == HookKind.GUEST_SCRIPT || kind() == HookKind.LOCAL_SCRIPT;
    show(script, scripted);
    show(check, kind() == HookKind.HEALTH_CHECK);
    show(target, kind() == HookKind.HEALTH_CHECK);
    show(question, kind() == HookKind.APPROVAL);
    mayFail.setVisible(kind() != HookKind.APPROVAL);
    form.layout(true, true);
    changed();
  }

  private static void show(Control control, boolean visible) {
    Stream.of(control, (Control) control.getData()).forEach(each -> {
      each.setVisible(visible);
      ((GridData) each.getLayoutData()).exclude = !visible;
    });
  }

  private Map<String, Object> entered() {
    Map<String, Object> entered = new LinkedHashMap<>();
    Stream.of("description", "attempts", "repeatable").filter(hook::containsKey)
        .forEach(kept -> entered.put(kept, hook.get(kept)));
    entered.put("name", name.getText().strip());
    entered.put("kind", kind().getLiteral());
    entered.put("juncture", junctures.get(Math.max(0, juncture.getSelectionIndex())).getLiteral());
    switch (kind()) {
      case GUEST_SCRIPT, LOCAL_SCRIPT -> entered.put("script", script.getText().replace("\r\n", "\n"));
      case HEALTH_CHECK -> {
        entered.put("check", HealthCheck.VALUES.get(Math.max(0, check.getSelectionIndex())).getLiteral());
        entered.put("target", target.getText().strip());
      }
      case APPROVAL -> entered.put("question", question.getText().strip());
    }
    entered.put("timeout", timeout.getSelection());
    if (kind() != HookKind.APPROVAL && mayFail.getSelection()) {
      entered.put("mayFail", true);
    }
    entered.values().removeIf(""::equals);
    return entered;
  }

  private void changed() {
    if (!ready) {
      return;
    }
    Map<String, Object> entered = entered();
    List<String> wrong = HookRows.wrong(HookRows.with(hooks, index, entered), index);
    setErrorMessage(wrong.isEmpty() || !touched ? null : wrong.getFirst());
    setMessage(purpose());
    getButton(IDialogConstants.OK_ID).setEnabled(wrong.isEmpty());
  }

  private String purpose() {
    return switch (kind()) {
      case GUEST_SCRIPT -> "Runs a script inside the guest, which runs before and after install and before shut down.";
      case LOCAL_SCRIPT -> "Runs a script on the machine of the engine.";
      case HEALTH_CHECK -> "Looks whether something in the guest is well: a command, an address, a port, a unit.";
      case APPROVAL -> "Waits until the administrator agrees, until its time is over.";
    };
  }

  @Override
  protected void okPressed() {
    hook = entered();
    super.okPressed();
  }
}
