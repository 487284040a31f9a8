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
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.runs.RunViewing;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Beside the table: the steps of the selected VM, and of the selected one its log, data, journal and script. */
final class StepPane {

  private final RunViewing viewing;
  private final SashForm sash;
  private final Rows<Step> steps;
  private final Label title;
  private final Text text;
  private final Button script;
  private Optional<Servicing> servicing = Optional.empty();
  private Optional<Long> shownStep = Optional.empty();
  private String shownState = "";
  private EngineLink.Request asked;

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
    steps.onSelection(selected -> selected.stream().findFirst().ifPresent(this::showStep));
    Composite detail = new Composite(sash, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(6, 4).applyTo(detail);
    title = new Label(detail, SWT.NONE);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(title);
    script = new Button(detail, SWT.PUSH);
    script.setText("&View Script…");
    script.setEnabled(false);
    script.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> openScript()));
    text = new Text(detail, SWT.MULTI | SWT.BORDER | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(text);
    sash.setWeights(45, 55);
    show(Optional.empty());
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

  /** Another VM; the step that says how it stands is shown. */
  void show(Optional<Servicing> next) {
    boolean same = next.map(Servicing::id).equals(servicing.map(Servicing::id));
    servicing = next;
    List<Step> attempts = next.map(one -> viewing.feed().attempts(one.id())).orElse(List.of()).stream()
        .filter(step -> !step.state().equals("PENDING")).toList();
    steps.show(attempts);
    if (!same || shownStep.isEmpty()) {
      shownStep = Optional.empty();
      RunWords.present(attempts).or(() -> attempts.stream().reduce((first, second) -> second)).ifPresentOrElse(step -> {
        steps.select(List.of(String.valueOf(step.id())));
        showStep(step);
      }, this::showNothing);
    } else {
      attempts.stream().filter(step -> shownStep.get() == step.id() && !step.state().equals(shownState)).findFirst()
          .ifPresent(this::showStep);
    }
  }

  private void showNothing() {
    title.setText(servicing.map(one -> one.subject() + " has not begun yet.")
        .orElse("Select a virtual machine to see its steps."));
    text.setText("");
    script.setEnabled(false);
  }

  private void showStep(Step step) {
    shownStep = Optional.of(step.id());
    shownState = step.state();
    title.setText((Words.stepKind(step.kind()) + " of " + servicing.map(Servicing::subject).orElse("") + ": "
        + StateStyle.ofStep(step.state()).word().toLowerCase(Locale.ROOT)).replace("&", "&&"));
    text.setText(facts(step));
    script.setEnabled(step.started().isPresent());
    if (asked != null) {
      asked.cancel();
    }
    asked = viewing.link().ask("Read " + Words.stepKind(step.kind()),
        engine -> engine.step(new Authoring.StepRef(step.runId(), step.id())), details -> {
          if (!text.isDisposed() && shownStep.filter(id -> id == step.id()).isPresent()) {
            text.setText(facts(step) + more(details));
          }
        }, error -> failed(step, error));
  }

  private void failed(Step step, ApiError error) {
    if (!text.isDisposed() && shownStep.filter(id -> id == step.id()).isPresent()) {
      text.setText(facts(step) + "\n" + ErrorText.line(error) + "\n");
    }
  }

  private static String facts(Step step) {
    StringBuilder facts = new StringBuilder();
    step.started().ifPresent(at -> facts.append("Started ").append(Words.time(at)));
    step.ended().ifPresent(at -> facts.append(", ended ").append(Words.time(at)).append(" after ")
        .append(RunWords.duration(step.started(), step.ended())));
    facts.append(step.attempt() > 1 ? ", try " + step.attempt() : "").append(facts.isEmpty() ? "" : ".\n");
    if (!RunWords.progress(step).isEmpty()) {
      facts.append(RunWords.progress(step)).append('\n');
    }
    step.trouble().ifPresent(trouble -> facts.append(trouble(trouble)));
    return facts.toString();
  }

  private static String trouble(TroubleInfo trouble) {
    return "\n" + trouble.message() + (trouble.remedy().isBlank() ? "" : "\n" + trouble.remedy()) + "\n";
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
    shownStep.ifPresent(id -> new ScriptDialog(sash.getShell(), viewing.link(), title.getText().replace("&&", "&"),
        engine -> engine.stepScript(new Authoring.StepRef(viewing.feed().runId(), id))).open());
  }

  void changed(RunFeed.Delta delta) {
    servicing.filter(one -> delta.all() || delta.servicings().contains(one.id()))
        .ifPresent(one -> show(viewing.feed().servicing(one.id())));
  }
}
