package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.api.RunsApi.TroubleInfo;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.runs.RunViewing;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * Below every page of a run: the steps of the selected VM, and of one of them its log, data, journal and script. It is
 * the step that was selected; where the VM itself was, the one that says how it stands. What is under way is read again
 * every now and then.
 */
final class StepPane implements RunFeed.Listener {

  private static final Duration READ_AGAIN = Duration.ofSeconds(2);

  private final ISelectionChangedListener follow = event -> follow(event.getStructuredSelection());
  private final RunViewing viewing;
  private final SashForm sash;
  private final Rows<Step> steps;
  private final Label title;
  private final Text text;
  private final Button script;
  private Optional<Servicing> servicing = Optional.empty();
  private Optional<Long> chosen = Optional.empty();
  private Optional<Step> shown = Optional.empty();
  private String details = "";
  private String written = "";
  private Optional<EngineLink.Request> asked = Optional.empty();

  StepPane(Composite parent, RunViewing viewing) {
    this.viewing = viewing;
    sash = new SashForm(parent, SWT.HORIZONTAL);
    steps = new Rows<>(sash, "Steps", columns(), new Rows.Look<>() {
      @Override
      public String key(Step row) {
        return String.valueOf(row.id());
      }

      @Override
      public Image image(Step row) {
        return Icons.image(StateStyle.ofStep(row.state()).iconName());
      }
    });
    steps.onSelection(selected -> selected.stream().findFirst().ifPresent(
        step -> viewing.selection().setSelection(new StructuredSelection(step))));
    Composite detail = new Composite(sash, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(6, 4).applyTo(detail);
    title = new Label(detail, SWT.NONE);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(title);
    script = new Button(detail, SWT.PUSH);
    script.setText("&View Script…");
    script.setEnabled(false);
    script.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> openScript()));
    text = new Text(detail, SWT.MULTI | SWT.BORDER | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP);
    text.setFont(JFaceResources.getTextFont());
    Names.give(text, "Log and data of the step");
    GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(text);
    sash.setWeights(45, 55);
    showNothing();
    viewing.addDeltaListener(this);
    viewing.selection().addSelectionChangedListener(follow);
    sash.addDisposeListener(event -> {
      viewing.removeDeltaListener(this);
      viewing.selection().removeSelectionChangedListener(follow);
      asked.ifPresent(EngineLink.Request::cancel);
    });
    if (viewing.selection().getSelection() instanceof IStructuredSelection selected) {
      follow(selected);
    }
    UiThread.after(READ_AGAIN, this::readAgain);
  }

  private static List<Rows.Column<Step>> columns() {
    Comparator<Step> order = Comparator.comparingInt(Step::life)
        .thenComparingInt(Step::ordinal).thenComparingInt(Step::attempt);
    return List.of(
        new Rows.Column<>("Step", 140, false, step -> Words.stepKind(step.kind()), order),
        new Rows.Column<>("State", 100, false, step -> StateStyle.ofStep(step.state()).word(),
            Comparator.comparing(Step::state).thenComparing(order)),
        new Rows.Column<>("Try", 45, true, step -> String.valueOf(step.attempt()), order),
        new Rows.Column<>("Time", 80, true, step -> RunWords.duration(step.started(), step.ended()),
            Comparator.comparing(step -> RunWords.took(step.started(), step.ended())
                .orElse(Duration.ZERO))),
        new Rows.Column<>("Detail", 220, false, RunWords::progress, order));
  }

  SashForm control() {
    return sash;
  }

  /** @param orientation {@code SWT.HORIZONTAL}: the steps left of the details of one; else above them */
  void setOrientation(int orientation) {
    sash.setOrientation(orientation);
  }

  private void follow(IStructuredSelection selection) {
    switch (selection.getFirstElement()) {
      case Step step -> show(viewing.feed().servicing(step.servicingId()), Optional.of(step.id()));
      case Servicing one -> show(viewing.feed().servicing(one.id()), Optional.empty());
      case null, default -> show(Optional.empty(), Optional.empty());
    }
  }

  private void show(Optional<Servicing> next, Optional<Long> step) {
    servicing = next;
    chosen = step;
    List<Step> all = next.map(one -> viewing.feed().attempts(one.id())).orElse(List.of());
    List<Step> begun = all.stream().filter(one -> !one.state().equals("PENDING")).toList();
    steps.show(begun);
    all.stream().filter(one -> step.filter(id -> id == one.id()).isPresent()).findFirst()
        .or(() -> RunWords.present(begun)).or(() -> begun.stream().reduce((first, second) -> second))
        .ifPresentOrElse(this::showStep, this::showNothing);
  }

  private void showNothing() {
    shown = Optional.empty();
    details = "";
    title.setText(servicing.map(one -> one.subject() + " has not begun yet.")
        .orElse("Select a virtual machine to see its steps.").replace("&", "&&"));
    write("");
    script.setEnabled(false);
  }

  private void showStep(Step step) {
    boolean same = isShown(step.id());
    boolean read = !same || shown.filter(before -> before.state().equals(step.state())).isEmpty();
    shown = Optional.of(step);
    if (same) {
      steps.select(List.of(String.valueOf(step.id())));
    } else {
      steps.reveal(String.valueOf(step.id()));
    }
    title.setText((Words.stepKind(step.kind()) + " of " + servicing.map(Servicing::subject).orElse("") + ": "
        + StateStyle.ofStep(step.state()).word().toLowerCase(Locale.ROOT)).replace("&", "&&"));
    script.setEnabled(step.started().isPresent());
    if (!same) {
      details = "";
    }
    write(facts(step) + details);
    if (read && step.started().isPresent()) {
      read(step, "Read " + Words.stepKind(step.kind()));
    }
  }

  private boolean isShown(long step) {
    return !text.isDisposed() && shown.filter(one -> one.id() == step).isPresent();
  }

  private void read(Step step, String what) {
    asked.ifPresent(EngineLink.Request::cancel);
    asked = Optional.of(viewing.link().ask(what,
        engine -> engine.step(new Authoring.StepRef(step.runId(), step.id())),
        answer -> tell(step.id(), more(answer)), error -> {
          // what could be read stays; that there is no connection the editor's head says
          if (!what.isEmpty()) {
            tell(step.id(), "\n" + ErrorText.line(error) + "\n");
          }
        }));
  }

  private void tell(long step, String told) {
    if (isShown(step)) {
      details = told;
      write(facts(shown.orElseThrow()) + details);
    }
  }

  private void readAgain() {
    if (!text.isDisposed()) {
      shown.filter(step -> RunWords.isOpen(step.state()) && text.isVisible() && !viewing.feed().isPaused()
          && asked.filter(request -> !request.isDone()).isEmpty()).ifPresent(step -> read(step, ""));
      UiThread.after(READ_AGAIN, this::readAgain);
    }
  }

  /** What is read by somebody stays where it is; at the end one stays at the end. */
  private void write(String next) {
    if (next.equals(written)) {
      return;
    }
    int seen = text.getClientArea().height / Math.max(1, text.getLineHeight());
    int top = text.getTopIndex();
    boolean end = top > 0 && top + seen >= text.getLineCount() - 1;
    boolean goesOn = !written.isEmpty() && next.regionMatches(0, written, 0, Math.min(8, written.length()));
    written = next;
    text.setText(next);
    if (goesOn) {
      text.setTopIndex(end ? text.getLineCount() : top);
    }
  }

  /** What went wrong comes first: there may be room for a few lines only. */
  static String facts(Step step) {
    StringBuilder facts = new StringBuilder();
    step.trouble().ifPresent(trouble -> facts.append(trouble(trouble)));
    step.started().ifPresent(at -> facts.append("Started ").append(Words.time(at)));
    step.ended().ifPresent(at -> facts.append(", ended ").append(Words.time(at)).append(" after ")
        .append(RunWords.duration(step.started(), step.ended())));
    facts.append(step.attempt() > 1 ? ", try " + step.attempt() : "");
    step.started().ifPresent(at -> facts.append(".\n"));
    if (!RunWords.progress(step).isEmpty()) {
      facts.append(RunWords.progress(step)).append('\n');
    }
    return facts.toString();
  }

  private static String trouble(TroubleInfo trouble) {
    return trouble.message() + "\n" + (trouble.remedy().isBlank() ? "" : trouble.remedy() + "\n") + "\n";
  }

  private static String more(Authoring.StepDetails details) {
    StringBuilder more = new StringBuilder();
    section(more, "What happened to the data", details.data());
    section(more, "Log", details.log());
    section(more, "Journal", String.join("\n", details.journal()));
    return more.toString();
  }

  private static void section(StringBuilder text, String title, String content) {
    if (!content.isBlank()) {
      text.append('\n').append(title).append('\n').append(content.strip()).append('\n');
    }
  }

  private void openScript() {
    shown.ifPresent(step -> new ScriptDialog(sash.getShell(), viewing.link(), title.getText().replace("&&", "&"),
        engine -> engine.stepScript(new Authoring.StepRef(step.runId(), step.id()))).open());
  }

  @Override
  public void changed(RunFeed feed, RunFeed.Delta delta) {
    servicing.filter(one -> delta.all() || delta.servicings().contains(one.id()))
        .ifPresent(one -> show(feed.servicing(one.id()), chosen));
  }
}
