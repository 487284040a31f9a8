package org.dormouse.ui.inventory.internal.wizards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.actions.AssessHandler;
import org.dormouse.ui.parts.DefinitionDialog;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Scripted;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;

/**
 * First start: a library, perhaps credentials, a host and an update service that may use them, and what keeps guests
 * from networks; each tested before it is kept. Ends with the offer to assess everything. What was stored when something
 * later fails stays stored, and is not stored twice.
 */
final class SetUpWizard extends Wizard implements Scripted {

  private final Desk desk;
  private final List<BackendPage> pages = new ArrayList<>();
  private final SetUpSummaryPage summary = new SetUpSummaryPage(this);
  private final List<Draft> stored = new ArrayList<>();
  private boolean saving;

  SetUpWizard(Desk desk, Suggestions suggestions) {
    this.desk = desk;
    setWindowTitle("Set Up Dormouse");
    page(suggestions, Kind.LIBRARY, "Library", "Where do your stored virtual machines lie?");
    page(suggestions, Kind.HOST, "Maintenance host", "On which hypervisor may they be woken? This machine can do it.");
    page(suggestions, Kind.SERVICE, "Update service",
        "Where do updates come from? Suggested is what this machine uses.");
  }

  private void page(Suggestions suggestions, Kind kind, String title, String description) {
    List<String> existing = desk.data().definitions(kind).stream().map(Definition::name).toList();
    Draft draft = new Draft(kind, suggestions.of(kind, existing::contains), 0);
    pages.add(new BackendPage(desk, draft, title, description, existing));
  }

  @Override
  public void addPages() {
    addPage(new SetUpIntroPage());
    addPage(pages.getFirst());
    addPage(new CredentialPage(desk));
    pages.stream().skip(1).forEach(this::addPage);
    addPage(new NetworkPage(this, desk));
    addPage(summary);
  }

  /** Those that are there, and the one that is to be added. */
  List<Put> hosts() {
    List<Put> hosts = new ArrayList<>(desk.data().definitions(Kind.HOST).stream()
        .map(host -> new Put(host.kind(), host.name(), host.document(), host.version())).toList());
    pages.stream().flatMap(page -> page.wanted().stream()).filter(draft -> draft.kind() == Kind.HOST)
        .filter(draft -> hosts.stream().noneMatch(host -> host.name().equals(draft.name())))
        .map(Draft::put).forEach(hosts::add);
    return hosts;
  }

  /** Of the page that is seen; at the end of all. */
  @Override
  public List<Draft> scripted() {
    IWizardPage seen = getContainer() == null ? null : getContainer().getCurrentPage();
    return pages.stream().filter(page -> page == seen || seen == summary).flatMap(page -> page.wanted().stream())
        .filter(draft -> draft.problems(name -> false).isEmpty()).toList();
  }

  /** What will be done at the end, one line each. */
  List<String> plan() {
    List<String> plan = new ArrayList<>();
    for (BackendPage page : pages) {
      page.wanted().ifPresentOrElse(
          draft -> plan.add("Add the " + Kinds.word(draft.kind()) + " " + draft.name()),
          () -> plan.add("Use the " + Kinds.word(page.draft().kind()) + " that is there"));
    }
    plan.add("Look for virtual machines in the library");
    return plan;
  }

  @Override
  public boolean canFinish() {
    return !saving && getContainer() != null && getContainer().getCurrentPage() == summary && super.canFinish();
  }

  @Override
  public boolean performFinish() {
    saving = true;
    getContainer().updateButtons();
    storeNext();
    return false;
  }

  private void storeNext() {
    Optional<Draft> next = pages.stream().flatMap(page -> page.wanted().stream())
        .filter(draft -> !stored.contains(draft)).findFirst();
    next.ifPresentOrElse(draft -> {
      summary.say("Saving " + draft.name() + "…");
      new Saving(desk, draft, Map.of()).start(done -> {
        stored.add(draft);
        storeNext();
      }, this::failed);
    }, this::scan);
  }

  private void scan() {
    List<String> libraries = new ArrayList<>(desk.data().definitions(Kind.LIBRARY).stream().map(Definition::name)
        .toList());
    pages.getFirst().wanted().map(Draft::name).filter(name -> !libraries.contains(name)).ifPresent(libraries::add);
    summary.say("Looking for virtual machines…");
    desk.link().ask("Look for virtual machines", engine -> CompletableFuture.allOf(libraries.stream()
        .map(name -> engine.scanLibrary(new Named(Kind.LIBRARY.id(), name))).toArray(CompletableFuture[]::new)),
        done -> finished(), this::failed);
  }

  private void finished() {
    desk.data().refresh(Set.of(Kind.values()));
    if (summary.isAssessmentWanted()) {
      String service = pages.getLast().wanted().map(Draft::name).orElseGet(() ->
          desk.data().definitions(Kind.SERVICE).stream().map(Definition::name).findFirst().orElse(""));
      AssessHandler.all(desk, service);
    }
    if (getContainer() instanceof DefinitionDialog dialog) {
      dialog.finished();
    }
  }

  private void failed(ApiError error) {
    saving = false;
    if (!summary.getControl().isDisposed()) {
      ErrorText.show(summary, error);
      getContainer().updateButtons();
    }
  }
}
