package org.dormouse.ui.inventory.internal.wizards;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dormouse.api.Engine.Backend;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.DefinitionWizardPage;
import org.dormouse.ui.parts.Draft;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * A library, maintenance host or update service. It is tested by itself when the user has paused, and complete only
 * when the test has succeeded, or when the user says to keep it even so.
 */
final class BackendPage extends DefinitionWizardPage {

  private static final int PAUSE_MILLIS = 700;

  private final Desk desk;
  private final List<String> existing;
  private final Runnable test = this::testIfPossible;
  private final Consumer<LinkState> linkChanged = this::linkChanged;
  private final List<Control> typeFields = new ArrayList<>();
  private Combo type;
  private Label marker;
  private Button skip;
  private Button keep;

  /**
   * @param existing names that may be used instead; empty where there is nothing to choose
   * @param own names of this kind that are not taken although they are defined: the wizard itself has stored them
   */
  BackendPage(Desk desk, Draft draft, String title, String description, List<String> existing,
      Predicate<String> own) {
    super(draft.kind().id(), title, desk.link(), draft,
        name -> !own.test(name) && desk.data().definition(draft.kind(), name).isPresent());
    this.desk = desk;
    this.existing = existing;
    setDescription(description);
  }

  @Override
  public void createControl(Composite parent) {
    super.createControl(parent);
    Composite page = (Composite) getControl();
    keep = new Button(page, SWT.CHECK);
    keep.setText("&Keep it although the test did not succeed");
    keep.setVisible(false);
    keep.addListener(SWT.Selection, event -> updateButtons());
    GridDataFactory.fillDefaults().span(2, 1).applyTo(keep);
    addSkip(page);
    widen(page);
    onTested(ok -> {
      keep.setVisible(!ok);
      updateButtons();
    });
    setPageComplete(true);
    scheduleTest();
  }

  private void addSkip(Composite page) {
    if (existing.isEmpty()) {
      return;
    }
    skip = new Button(page, SWT.CHECK);
    skip.setText("&Use what is there: " + String.join(", ", existing.stream().limit(5).toList())
        + (existing.size() > 5 ? ", …" : ""));
    skip.setSelection(true);
    skip.moveAbove(null);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(skip);
    skip.addListener(SWT.Selection, event -> skipChanged(page));
    skipChanged(page);
  }

  private void skipChanged(Composite page) {
    for (Control child : page.getChildren()) {
      if (child != skip) {
        child.setEnabled(!skip.getSelection());
      }
    }
    if (skip.getSelection()) {
      setErrorMessage(null);
      setMessage("There is nothing to do here. To add another one, take the tick away.");
    } else {
      validate();
      scheduleTest();
    }
    updateButtons();
  }

  /** Whether the user rather uses what is there. */
  boolean isSkipped() {
    return skip != null && skip.getSelection();
  }

  /** A third column for buttons beside fields. */
  private static void widen(Composite page) {
    ((GridLayout) page.getLayout()).numColumns = 3;
    Control[] children = page.getChildren();
    for (int i = 0; i < children.length; i++) {
      boolean hasButton = i + 1 < children.length && Fields.isBeside(children[i + 1]);
      GridData data = (GridData) children[i].getLayoutData();
      if (data == null) {
        data = new GridData();
        children[i].setLayoutData(data);
      }
      if (data.horizontalSpan == 2 && !Fields.isField(children[i])) {
        data.horizontalSpan = 3;
      } else if (Fields.isField(children[i])) {
        data.horizontalSpan = hasButton ? 1 : 2;
      }
    }
  }

  @Override
  protected void createFields(Composite parent) {
    type = addChoice(parent, "&Type:", "type", List.of(draft().text("type")), "");
    type.setEnabled(draft().isNew());
    TypeSettings settings = new TypeSettings(type.getText(), name -> BackendFields.known(draft().kind(), name));
    type.addListener(SWT.Modify, event -> {
      settings.change(draft(), type.getText());
      showType(parent);
      altered();
    });
    marker = new Label(parent, SWT.NONE);
    GridDataFactory.fillDefaults().exclude(true).applyTo(marker);
    marker.setVisible(false);
    showType(parent);
    desk.link().addStateListener(linkChanged);
    askTypes();
  }

  private void askTypes() {
    desk.link().ask("Ask which back ends are installed", engine -> engine.status(),
        status -> offer(status.backends()), error -> { });
  }

  private void linkChanged(LinkState state) {
    if (state instanceof LinkState.Connected && !getControl().isDisposed()) {
      askTypes();
      scheduleTest();
    }
  }

  @Override
  protected String doneMessage() {
    return isProven() ? "The test succeeded: it can be used." : "It is tested as soon as you pause.";
  }

  @Override
  protected List<Problem> ownProblems() {
    return BackendFields.required(draft().kind(), draft().text("type")).stream()
        .filter(setting -> draft().text("settings." + setting).isEmpty())
        .map(setting -> new Problem("settings." + setting, "is required")).toList();
  }

  @Override
  public void dispose() {
    desk.link().removeStateListener(linkChanged);
    super.dispose();
  }

  private void offer(List<Backend> installed) {
    if (type.isDisposed()) {
      return;
    }
    TreeSet<String> types = new TreeSet<>();
    installed.stream().filter(one -> one.contract().equals(contract())).map(Backend::type).forEach(types::add);
    types.stream().filter(name -> type.indexOf(name) < 0).forEach(type::add);
  }

  private String contract() {
    return switch (draft().kind()) {
      case LIBRARY -> "LibraryBackend";
      case HOST -> "Hypervisor";
      default -> "UpdateService";
    };
  }

  private void showType(Composite parent) {
    typeFields.forEach(Control::dispose);
    typeFields.clear();
    int before = parent.getChildren().length;
    new BackendFields(this, parent).create(draft().kind(), draft().text("type"));
    for (Control child : List.of(parent.getChildren()).subList(before, parent.getChildren().length)) {
      child.moveAbove(marker);
      typeFields.add(child);
    }
    if (getControl() != null) {
      widen(parent);
      parent.layout(true, true);
    }
  }

  Desk desk() {
    return desk;
  }

  Text text(Composite parent, String label, String path, String hint) {
    return addText(parent, label, path, hint);
  }

  Combo choice(Composite parent, String label, String path, List<String> choices, String none) {
    return addChoice(parent, label, path, choices, none);
  }

  /** After the draft was altered by a field of its own. */
  void altered() {
    changed();
  }

  @Override
  protected void draftChanged() {
    if (keep != null) {
      keep.setSelection(false);
      keep.setVisible(false);
    }
    scheduleTest();
  }

  private void scheduleTest() {
    getControl().getDisplay().timerExec(-1, test);
    getControl().getDisplay().timerExec(PAUSE_MILLIS, test);
  }

  private void testIfPossible() {
    if (!getControl().isDisposed() && isShown() && !isSkipped() && !isProven() && problems().isEmpty()) {
      runTest();
    }
  }

  private boolean isShown() {
    return getContainer() != null && getContainer().getCurrentPage() == this;
  }

  @Override
  public void setVisible(boolean visible) {
    super.setVisible(visible);
    if (visible && getControl() != null) {
      scheduleTest();
    }
  }

  @Override
  public boolean isPageComplete() {
    if (isSkipped()) {
      return true;
    }
    return getControl() != null && problems().isEmpty() && (isProven() || keep != null && keep.getSelection());
  }

  private void updateButtons() {
    if (getContainer() != null && getContainer().getCurrentPage() != null) {
      getContainer().updateButtons();
    }
  }

  /** What is to be saved; empty if the user rather uses what is there. */
  Optional<Draft> wanted() {
    return isSkipped() ? Optional.empty() : Optional.of(draft());
  }
}
