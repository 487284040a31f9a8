package org.dormouse.ui.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.HealthCheck;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.ui.parts.FieldWidth;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/**
 * The fields of a hook, wherever one is edited: what its kind has is shown, and only junctures that take the kind are
 * offered. Reads and answers a document of a hook. UI thread only.
 */
public final class HookFields {

  private static final DormousePackage MODEL = DormousePackage.eINSTANCE;
  private static final int LONGEST_SECONDS = 7 * 24 * 3600;
  private static final int MOST_ATTEMPTS = 1000;
  private static final List<HookKind> KINDS = HookKind.VALUES;

  private final Composite form;
  private final Map<String, Object> hook;
  private final boolean fixed;
  private final Runnable changed;
  private final Text name;
  private final Combo kind;
  private final Combo juncture;
  private final Text script;
  private final Combo check;
  private final Text target;
  private final Spinner attempts;
  private final Text question;
  private final Spinner timeout;
  private final Button repeatable;
  private final Button mayFail;
  private final Text description;
  private List<Juncture> junctures = List.of();

  /**
   * @param form of two columns
   * @param hook what to begin with
   * @param fixed whether its kind stays what it is
   * @param changed told of every change, also while the fields are made
   */
  public HookFields(Composite form, Map<String, Object> hook, boolean fixed, Runnable changed) {
    this.form = form;
    this.hook = Map.copyOf(hook);
    this.fixed = fixed;
    this.changed = changed;
    name = text("&Name:", "name");
    HookKind given = HookKind.get(String.valueOf(hook.get("kind")));
    kind = combo("&Kind:", KINDS.stream().map(HookWords::title).toList(), Math.max(0, KINDS.indexOf(given)));
    juncture = combo("&Where:", Juncture.VALUES.stream().map(HookWords::title).toList(), 0);
    script = script();
    check = combo("&Check:", List.of("a command that exits with 0", "an address that answers (HTTP)",
        "a TCP port that accepts", "a systemd unit that is active"),
        HealthCheck.VALUES.indexOf(HealthCheck.get(String.valueOf(hook.getOrDefault("check", "exitCode")))));
    target = text("&Target:", "target");
    attempts = number("&Attempts:", MODEL.getHook_Attempts(), MOST_ATTEMPTS);
    question = text("&Question:", "question");
    timeout = number("Time &limit (seconds):", MODEL.getHook_Timeout(), LONGEST_SECONDS);
    repeatable = box("It may be carried out once &more after a crash", "repeatable");
    mayFail = box("If it &fails, the workflow goes on", "mayFail");
    description = text("&Description:", "description");
    kind.addListener(SWT.Selection, event -> kindChanged());
    show(kind, !fixed);
    kindChanged();
  }

  private Label label(String text) {
    Label label = new Label(form, SWT.NONE);
    label.setText(text);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
    return label;
  }

  private Text text(String label, String attribute) {
    Label before = label(label);
    Text text = new Text(form, SWT.BORDER);
    text.setText(String.valueOf(hook.getOrDefault(attribute, "")));
    text.setData(before);
    text.addListener(SWT.Modify, event -> changed.run());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
    return text;
  }

  private Combo combo(String label, List<String> entries, int selected) {
    Label before = label(label);
    Combo combo = new Combo(form, SWT.READ_ONLY);
    entries.forEach(combo::add);
    combo.select(selected);
    combo.setData(before);
    combo.addListener(SWT.Selection, event -> changed.run());
    FieldWidth.choice(combo);
    return combo;
  }

  private Spinner number(String label, EAttribute attribute, int greatest) {
    Label before = label(label);
    Spinner spinner = new Spinner(form, SWT.BORDER);
    int value = hook.get(attribute.getName()) instanceof Number given ? given.intValue()
        : (Integer) attribute.getDefaultValue();
    spinner.setValues(value, 1, greatest, 0, 1, 60);
    spinner.setData(before);
    spinner.addListener(SWT.Modify, event -> changed.run());
    FieldWidth.number(spinner);
    return spinner;
  }

  private Button box(String label, String attribute) {
    Button box = new Button(form, SWT.CHECK);
    box.setText(label);
    box.setSelection(Boolean.TRUE.equals(hook.get(attribute)));
    box.addListener(SWT.Selection, event -> changed.run());
    GridDataFactory.fillDefaults().span(2, 1).applyTo(box);
    return box;
  }

  private Text script() {
    Label before = label("&Script:");
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 4).applyTo(before);
    Text text = new Text(form, SWT.BORDER | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    text.setText(String.valueOf(hook.getOrDefault("script", "")));
    text.setToolTipText("Begins with #! or is read by /bin/sh");
    text.setData(before);
    text.addTraverseListener(event -> event.doit = event.detail != SWT.TRAVERSE_TAB_NEXT || event.stateMask != 0);
    text.addListener(SWT.Modify, event -> changed.run());
    GridDataFactory.fillDefaults().grab(true, true).hint(380, 160).applyTo(text);
    return text;
  }

  public HookKind kind() {
    return KINDS.get(Math.max(0, kind.getSelectionIndex()));
  }

  private Juncture juncture() {
    return junctures.get(Math.max(0, juncture.getSelectionIndex()));
  }

  /** Shows what the kind has, and keeps the juncture where the new kind can stand there too. */
  private void kindChanged() {
    Juncture given = Juncture.get(String.valueOf(hook.get("juncture")));
    Juncture before = !junctures.isEmpty() ? juncture() : given == null ? Juncture.BEFORE_INSTALL : given;
    junctures = new ArrayList<>(HookWords.allowed(kind()));
    if (fixed && !junctures.contains(before)) {
      // it is to be seen where a hook stands that cannot stand there
      junctures.addFirst(before);
    }
    juncture.setItems(junctures.stream().map(HookWords::title).toArray(String[]::new));
    juncture.select(Math.max(0, junctures.indexOf(before)));
    boolean approval = kind() == HookKind.APPROVAL;
    boolean health = kind() == HookKind.HEALTH_CHECK;
    show(script, !approval && !health);
    Stream.of(check, target, attempts).forEach(each -> show(each, health));
    show(question, approval);
    Stream.of(repeatable, mayFail).forEach(each -> show(each, !approval));
    ((Label) timeout.getData()).setText(approval ? "Dead&line (seconds):" : "Time &limit (seconds):");
    form.layout(true, true);
    changed.run();
  }

  private static void show(Control control, boolean visible) {
    Stream<Control> both = control.getData() instanceof Control label ? Stream.of(control, label) : Stream.of(control);
    both.forEach(each -> {
      each.setVisible(visible);
      ((GridData) each.getLayoutData()).exclude = !visible;
    });
  }

  /** As a document; what its kind does not have, and what is empty or as it is by itself, is left out. */
  public Map<String, Object> entered() {
    Map<String, Object> entered = new LinkedHashMap<>();
    entered.put("name", name.getText().strip());
    entered.put("kind", kind().getLiteral());
    entered.put("juncture", juncture().getLiteral());
    switch (kind()) {
      case GUEST_SCRIPT, LOCAL_SCRIPT -> entered.put("script", script.getText().replace("\r\n", "\n"));
      case HEALTH_CHECK -> {
        entered.put("check", HealthCheck.VALUES.get(Math.max(0, check.getSelectionIndex())).getLiteral());
        entered.put("target", target.getText().strip());
        if (!MODEL.getHook_Attempts().getDefaultValue().equals(attempts.getSelection())) {
          entered.put("attempts", attempts.getSelection());
        }
      }
      case APPROVAL -> entered.put("question", question.getText().strip());
    }
    entered.put("timeout", timeout.getSelection());
    if (kind() != HookKind.APPROVAL) {
      entered.put("repeatable", repeatable.getSelection());
      entered.put("mayFail", mayFail.getSelection());
    }
    entered.put("description", description.getText().strip());
    entered.values().removeIf(value -> "".equals(value) || Boolean.FALSE.equals(value));
    return entered;
  }
}
