package org.dormouse.ui.jobs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.Hook;
import org.dormouse.model.ServicingJob;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.Fact;
import org.eclipse.emf.common.util.Enumerator;
import org.eclipse.emf.ecore.EStructuralFeature;

/** A job as it is edited now, for the Properties view: all that is defined, in the order of its vocabulary. */
final class JobFacts {

  private static final DormousePackage MODEL = DormousePackage.eINSTANCE;

  private JobFacts() {}

  static List<Fact> of(ServicingJob job) {
    List<Fact> facts = new ArrayList<>();
    for (EStructuralFeature feature : job.eClass().getEAllStructuralFeatures()) {
      if (feature != MODEL.getServicingJob_Hooks()) {
        String value = text(job.eGet(feature));
        if (!value.isBlank()) {
          facts.add(new Fact(DefinitionWords.label(feature.getName()), value));
        }
      }
    }
    facts.add(new Fact("Hooks", job.getHooks().isEmpty() ? "none"
        : job.getHooks().stream().map(Hook::getName).collect(Collectors.joining(", "))));
    return facts;
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "";
      case Enumerator choice -> Optional.ofNullable(JobWords.PLACEMENT.get(choice.getLiteral()))
          .or(() -> Optional.ofNullable(JobWords.ISOLATION.get(choice.getLiteral()))).orElse(choice.getLiteral());
      // of every number of a job that may be 0, that means that nothing is said
      case Integer number when number == 0 -> "";
      default -> DefinitionWords.text(value);
    };
  }
}
