package org.dormouse.ui.jobs.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.FieldWidth;
import org.eclipse.emf.common.util.Enumerator;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;

/** Fields of the draft that begin with the defaults of the model; a default is left out of the document. */
final class Choices {

  private static final int GREATEST = 100_000_000;

  private final JobWizardPage page;

  Choices(JobWizardPage page) {
    this.page = page;
  }

  private static Object fallback(String attribute) {
    EStructuralFeature feature = DormousePackage.eINSTANCE.getServicingJob().getEStructuralFeature(attribute);
    return feature.getDefaultValue() instanceof Enumerator literal ? literal.getLiteral() : feature.getDefaultValue();
  }

  private void set(String attribute, Object value) {
    Draft draft = page.draft();
    draft.set(attribute, Objects.equals(value, fallback(attribute)) ? "" : value);
    page.changed();
  }

  private String now(String attribute) {
    String text = page.draft().text(attribute);
    return text.isEmpty() ? String.valueOf(fallback(attribute)) : text;
  }

  /** @param words of each literal, in the order they are offered */
  void literal(Composite parent, String label, String attribute, Map<String, String> words) {
    page.owns(attribute, label);
    JobWizardPage.label(parent, label);
    Combo combo = new Combo(parent, SWT.READ_ONLY);
    List<String> literals = new ArrayList<>(words.keySet());
    words.values().forEach(combo::add);
    combo.select(literals.indexOf(now(attribute)));
    combo.addListener(SWT.Selection, event -> set(attribute, literals.get(combo.getSelectionIndex())));
    FieldWidth.choice(combo);
  }

  /** @param unit said behind the number, with what 0 means */
  void number(Composite parent, String label, String attribute, String unit, int least) {
    page.owns(attribute, label);
    JobWizardPage.label(parent, label);
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(row);
    Spinner spinner = new Spinner(row, SWT.BORDER);
    int most = attribute.endsWith("Percent") ? 100 : GREATEST;
    spinner.setValues(Integer.parseInt(now(attribute)), least, most, 0, 1, 10);
    FieldWidth.number(spinner);
    Label text = new Label(row, SWT.NONE);
    text.setText(unit);
    spinner.addListener(SWT.Modify, event -> set(attribute, spinner.getSelection()));
  }

  Button flag(Composite parent, String text, String attribute) {
    page.owns(attribute, text);
    Button button = new Button(parent, SWT.CHECK);
    button.setText(text);
    button.setSelection(Boolean.parseBoolean(now(attribute)));
    button.addListener(SWT.Selection, event -> set(attribute, button.getSelection()));
    GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
    return button;
  }
}
