package org.dormouse.ui.runs.internal;

import java.util.Optional;
import org.dormouse.ui.runs.RunViewing;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.osgi.service.prefs.BackingStoreException;

/**
 * The table of a run to the right of its graph, where that is wanted: the same machines, one selection. Behind the
 * page that is the table itself it hides. Whether it is wanted and how wide is remembered for every run. UI thread only.
 */
final class TableBeside {

  private static final String NODE = "org.dormouse.ui.runs";
  private static final String WANTED = "table.beside";
  private static final String SHARE = "table.share";
  private static final int PER_CENT = 100;
  private static final int SHARE_AT_FIRST = 42;
  private static final int NARROWEST = 10;

  private final RunViewing run;
  private boolean wanted = settings().getBoolean(WANTED, false);
  private boolean fits = true;
  private SashForm sash;
  private Composite pages;
  private Composite place;
  private Optional<TablePage> table = Optional.empty();

  TableBeside(RunViewing run) {
    this.run = run;
  }

  private static IEclipsePreferences settings() {
    return InstanceScope.INSTANCE.getNode(NODE);
  }

  /** @return where the pages of the run belong */
  Composite create(Composite parent) {
    sash = new SashForm(parent, SWT.HORIZONTAL);
    pages = filled();
    place = filled();
    int share = Math.clamp(settings().getInt(SHARE, SHARE_AT_FIRST), NARROWEST, PER_CENT - NARROWEST);
    sash.setWeights(PER_CENT - share, share);
    sash.addDisposeListener(event -> remember());
    arrange();
    return pages;
  }

  private Composite filled() {
    Composite composite = new Composite(sash, SWT.NONE);
    composite.setLayout(new FillLayout());
    return composite;
  }

  boolean isWanted() {
    return wanted;
  }

  void setWanted(boolean next) {
    wanted = next;
    arrange();
    remember();
  }

  /** @param tableItself whether the page in front has the same rows, so that they would be there twice */
  void setFront(boolean tableItself) {
    fits = !tableItself;
    arrange();
  }

  private void arrange() {
    if (wanted && fits && table.isEmpty()) {
      TablePage created = new TablePage();
      created.create(place, run);
      table = Optional.of(created);
      place.layout();
    }
    // invisible, so that it only notes what changes
    place.setVisible(wanted && fits);
    sash.layout();
  }

  /** Written to disk by a job: nothing on this thread waits for that. */
  private void remember() {
    int[] weights = sash.getWeights();
    settings().putBoolean(WANTED, wanted);
    settings().putInt(SHARE, weights[1] * PER_CENT / (weights[0] + weights[1]));
    Job writing = Job.createSystem("Remember the table beside the graph", monitor -> {
      try {
        settings().flush();
      } catch (BackingStoreException e) {
        ILog.of(TableBeside.class).warn("The table beside the graph is not remembered.", e);
      }
      return Status.OK_STATUS;
    });
    writing.schedule();
  }
}
