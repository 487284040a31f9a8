package org.dormouse.ui.jobs.internal.wizard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.Draft;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * A page of some attributes of the draft. It is complete when the rules of the model find nothing wrong with them; what
 * was not touched yet is asked for, not complained about.
 */
abstract class JobWizardPage extends WizardPage {

  private final JobWizard wizard;
  private final String explanation;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private boolean ready;
  private boolean touched;

  /** @param explanation shown as long as nothing is wrong */
  JobWizardPage(JobWizard wizard, String name, String title, String explanation) {
    super(name);
    this.wizard = wizard;
    this.explanation = explanation;
    setTitle(title);
    setMessage(explanation);
  }

  final JobWizard wizard() {
    return wizard;
  }

  final Draft draft() {
    return wizard.draft();
  }

  /** Claims an attribute for this page: its problems are said here. */
  final void owns(String attribute, String label) {
    labels.put(attribute, label.replace("&", "").replace(":", ""));
  }

  /** Fields in rows of two columns. */
  abstract void createFields(Composite page);

  /** What stands in the way beyond the rules of the model, and what to do; empty: nothing. */
  Optional<String> obstacle() {
    return Optional.empty();
  }

  /** What goes on and has to end first, and nobody can do anything about; empty: nothing. */
  Optional<String> awaited() {
    return Optional.empty();
  }

  @Override
  public final void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).spacing(10, 6).applyTo(page);
    createFields(page);
    setControl(page);
    ContextHelp.set(page, "new-job-" + getName());
    ready = true;
    validate();
  }

  @Override
  public void setVisible(boolean visible) {
    super.setVisible(visible);
    if (visible) {
      validate();
    }
  }

  static Label label(Composite parent, String text) {
    Label label = new Label(parent, SWT.NONE);
    label.setText(text);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
    return label;
  }

  final Text text(Composite parent, String label, String attribute, String hint) {
    owns(attribute, label);
    label(parent, label);
    Text text = new Text(parent, SWT.BORDER | SWT.SINGLE);
    text.setText(draft().text(attribute));
    text.setMessage(hint);
    GridDataFactory.fillDefaults().grab(true, false).hint(260, SWT.DEFAULT).applyTo(text);
    text.addModifyListener(event -> {
      draft().set(attribute, text.getText().strip());
      changed();
    });
    return text;
  }

  /** The user has altered the draft. */
  final void changed() {
    if (ready) {
      touched = true;
      validate();
    }
  }

  final void validate() {
    if (!ready || getControl().isDisposed() || wizard.isUnderWay()) {
      return;
    }
    List<Problem> wrong = wizard.problems().stream().filter(this::isOurs).toList();
    Optional<String> obstacle = obstacle();
    setPageComplete(wrong.isEmpty() && obstacle.isEmpty() && awaited().isEmpty());
    Optional<String> first = obstacle.or(() -> wrong.stream().findFirst().map(this::sentence));
    setErrorMessage(touched || obstacle.isPresent() ? first.orElse(null) : null);
    setMessage(first.or(this::awaited).orElse(explanation));
  }

  private static String attribute(Problem problem) {
    return problem.path().replaceFirst("[.\\[].*", "");
  }

  private boolean isOurs(Problem problem) {
    return labels.containsKey(attribute(problem));
  }

  private String sentence(Problem problem) {
    String message = problem.message();
    String label = labels.get(attribute(problem));
    if (attribute(problem).equals("virtualMachines") && message.startsWith("is required")) {
      return "Add virtual machines by name or pattern, or a VM group.";
    }
    if (message.equals("is required")) {
      return "Enter the " + label.toLowerCase(Locale.ROOT) + ".";
    }
    String whole = Character.isUpperCase(message.charAt(0)) ? message
        : problem.path().startsWith("hooks[") ? Character.toUpperCase(message.charAt(0)) + message.substring(1)
        : label + " " + message;
    return whole.endsWith(".") ? whole : whole + ".";
  }
}
