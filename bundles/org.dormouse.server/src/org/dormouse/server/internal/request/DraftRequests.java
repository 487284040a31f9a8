package org.dormouse.server.internal.request;

import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.Authoring.GroupPreview;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.client.Failures;
import org.dormouse.model.Library;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.model.NamedObject;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.UpdateService;
import org.dormouse.model.VmGroup;
import org.dormouse.servicing.Drafts;
import org.dormouse.servicing.Drafts.LibraryLook;
import org.dormouse.servicing.Groups;
import org.dormouse.servicing.Libraries;
import org.dormouse.spi.StoredMachine;

/** What would come of definitions that are not stored. */
public final class DraftRequests {

  private static final int NAMES = 10;

  private final Drafts drafts;
  private final Groups groups;
  private final Libraries libraries;
  private final MachineRequests machines;
  private final JobRequests jobs;

  public DraftRequests(Drafts drafts, Groups groups, Libraries libraries, MachineRequests machines, JobRequests jobs) {
    this.drafts = drafts;
    this.groups = groups;
    this.libraries = libraries;
    this.machines = machines;
    this.jobs = jobs;
  }

  public GroupPreview previewGroup(Put draft) {
    VmGroup group = draft("group", draft, VmGroup.class);
    return new GroupPreview(group.getName(),
        machines.records(groups.members(List.of(group), libraries.machines())));
  }

  public JobPlan plan(Put draft, Caller caller) {
    return jobs.plan(draft("job", draft, ServicingJob.class), caller);
  }

  private static <T extends NamedObject> T draft(String kind, Put draft, Class<T> type) {
    NamedObject object = DefinitionRequests.decoded(draft);
    if (!type.isInstance(object)) {
      throw Failures.usage("wrong-kind", "\"" + DefinitionRequests.printable(draft.name()) + "\" is a "
          + DefinitionRequests.words(draft.kind()) + ", not a " + DefinitionRequests.words(kind) + ".",
          "Ask for a draft of the kind " + kind + ".");
    }
    return type.cast(object);
  }

  public CheckReport check(Put draft) {
    return switch (DefinitionRequests.decoded(draft)) {
      case Library library -> report(draft.name(), Troubles.orRefuse(drafts.library(library)));
      case MaintenanceHost host -> MachineRequests.report(draft.name(), Troubles.orRefuse(drafts.host(host)));
      case UpdateService service -> MachineRequests.report(draft.name(), Troubles.orRefuse(drafts.service(service)));
      default -> throw Failures.usage("wrong-kind", "There is nothing to reach for a "
          + DefinitionRequests.words(draft.kind()) + ".", "Libraries, maintenance hosts and update services are "
          + "checked; groups are previewed, jobs planned.");
    };
  }

  private static CheckReport report(String name, LibraryLook look) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("virtual machines", String.valueOf(look.machines().size())));
    facts.add(new Fact("disks", String.valueOf(look.disks())));
    facts.add(new Fact("size of files", (look.bytes() >> 20) + " MiB"));
    facts.add(new Fact("need attention", String.valueOf(look.attention())));
    if (!look.machines().isEmpty()) {
      String more = look.machines().size() > NAMES ? ", …" : "";
      facts.add(new Fact("names", String.join(", ", look.machines().stream().map(StoredMachine::name).limit(NAMES)
          .toList()) + more));
    }
    return new CheckReport(name, !MachineRequests.isBlocked(look.findings()), facts,
        ApiRecords.findings(look.findings()));
  }
}
