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
import org.dormouse.ui.parts.TitledDialog;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** All attributes of a hook that its kind has, checked as they are typed by the rules that documents have. */
final class HookDialog extends TitledDialog {

  private static final DormousePackage MODEL = DormousePackage.eINSTANCE;

  private final ServicingJob job;
  private final Hook hook;
  private HookFields fields;
  private Map<EAttribute, Object> values = Map.of();

  HookDialog(Shell shell, ServicingJob job, Hook hook) {
    super(shell, HookWords.title(hook.getKind()), "hook");
    this.job = job;
    this.hook = hook;
  }

  /** What was entered, after OK. */
  Map<EAttribute, Object> values() {
    return values;
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
  protected void fill(Composite form) {
    form.setLayout(grid(2));
    setTitle(HookWords.title(hook.getKind()));
    fields = new HookFields(form, DocumentCodec.encode(hook), true, this::check);
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
