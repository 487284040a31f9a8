package org.dormouse.ui.jobs.internal.pages;

import org.dormouse.model.document.Problem;
import org.dormouse.ui.Ids;
import org.dormouse.ui.jobs.JobEditing;
import org.dormouse.ui.jobs.JobPage;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.style.Icons;
import org.eclipse.emf.common.command.CommandStackListener;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;

/** A page of fields. It shows what the job is after every command, and in its head what is wrong with its fields. */
abstract class FormPage implements JobPage {

  private final String title;
  private JobEditing editing;
  private FormToolkit toolkit;
  private ScrolledForm form;
  private Fields fields;

  FormPage(String title) {
    this.title = title;
  }

  /** Sections with fields. */
  abstract void sections(Composite body);

  /** After every command. */
  void refresh() {}

  @Override
  public final void create(Composite parent, JobEditing opened) {
    editing = opened;
    toolkit = new FormToolkit(parent.getDisplay());
    form = toolkit.createScrolledForm(parent);
    form.setText(title);
    ContextHelp.set(form, "job");
    toolkit.decorateFormHeading(form.getForm());
    act(Ids.RUN_JOB, "Run", "start", "Run the job now");
    act(Ids.DRY_RUN, "Dry Run", "test", "What the job would do if it were run now; nothing is touched");
    form.getToolBarManager().update(true);
    GridLayoutFactory.swtDefaults().margins(12, 12).spacing(12, 12).applyTo(form.getBody());
    fields = new Fields(toolkit, opened);
    sections(form.getBody());
    CommandStackListener changes = event -> show();
    Runnable problems = this::tellProblems;
    opened.domain().getCommandStack().addCommandStackListener(changes);
    opened.addProblemListener(problems);
    form.addDisposeListener(event -> {
      opened.domain().getCommandStack().removeCommandStackListener(changes);
      opened.removeProblemListener(problems);
      toolkit.dispose();
    });
    show();
  }

  private void act(String command, String text, String iconName, String tip) {
    Action action = new Action(text, Icons.of(iconName)) {
      @Override
      public void run() {
        Commands.run(editing.part().getSite(), command);
      }
    };
    action.setToolTipText(tip);
    form.getToolBarManager().add(action);
  }

  private void show() {
    if (!form.isDisposed()) {
      fields.show();
      refresh();
      tellProblems();
    }
  }

  private void tellProblems() {
    if (form.isDisposed()) {
      return;
    }
    fields.mark(editing.problems());
    editing.problems().stream().filter(fields::isOurs).findFirst().ifPresentOrElse(
        problem -> form.setMessage(sentence(problem), IMessageProvider.ERROR),
        () -> form.setMessage(null, IMessageProvider.NONE));
  }

  private String sentence(Problem problem) {
    return fields.label(problem.path()) + " " + problem.message();
  }

  final JobEditing editing() {
    return editing;
  }

  final Fields fields() {
    return fields;
  }

  final FormToolkit toolkit() {
    return toolkit;
  }

  /** A titled part of the page with rows of label and field. */
  final Composite section(Composite body, String name, String description) {
    Section section = toolkit.createSection(body, Section.TITLE_BAR | Section.DESCRIPTION);
    section.setText(name);
    section.setDescription(description);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(section);
    Composite client = toolkit.createComposite(section);
    GridLayoutFactory.swtDefaults().numColumns(2).spacing(12, 6).applyTo(client);
    section.setClient(client);
    return client;
  }

  final Label note(Composite client, String text) {
    Label note = toolkit.createLabel(client, text, SWT.WRAP);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(400, SWT.DEFAULT).applyTo(note);
    return note;
  }

  @Override
  public Control control() {
    return form;
  }

  @Override
  public void setFocus() {
    form.setFocus();
  }
}
