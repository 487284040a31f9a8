package org.dormouse.ui;

/** Names under which the workbench's bundles contribute to and call each other. */
public final class Ids {

  public static final String PERSPECTIVE = "org.dormouse.ui.servicing";

  public static final String INVENTORY_VIEW = "org.dormouse.ui.inventory.InventoryView";
  public static final String MACHINES_VIEW = "org.dormouse.ui.inventory.MachinesView";
  public static final String DASHBOARD_VIEW = "org.dormouse.ui.inventory.DashboardView";
  public static final String RUNS_VIEW = "org.dormouse.ui.runs.RunsView";
  public static final String LOG_VIEW = "org.dormouse.ui.runs.LogView";
  public static final String JOB_EDITOR = "org.dormouse.ui.jobs.JobEditor";
  public static final String RUN_EDITOR = "org.dormouse.ui.runs.RunEditor";

  public static final String ASSESS = "org.dormouse.ui.assess";
  public static final String SERVICE_NOW = "org.dormouse.ui.serviceNow";
  public static final String ADD_TO_GROUP = "org.dormouse.ui.addToGroup";
  public static final String ROLL_BACK = "org.dormouse.ui.rollBack";
  public static final String EXPORT_CSV = "org.dormouse.ui.exportCsv";
  public static final String SHOW_IN_LIBRARY = "org.dormouse.ui.showInLibrary";
  public static final String NEW_JOB = "org.dormouse.ui.newJob";
  public static final String NEW_GROUP = "org.dormouse.ui.newGroup";
  public static final String ADD_LIBRARY = "org.dormouse.ui.addLibrary";
  public static final String ADD_HOST = "org.dormouse.ui.addHost";
  public static final String ADD_SERVICE = "org.dormouse.ui.addService";
  public static final String SET_UP = "org.dormouse.ui.setUp";
  public static final String RUN_JOB = "org.dormouse.ui.runJob";
  public static final String DRY_RUN = "org.dormouse.ui.dryRun";
  public static final String RETRY = "org.dormouse.ui.retry";
  public static final String SKIP = "org.dormouse.ui.skip";
  public static final String CANCEL = "org.dormouse.ui.cancel";
  public static final String APPROVE = "org.dormouse.ui.approve";
  public static final String REJECT = "org.dormouse.ui.reject";
  public static final String VIEW_SCRIPT = "org.dormouse.ui.viewScript";
  public static final String OPEN_REPORT = "org.dormouse.ui.openReport";
  public static final String PAUSE_RUN = "org.dormouse.ui.pauseRun";
  public static final String RESUME_RUN = "org.dormouse.ui.resumeRun";
  public static final String START_ENGINE = "org.dormouse.ui.startEngine";
  public static final String TRY_DEMO = "org.dormouse.ui.tryDemo";
  public static final String WELCOME = "org.dormouse.ui.welcome";
  public static final String FIRST_LIBRARY = "org.dormouse.ui.firstLibrary";
  public static final String BACK_ENDS = "org.dormouse.ui.backEnds";
  public static final String STOP_ENGINE = "org.dormouse.ui.stopEngine";

  private Ids() {}
}
