package org.dormouse.ui.jobs;

import java.util.List;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.InventoryData;
import org.eclipse.emf.edit.domain.EditingDomain;
import org.eclipse.ui.IWorkbenchPart;

/** The job that an editor works on, as its pages share it. On the UI thread only. */
public interface JobEditing {

  /** Altered only by commands on the domain's stack. The same object as long as the editor is open. */
  ServicingJob job();

  EditingDomain domain();

  InventoryData data();

  /** Called after the list of problems became another one. */
  void addProblemListener(Runnable onUi);

  void removeProblemListener(Runnable onUi);

  /** What is wrong with the job as it is now; paths as in documents, e.g. {@code hooks[2].script}. */
  List<Problem> problems();

  IWorkbenchPart part();

  /**
   * Tells the rest of the window, e.g. the Properties view, what is selected: the job itself, one of its hooks, or
   * something that a page has properties of.
   */
  void select(Object selected);

  /** Brings a page of the editor to the front, by the id of its extension; nothing happens if it is not there. */
  void showPage(String id);
}
