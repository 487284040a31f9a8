package org.dormouse.ui.jobs.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.jobs.JobEditing;
import org.dormouse.ui.jobs.internal.FieldEdit;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.FieldWidth;
import org.eclipse.emf.common.util.Enumerator;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.eclipse.emf.edit.command.SetCommand;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.FocusListener;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;

/**
 * Fields of attributes of a job. What a user enters is in the job at once; all of one visit to a field is one command,
 * so that undo takes back what a person would call one change. What any command makes of the job is shown again.
 */
final class Fields {

  static final int LABEL_WIDTH = 210;
  private static final int GREATEST = 100_000_000;

  private final FormToolkit toolkit;
  private final JobEditing editing;
  private final List<Runnable> shows = new ArrayList<>();
  private final Map<String, ControlDecoration> marks = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private boolean showing;

  Fields(FormToolkit toolkit, JobEditing editing) {
    this.toolkit = toolkit;
    this.editing = editing;
  }

  void show() {
    showing = true;
    try {
      shows.forEach(Runnable::run);
    } finally {
      showing = false;
    }
  }

  /** Shown after every command as well. */
  void onShow(Runnable show) {
    shows.add(show);
  }

  private void set(EAttribute attribute, Object value) {
    if (!showing && !value.equals(editing.job().eGet(attribute))) {
      editing.domain().getCommandStack().execute(SetCommand.create(editing.domain(), editing.job(), attribute, value));
    }
  }

  /** A letter more or less: of one visit to the field one command is made, and at once, so that it can be saved. */
  private void type(EAttribute attribute, Object value, Object visit) {
    Object now = editing.job().eGet(attribute);
    boolean same = now == null ? value.equals("") : value.equals(now);
    if (!showing && !same) {
      editing.domain().getCommandStack().execute(new FieldEdit(editing.job(), attribute, value, visit));
    }
  }

  private Label label(Composite parent, EAttribute attribute, String label) {
    labels.put(attribute.getName(), label.replace("&", ""));
    Label shown = toolkit.createLabel(parent, label + ":");
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(LABEL_WIDTH, SWT.DEFAULT).applyTo(shown);
    return shown;
  }

  private <C extends Control> C field(C control, EAttribute attribute) {
    ControlDecoration mark = new ControlDecoration(control, SWT.LEFT | SWT.TOP);
    mark.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR)
        .getImage());
    mark.hide();
    marks.put(attribute.getName(), mark);
    control.setData("org.dormouse.ui.id", attribute.getName());
    return control;
  }

  Text text(Composite parent, EAttribute attribute, String label, boolean editable) {
    label(parent, attribute, label);
    Text text = field(toolkit.createText(parent, "", SWT.SINGLE | SWT.BORDER), attribute);
    text.setEditable(editable);
    GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(text);
    Object[] visit = {new Object()};
    text.addFocusListener(FocusListener.focusGainedAdapter(event -> visit[0] = new Object()));
    text.addModifyListener(event -> type(attribute, text.getText().strip(), visit[0]));
    shows.add(() -> {
      String now = Optional.ofNullable((String) editing.job().eGet(attribute)).orElse("");
      // a blank that was just typed is not in the job; it stays in the field all the same
      if (!now.equals(text.getText().strip())) {
        text.setText(now);
      }
    });
    return text;
  }

  /** @param unit said behind the number, with what 0 means */
  Spinner number(Composite parent, EAttribute attribute, String label, String unit, int least) {
    label(parent, attribute, label);
    Composite row = toolkit.createComposite(parent);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(row);
    Spinner spinner = field(new Spinner(row, SWT.BORDER), attribute);
    spinner.setValues(least, least, attribute.getName().endsWith("Percent") ? 100 : GREATEST, 0, 1, 10);
    FieldWidth.number(spinner);
    toolkit.createLabel(row, unit);
    spinner.addSelectionListener(SelectionListener.widgetSelectedAdapter(
        event -> set(attribute, spinner.getSelection())));
    spinner.addFocusListener(FocusListener.focusLostAdapter(event -> set(attribute, spinner.getSelection())));
    Object[] visit = {new Object()};
    spinner.addFocusListener(FocusListener.focusGainedAdapter(event -> visit[0] = new Object()));
    spinner.addModifyListener(event -> typed(spinner).ifPresent(value -> type(attribute, value, visit[0])));
    shows.add(() -> {
      Integer now = (Integer) editing.job().eGet(attribute);
      if (!typed(spinner).equals(Optional.of(now))) {
        spinner.setSelection(now);
      }
    });
    return spinner;
  }

  /** Nothing while it is not a number that the field takes. */
  private static Optional<Integer> typed(Spinner spinner) {
    try {
      int value = Integer.parseInt(spinner.getText().strip());
      return value < spinner.getMinimum() || value > spinner.getMaximum() ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  void number(Composite parent, JobLimit limit) {
    number(parent, limit.attribute(), limit.label(), limit.unit(), limit.least());
  }

  Button flag(Composite parent, EAttribute attribute, String text) {
    labels.put(attribute.getName(), text.replace("&", ""));
    Button button = field(toolkit.createButton(parent, text, SWT.CHECK), attribute);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(
        event -> set(attribute, button.getSelection())));
    shows.add(() -> button.setSelection((Boolean) editing.job().eGet(attribute)));
    return button;
  }

  /** Of the literals of an enumeration, in words. */
  Combo literal(Composite parent, EAttribute attribute, String label, Map<String, String> words) {
    label(parent, attribute, label);
    Combo combo = field(new Combo(parent, SWT.READ_ONLY | SWT.DROP_DOWN), attribute);
    toolkit.adapt(combo, true, false);
    List<EEnumLiteral> literals = ((EEnum) attribute.getEType()).getELiterals();
    literals.forEach(literal -> combo.add(words.getOrDefault(literal.getLiteral(),
        DefinitionWords.label(literal.getLiteral()))));
    FieldWidth.choice(combo);
    combo.addSelectionListener(SelectionListener.widgetSelectedAdapter(
        event -> set(attribute, literals.get(combo.getSelectionIndex()).getInstance())));
    shows.add(() -> combo.select(((Enumerator) editing.job().eGet(attribute)).getValue()));
    return combo;
  }

  /** Of names; the one the job has is offered even if nothing of that name is there any more. */
  Combo name(Composite parent, EAttribute attribute, String label, Supplier<List<String>> names) {
    label(parent, attribute, label);
    Combo combo = field(new Combo(parent, SWT.READ_ONLY | SWT.DROP_DOWN), attribute);
    toolkit.adapt(combo, true, false);
    FieldWidth.names(combo);
    combo.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> set(attribute, combo.getText())));
    shows.add(() -> {
      String now = Optional.ofNullable((String) editing.job().eGet(attribute)).orElse("");
      List<String> offered = new ArrayList<>(names.get());
      if (!now.isEmpty() && !offered.contains(now)) {
        offered.add(now);
      }
      if (!offered.equals(List.of(combo.getItems()))) {
        combo.setItems(offered.toArray(String[]::new));
      }
      combo.setText(now);
    });
    return combo;
  }

  /** A field that somebody else made, so that its problems are marked as all others are. */
  void own(EAttribute attribute, String label, Control control) {
    labels.put(attribute.getName(), label);
    field(control, attribute);
  }

  private static String attribute(Problem problem) {
    return problem.path().replaceFirst("[.\\[].*", "");
  }

  boolean isOurs(Problem problem) {
    return marks.containsKey(attribute(problem));
  }

  String label(String path) {
    return labels.getOrDefault(path.replaceFirst("[.\\[].*", ""), path);
  }

  void mark(List<Problem> problems) {
    marks.forEach((attribute, mark) -> problems.stream().filter(problem -> attribute(problem).equals(attribute))
        .findFirst().ifPresentOrElse(problem -> {
          mark.setDescriptionText(problem.message());
          mark.show();
        }, mark::hide));
  }
}
