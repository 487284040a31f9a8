package org.dormouse.ui.parts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.ModifyListener;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * A page that defines one thing: name and description, what the subclass adds, and for what can be reached a test in
 * the background. It is complete when the model's rules find nothing wrong; its message says what to do. A field that
 * was not touched yet is asked for, not complained about.
 */
public abstract class DefinitionWizardPage extends WizardPage {

  /** What can be reached, and therefore tested. */
  private static final List<Kind> TESTABLE = List.of(Kind.LIBRARY, Kind.HOST, Kind.SERVICE);

  /** Points, of fields that are not made wider by what is beside them. */
  private static final int WIDTH = 260;

  private final EngineLink link;
  private final Draft draft;
  private final Predicate<String> taken;
  private final Map<String, Control> fields = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private DraftTest test;
  private boolean touched;
  private boolean ready;

  /**
   * @param draft is altered as the user writes
   * @param taken whether a name is in use already
   */
  protected DefinitionWizardPage(String pageName, String title, EngineLink link, Draft draft,
      Predicate<String> taken) {
    super(pageName);
    this.link = link;
    this.draft = draft;
    this.taken = taken;
    setTitle(title);
  }

  public final Draft draft() {
    return draft;
  }

  protected final EngineLink link() {
    return link;
  }

  /** Rows of label and field, in two columns, by {@link #addText} and its like. */
  protected abstract void createFields(Composite parent);

  /** What is wrong beyond the model's rules. */
  protected List<Problem> ownProblems() {
    return List.of();
  }

  /** Called after each change that a user made. */
  protected void draftChanged() {}

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).spacing(10, 6).applyTo(page);
    Text name = addText(page, "&Name:", "name", "");
    name.setEnabled(draft.isNew());
    createFields(page);
    addText(page, "&Description:", "description", "A remark for people");
    if (TESTABLE.contains(draft.kind())) {
      test = new DraftTest(page, link, draft, this::allowed);
    }
    setControl(page);
    ContextHelp.set(page, draft.kind().id());
    ready = true;
    validate();
    (name.isEnabled() ? name : page).setFocus();
  }

  /** @param hint shown while the field is empty */
  protected final Text addText(Composite parent, String label, String path, String hint) {
    addLabel(parent, label, path);
    Text text = new Text(parent, SWT.BORDER | SWT.SINGLE);
    text.setText(draft.text(path));
    text.setMessage(hint);
    GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
    text.addModifyListener(changes(() -> draft.set(path, text.getText().strip())));
    fields.put(path, text);
    return text;
  }

  /** @param none the entry that leaves the value out; empty: there is no such entry */
  protected final Combo addChoice(Composite parent, String label, String path, List<String> choices, String none) {
    addLabel(parent, label, path);
    Combo combo = new Combo(parent, SWT.READ_ONLY);
    if (!none.isEmpty()) {
      combo.add(none);
    }
    choices.forEach(combo::add);
    combo.setText(draft.text(path).isEmpty() ? none : draft.text(path));
    // as wide as a text at least: at scale 2 the toolkit gives a list to choose from a little less than its words need
    GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(WIDTH, SWT.DEFAULT).applyTo(combo);
    combo.addModifyListener(changes(() -> draft.set(path, combo.getText().equals(none) ? "" : combo.getText())));
    fields.put(path, combo);
    return combo;
  }

  private void addLabel(Composite parent, String label, String path) {
    Label text = new Label(parent, SWT.NONE);
    text.setText(label);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(text);
    labels.put(path, label.replace("&", "").replace(":", ""));
  }

  private ModifyListener changes(Runnable set) {
    return event -> {
      set.run();
      changed();
    };
  }

  /** For fields that the subclass made itself: call it after the draft was altered. */
  protected final void changed() {
    if (ready) {
      touched = true;
      if (test != null) {
        test.outdated();
      }
      draftChanged();
      validate();
    }
  }

  /** Tells the user what is still to be done. */
  protected final void validate() {
    List<Problem> problems = problems();
    setPageComplete(problems.isEmpty());
    if (problems.isEmpty()) {
      setErrorMessage(null);
      setMessage(doneMessage());
    } else if (touched) {
      setErrorMessage(sentence(problems.getFirst()));
    } else {
      setErrorMessage(null);
      setMessage(getDescription() == null ? sentence(problems.getFirst()) : getDescription());
    }
    if (test != null) {
      test.setPossible(problems.isEmpty());
    }
  }

  /** Shown when nothing is wrong. */
  protected String doneMessage() {
    return test == null ? "Finish to keep it." : "Test it, or finish to keep it.";
  }

  /** The first is what the page complains about. */
  public final List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(draft.problems(taken));
    problems.addAll(ownProblems());
    return problems;
  }

  private String sentence(Problem problem) {
    String field = labels.getOrDefault(problem.path(), Words.sentence(problem.path().replaceAll(".*\\.", "")));
    if (problem.message().equals("is required")) {
      return field.isEmpty() ? "Something is still missing." : "Enter the " + field.toLowerCase(Locale.ROOT)
          + ".";
    }
    return field.isEmpty() || Character.isUpperCase(problem.message().charAt(0)) ? problem.message()
        : field + " " + problem.message() + (problem.message().endsWith(".") ? "" : ".");
  }

  private void allowed(boolean ok) {
    setMessage(ok ? doneMessage() : "The test found something to put right.",
        ok ? IMessageProvider.NONE : IMessageProvider.WARNING);
  }

  /** Told of each end of a test. */
  protected final void onTested(Consumer<Boolean> ok) {
    if (test != null) {
      test.onTested(ok);
    }
  }

  /** Starts the test, as the button does. */
  public final void runTest() {
    if (test != null) {
      test.run();
    }
  }

  /** Whether the last test was of what is written now, and found nothing that blocks. */
  public final boolean isProven() {
    return test != null && test.isProven();
  }

  @Override
  public void dispose() {
    if (test != null) {
      test.cancel();
    }
    super.dispose();
  }
}
