package org.dormouse.ui.graph.internal.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.jobs.HookFields;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** All attributes of a hook that its kind has, checked as they are typed by the rules that documents have. */
final class HookDialog extends TitleAreaDialog {

  private static final DormousePackage MODEL = DormousePackage.eINSTANCE;

  private final ServicingJob job;
  private final Hook hook;
  private HookFields fields;
  private Map<EAttribute, Object> values = Map.of();

  HookDialog(Shell shell, ServicingJob job, Hook hook) {
    super(shell);
    this.job = job;
    this.hook = hook;
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  /** What was entered, after OK. */
  Map<EAttribute, Object> values() {
    return values;
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(HookWords.title(hook.getKind()));
  }

  @Override
  protected Point getInitialSize() {
    Point size = super.getInitialSize();
    return new Point(Math.max(620, size.x), Math.max(hasScript() ? 560 : 420, size.y));
  }

  private boolean hasScript() {
    return hook.getKind() == HookKind.GUEST_SCRIPT || hook.getKind() == HookKind.LOCAL_SCRIPT;
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    Composite form = new Composite(area, SWT.NONE);
    ContextHelp.set(form, "hook");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 10).spacing(10, 6).applyTo(form);
    setTitle(HookWords.title(hook.getKind()));
    fields = new HookFields(form, DocumentCodec.encode(hook), true, this::check);
    return area;
  }

  @Override
  protected Control createContents(Composite parent) {
    Control contents = super.createContents(parent);
    check();
    return contents;
  }

  /** All attributes of its kind: what the document leaves out is as it is by itself. */
  private Map<EAttribute, Object> entered() {
    Map<String, Object> document = fields.entered();
    Map<EAttribute, Object> entered = new LinkedHashMap<>();
    for (EAttribute attribute : MODEL.getHook().getEAllAttributes()) {
      Object value = document.get(attribute.getName());
      entered.put(attribute, value == null ? attribute.getDefaultValue()
          : EcoreUtil.createFromString(attribute.getEAttributeType(), String.valueOf(value)));
    }
    return entered;
  }

  private void check() {
    if (fields == null) {
      return;
    }
    Map<EAttribute, Object> entered = entered();
    ServicingJob draft = EcoreUtil.copy(job);
    int index = job.getHooks().indexOf(hook);
    entered.forEach((attribute, value) -> draft.getHooks().get(index).eSet(attribute, value));
    String path = "hooks[" + index + "]";
    List<String> wrong = DocumentCodec.validate(draft).stream().filter(problem -> problem.path().startsWith(path))
        .map(Problem::message).toList();
    if (wrong.isEmpty()) {
      setErrorMessage(null);
      setMessage(HookWords.purpose(hook.getKind()));
    } else {
      String first = wrong.get(0);
      setErrorMessage(Character.toUpperCase(first.charAt(0)) + first.substring(1) + ".");
    }
    if (getButton(IDialogConstants.OK_ID) != null) {
      getButton(IDialogConstants.OK_ID).setEnabled(wrong.isEmpty());
    }
    values = entered;
  }
}
