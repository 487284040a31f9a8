package org.dormouse.ui.inventory.internal.wizards;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.LibraryScan;
import org.dormouse.api.client.Failures;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.actions.AssessHandler;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FinishingWizard;
import org.eclipse.jface.wizard.IWizardPage;

/**
 * First start: a library, perhaps credentials, a host and an update service that may use them, and what keeps guests
 * from networks; each tested before it is kept. Ends with the offer to assess everything. What was stored when something
 * later fails, or is cancelled, stays stored, and is not stored twice.
 */
final class SetUpWizard extends FinishingWizard {

  private final Desk desk;
  private final List<BackendPage> pages = new ArrayList<>();
  private final SetUpSummaryPage summary = new SetUpSummaryPage(this);
  private final OwnDefinitions own = new OwnDefinitions();
  private boolean assess;

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
    pages.add(new BackendPage(desk, draft, title, description, existing, name -> own.has(kind, name)));
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
        .map(Definition::put).toList());
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

  /** At the end with the assessment, if that is wanted. */
  @Override
  public ScriptOf script() {
    boolean last = getContainer() != null && getContainer().getCurrentPage() == summary;
    return new ScriptOf(scripted().stream().map(Draft::put).toList(), List.of(),
        last && summary.isAssessmentWanted() ? Optional.of(service()) : Optional.empty());
  }

  /** By which everything is assessed. */
  private String service() {
    return pages.getLast().wanted().map(Draft::name).orElseGet(() ->
        desk.data().definitions(Kind.SERVICE).stream().map(Definition::name).findFirst().orElse(""));
  }

  /** What will be done at the end, one line each. */
  List<String> plan() {
    List<String> plan = new ArrayList<>();
    for (BackendPage page : pages) {
      page.wanted().ifPresentOrElse(
          draft -> plan.add((own.isStored(draft) ? "Already stored: the " : "Add the ") + Kinds.word(draft.kind())
              + " " + draft.name()),
          () -> plan.add("Use the " + Kinds.word(page.draft().kind()) + " that is there"));
    }
    plan.add("Look for virtual machines in the library");
    return plan;
  }

  @Override
  public boolean canFinish() {
    return getContainer() != null && getContainer().getCurrentPage() == summary && super.canFinish();
  }

  @Override
  protected void begin() {
    assess = summary.isAssessmentWanted();
    storeNext();
  }

  private List<Draft> unstored() {
    return pages.stream().flatMap(page -> page.wanted().stream()).filter(draft -> !own.isStored(draft)).toList();
  }

  private void storeNext() {
    unstored().stream().findFirst().ifPresentOrElse(
        draft -> step("Saving " + draft.name() + "…", () -> store(draft)),
        () -> step("Looking for virtual machines…", this::scan));
  }

  private void store(Draft draft) {
    Draft sent = own.toStore(draft);
    new Saving(desk, sent, own.base(draft), this::isCancelled).start(done -> {
      own.stored(draft, sent, done);
      storeNext();
    }, this::failed);
  }

  private void scan() {
    String added = pages.getFirst().wanted().map(Draft::name).orElse("");
    Set<String> libraries = new TreeSet<>(desk.data().definitions(Kind.LIBRARY).stream().map(Definition::name)
        .toList());
    pages.getFirst().wanted().map(Draft::name).ifPresent(libraries::add);
    // whoever keeps a library that could not be reached is not held up by it
    boolean needed = pages.getFirst().isProven();
    mayBeCut(desk.link().ask("Look for virtual machines", engine -> scan(engine, libraries, needed ? added : ""),
        this::finished, this::failed));
  }

  /**
   * Looks into all of them at once.
   *
   * @param needed the one whose failure is that of the whole; empty: none
   * @return what is wrong with others, one sentence each
   */
  private static CompletableFuture<List<String>> scan(EngineApi engine, Set<String> libraries, String needed) {
    List<String> unread = new CopyOnWriteArrayList<>();
    return CompletableFuture.allOf(libraries.stream().map(name -> {
      CompletableFuture<LibraryScan> scan = engine.scanLibrary(new Named(Kind.LIBRARY.id(), name));
      return name.equals(needed) ? scan : scan.exceptionally(thrown -> {
        unread.add(name + ": " + ErrorText.line(Failures.reason(thrown)));
        return null;
      });
    }).toArray(CompletableFuture[]::new)).thenApply(all -> unread);
  }

  /** @param unread libraries that were there before and could not be looked into */
  private void finished(List<String> unread) {
    desk.data().refresh(Set.of(Kind.values()));
    if (assess) {
      AssessHandler.all(desk, service());
    }
    close();
    if (!unread.isEmpty()) {
      tell("Set Up Dormouse", "The set-up is done. Not every library could be looked into:\n\n•  "
          + String.join("\n•  ", unread) + "\n\nWhat was known of these stays as it was. Put them right in the"
          + " inventory, and look for images there.");
    }
  }

  @Override
  protected void explainCancel() {
    if (own.names().isEmpty()) {
      return;
    }
    desk.data().refresh(Set.of(Kind.values()));
    List<Draft> left = unstored();
    tell("Set Up Dormouse", "The set-up was cancelled. Stored, and kept: " + String.join(", ", own.names()) + "."
        + (left.isEmpty() ? "" : "\nNot stored: " + left.stream().map(OwnDefinitions::words)
            .collect(Collectors.joining(", ")) + ".")
        + "\nNot every virtual machine is listed, and none was assessed."
        + "\n\nTo go on, open Set up Dormouse again. What you do not want, remove in the inventory.");
  }
}
