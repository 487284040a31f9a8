package org.dormouse.ui.help.internal;

import java.util.List;
import org.dormouse.ui.Ids;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.style.Icons;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.EditorPart;

/**
 * Where to begin: three doors, and the cheat sheet. An editor like any other, because the platform's own welcome page
 * lies over all views.
 */
public final class WelcomePage extends EditorPart {

  static final String ID = "org.dormouse.ui.help.WelcomePage";
  private static final String FIRST_PAGE = "/org.dormouse.ui.help/html/what.html";
  /** Below this the doors stand below each other. */
  private static final int DOORS_SIDE_BY_SIDE = 560;

  private ScrolledComposite scrolled;
  private Composite page;
  private Composite doors;
  private Door setUp;

  static void open(IWorkbenchPage page) throws PartInitException {
    page.openEditor(new WelcomeInput(), ID);
  }

  @Override
  public void init(IEditorSite site, IEditorInput input) {
    setSite(site);
    setInput(input);
    setPartName(input.getName());
  }

  @Override
  public void createPartControl(Composite parent) {
    scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
    scrolled.setExpandHorizontal(true);
    scrolled.setExpandVertical(true);
    page = new Composite(scrolled, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(24, 18).spacing(0, 16).applyTo(page);
    createHead(page);
    createDoors(page);
    createFoot(page);
    scrolled.setContent(page);
    scrolled.addListener(SWT.Resize, event -> fit());
    ContextHelp.set(page, "welcome");
  }

  private static void createHead(Composite page) {
    Composite head = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(14, 2).applyTo(head);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
    Label picture = new Label(head, SWT.NONE);
    picture.setImage(Icons.large("dormouse"));
    GridDataFactory.swtDefaults().span(1, 2).align(SWT.BEGINNING, SWT.CENTER).applyTo(picture);
    LocalResourceManager fonts = new LocalResourceManager(JFaceResources.getResources(), head);
    Label title = new Label(head, SWT.NONE);
    title.setText("Welcome to Dormouse");
    title.setFont(fonts.create(FontDescriptor.createFrom(head.getFont()).increaseHeight(6).setStyle(SWT.BOLD)));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
    Label what = new Label(head, SWT.WRAP);
    what.setText("Keeps sleeping virtual machines up to date. An image is replaced whole by a proven one, or left as "
        + "it is.");
    GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(what);
  }

  private void createDoors(Composite page) {
    doors = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).equalWidth(true).spacing(16, 12).applyTo(doors);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(doors);
    Door demo = new Door(doors, "vm", "Try the demonstration", "Three hundred simulated virtual machines and a run in "
        + "progress, in a window of their own. Nothing in it touches what is yours.", "Open the &Demonstration",
        () -> Commands.run(getSite(), Ids.TRY_DEMO));
    setUp = new Door(doors, "set-up", "Set up Dormouse", "A library, a maintenance host and an update service. "
        + "Each is tested before it is kept, and no image is changed.", "&Set Up…",
        () -> Commands.run(getSite(), Ids.SET_UP));
    Door read = new Door(doors, "read", "Read", "What Dormouse does to an image and why that is safe, how to begin, "
        + "and what to do when something fails.", "Open the &Help",
        () -> PlatformUI.getWorkbench().getHelpSystem().displayHelpResource(FIRST_PAGE));
    for (Door door : List.of(demo, setUp, read)) {
      GridDataFactory.fillDefaults().grab(true, true).applyTo(door.control());
    }
  }

  private void createFoot(Composite page) {
    Link sheet = new Link(page, SWT.NONE);
    sheet.setText("<a>Service your first library, step by step</a>");
    sheet.addListener(SWT.Selection, event -> Commands.run(getSite(), Ids.FIRST_LIBRARY));
    sheet.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = "Service your first library, step by step";
      }
    });
    Label again = new Label(page, SWT.WRAP);
    again.setText("Help > Welcome brings this page back.");
    GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(again);
  }

  private void fit() {
    int width = scrolled.getClientArea().width;
    ((GridLayout) doors.getLayout()).numColumns = width < DOORS_SIDE_BY_SIDE ? 1 : 3;
    doors.layout(true, true);
    scrolled.setMinHeight(page.computeSize(width, SWT.DEFAULT).y);
  }

  /** What a first start is for; Return opens it. */
  @Override
  public void setFocus() {
    setUp.setFocus();
  }

  @Override
  public boolean isDirty() {
    return false;
  }

  @Override
  public boolean isSaveAsAllowed() {
    return false;
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    // There is nothing to save.
  }

  @Override
  public void doSaveAs() {
    // There is nothing to save.
  }
}
