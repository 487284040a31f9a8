package org.dormouse.ui.runs.internal;

import java.util.Comparator;
import java.util.List;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.RunRef;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.parts.TitledDialog;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;

/** Two runs side by side: each machine's result and time, and the packages that were installed. */
final class CompareDialog extends TitledDialog {

  private static final Point SIZE = new Point(900, 620);

  private final Comparison comparison;

  private CompareDialog(Shell shell, Comparison comparison) {
    super(shell, "Compare Runs", "compare", SIZE);
    this.comparison = comparison;
  }

  /** Asks for both reports, then opens. */
  static void open(Shell shell, EngineLink link, List<Run> two) {
    String what = "Compare " + Words.inSentence(Words.run(two.get(0).id())) + " and "
        + Words.inSentence(Words.run(two.get(1).id()));
    link.ask(what, engine -> engine.report(new RunRef(two.get(0).id()))
        .thenCombine(engine.report(new RunRef(two.get(1).id())), (RunReport before, RunReport after) ->
            Comparison.of(before, after)), comparison -> {
              if (!shell.isDisposed()) {
                new CompareDialog(shell, comparison).open();
              }
            }, error -> ErrorText.show(shell, what, error));
  }

  @Override
  protected void fill(Composite area) {
    Rows<Comparison.Row> rows = new Rows<>(area, "Comparison", List.of(
        new Rows.Column<>("Virtual machine", 210, false, Comparison.Row::machine,
            Comparator.comparing(Comparison.Row::machine)),
        new Rows.Column<>(Words.run(comparison.before()), 250, false, row -> row.before().text(),
            Comparator.comparing(row -> row.before().text())),
        new Rows.Column<>(Words.run(comparison.after()), 250, false, row -> row.after().text(),
            Comparator.comparing(row -> row.after().text())),
        Rows.Column.text("Packages", 110, Comparison.Row::difference)), new Rows.Look<>() {
              @Override
              public String key(Comparison.Row row) {
                return row.machine();
              }

              @Override
              public Image image(Comparison.Row row) {
                String state = row.after().state().isEmpty() ? row.before().state() : row.after().state();
                return Icons.image(StateStyle.ofServicing(state).iconName());
              }
            });
    GridDataFactory.fillDefaults().grab(true, true).applyTo(rows.control());
    rows.show(comparison.rows());
    packages(area, rows);
    setTitle(Words.run(comparison.before()) + " and " + Words.inSentence(Words.run(comparison.after())));
    setMessage(comparison.summary());
  }

  /** Below: what was installed in the selected machine, by the one run and by the other. */
  private void packages(Composite area, Rows<Comparison.Row> rows) {
    Label title = new Label(area, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, false).indent(6, 6).applyTo(title);
    Rows<Comparison.Package> packages = new Rows<>(area, "Packages", List.of(
        Rows.Column.text("Package", 330, Comparison.Package::name),
        Rows.Column.text(Words.run(comparison.before()), 240, one -> version(one.before())),
        Rows.Column.text(Words.run(comparison.after()), 240, one -> version(one.after()))),
        Rows.Look.of("package", Comparison.Package::name));
    GridDataFactory.fillDefaults().grab(true, true).applyTo(packages.control());
    title.setText("Select a virtual machine to see what was installed in it.");
    rows.onSelection(selected -> selected.stream().findFirst().ifPresent(row -> {
      title.setText(("Installed in " + row.machine() + ": "
          + (row.packages().isEmpty() ? "nothing in either run" : row.difference())).replace("&", "&&"));
      packages.show(row.packages().stream().sorted(Comparator.comparing(Comparison.Package::differs).reversed())
          .toList());
    }));
  }

  private static String version(String version) {
    return version.isEmpty() ? "left as it was" : version;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true);
  }
}
