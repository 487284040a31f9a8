package org.dormouse.ui.graph.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.HealthCheck;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/** All attributes of a hook that its kind has, checked as they are typed by the rules that documents have. */
final class HookDialog extends TitleAreaDialog {

  private static final DormousePackage MODEL = DormousePackage.eINSTANCE;
  private static final int LONGEST_SECONDS = 7 * 24 * 3600;

  private final ServicingJob job;
  private final Hook hook;
  private final Map<EAttribute, Supplier<Object>> fields = new LinkedHashMap<>();
  private final List<Control> controls = new ArrayList<>();
  private Map<EAttribute, Object> values = Map.of();
  private Composite form;

  HookDialog(Shell shell, ServicingJob job, Hook hook) {
    super(shell);
    this.job = job;
    this.hook = hook;
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  /** What was entered, after OK. */
  Map<EAttribute, Object> values() {
    return values;
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(HookWords.title(hook.getKind()));
  }

  @Override
  protected Point getInitialSize() {
    Point size = super.getInitialSize();
    return new Point(Math.max(620, size.x), Math.max(hasScript() ? 560 : 380, size.y));
  }

  private boolean hasScript() {
    return hook.getKind() == HookKind.GUEST_SCRIPT || hook.getKind() == HookKind.LOCAL_SCRIPT;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    form = new Composite(area, SWT.NONE);
    ContextHelp.set(form, "hook");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 10).spacing(10, 6).applyTo(form);
    setTitle(HookWords.title(hook.getKind()));
    text("Name:", MODEL.getNamedObject_Name(), hook.getName());
    junctures();
    switch (hook.getKind()) {
      case GUEST_SCRIPT, LOCAL_SCRIPT -> script();
      case HEALTH_CHECK -> {
        checks();
        text("Target:", MODEL.getHook_Target(), hook.getTarget());
        number("Attempts:", MODEL.getHook_Attempts(), hook.getAttempts(), 1000);
      }
      case APPROVAL -> text("Question:", MODEL.getHook_Question(), hook.getQuestion());
    }
    number(hook.getKind() == HookKind.APPROVAL ? "Deadline (seconds):" : "Time limit (seconds):",
        MODEL.getHook_Timeout(), hook.getTimeout(), LONGEST_SECONDS);
    if (hook.getKind() != HookKind.APPROVAL) {
      box("It may be carried out once more after a crash", MODEL.getHook_Repeatable(), hook.isRepeatable());
      box("If it fails, the workflow goes on", MODEL.getHook_MayFail(), hook.isMayFail());
    }
    return area;
  }

  @Override
  protected Control createContents(Composite parent) {
    Control contents = super.createContents(parent);
    check();
    return contents;
  }

  private void label(String text) {
    Label label = new Label(form, SWT.NONE);
    label.setText(text);
    GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
  }

  private void text(String label, EAttribute attribute, String value) {
    label(label);
    Text text = new Text(form, SWT.BORDER);
    text.setText(value == null ? "" : value);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
    keep(attribute, text, text::getText);
  }

  private void keep(EAttribute attribute, Control control, Supplier<Object> value) {
    fields.put(attribute, value);
    controls.add(control);
    control.addListener(control instanceof Combo || control instanceof Button ? SWT.Selection : SWT.Modify,
        event -> check());
  }

  private void junctures() {
    label("Where:");
    Combo combo = new Combo(form, SWT.READ_ONLY);
    List<Juncture> allowed = new ArrayList<>(HookWords.allowed(hook.getKind()));
    if (!allowed.contains(hook.getJuncture())) {
      allowed.add(0, hook.getJuncture());
    }
    allowed.forEach(juncture -> combo.add(HookWords.title(juncture)));
    combo.select(allowed.indexOf(hook.getJuncture()));
    keep(MODEL.getHook_Juncture(), combo, () -> allowed.get(combo.getSelectionIndex()));
  }

  private void checks() {
    label("Checks:");
    Combo combo = new Combo(form, SWT.READ_ONLY);
    combo.setItems("a command that exits with 0", "an address that answers (HTTP)", "a TCP port that accepts",
        "a systemd unit that is active");
    combo.select(hook.getCheck().getValue());
    keep(MODEL.getHook_Check(), combo, () -> HealthCheck.get(combo.getSelectionIndex()));
  }

  private void script() {
    label("Script:");
    Label hint = new Label(form, SWT.NONE);
    hint.setText("begins with #! or is read by /bin/sh");
    Text text = new Text(form, SWT.BORDER | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    text.setText(hook.getScript() == null ? "" : hook.getScript());
    text.addTraverseListener(event -> event.doit = event.detail != SWT.TRAVERSE_TAB_NEXT || event.stateMask != 0);
    GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(400, 180).applyTo(text);
    keep(MODEL.getHook_Script(), text, () -> text.getText().replace("\r\n", "\n"));
  }

  private void number(String label, EAttribute attribute, int value, int greatest) {
    label(label);
    Spinner spinner = new Spinner(form, SWT.BORDER);
    spinner.setValues(value, 1, greatest, 0, 1, 60);
    GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(110, SWT.DEFAULT).applyTo(spinner);
    keep(attribute, spinner, spinner::getSelection);
  }

  private void box(String label, EAttribute attribute, boolean value) {
    Button box = new Button(form, SWT.CHECK);
    box.setText(label);
    box.setSelection(value);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(box);
    keep(attribute, box, box::getSelection);
  }

  private void check() {
    Map<EAttribute, Object> entered = new LinkedHashMap<>();
    fields.forEach((attribute, value) -> entered.put(attribute, value.get()));
    ServicingJob draft = EcoreUtil.copy(job);
    int index = job.getHooks().indexOf(hook);
    entered.forEach((attribute, value) -> draft.getHooks().get(index).eSet(attribute, value));
    String path = "hooks[" + index + "]";
    List<String> wrong = DocumentCodec.validate(draft).stream().filter(problem -> problem.path().startsWith(path))
        .map(Problem::message).toList();
    if (wrong.isEmpty()) {
      setErrorMessage(null);
      setMessage(HookWords.purpose(hook.getKind()));
    } else {
      String first = wrong.get(0);
      setErrorMessage(Character.toUpperCase(first.charAt(0)) + first.substring(1) + ".");
    }
    if (getButton(IDialogConstants.OK_ID) != null) {
      getButton(IDialogConstants.OK_ID).setEnabled(wrong.isEmpty());
    }
    values = entered;
  }
}
