package org.dormouse.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules on the compiled classes of all bundles, for what manifests cannot say. */
class CodeRulesTest {
  private static final String[] SQL = {"java.sql..", "javax.sql..", "org.apache.derby.."};
  private static JavaClasses product;

  @BeforeAll
  static void importClasses() {
    List<Path> missing = SourceTree.classFolders().stream().filter(folder -> !Files.isDirectory(folder)).toList();
    assertEquals(List.of(), missing, "bundles that were not compiled before these tests");
    // The rules ask for names of what is outside the tree, so the platform's classes need not be read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    product = new ClassFileImporter().importPaths(SourceTree.classFolders());
    assertFalse(product.isEmpty());
  }

  @Test
  void contractsOfBackEndsDependOnJavaAlone() {
    check(classes().that().resideInAPackage("org.dormouse.spi..").and().resideOutsideOfPackage("..contract..")
        .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.dormouse.spi.."));
  }

  @Test
  void theEngineDependsOnJavaAlone() {
    check(classes().that().resideInAPackage("org.dormouse.engine..")
        .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.dormouse.engine.."));
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    check(noClasses().that().resideOutsideOfPackage("org.dormouse.store.derby..")
        .should().dependOnClassesThat().resideInAnyPackage(SQL));
  }

  @Test
  void onlyTheWorkbenchSeesWidgets() {
    // the fragment of GEF is in the platform's packages
    check(noClasses().that().resideOutsideOfPackages("org.dormouse.ui..", "org.eclipse..")
        .should().dependOnClassesThat().resideInAnyPackage("org.eclipse.swt..", "org.eclipse.jface..",
            "org.eclipse.ui.."));
  }

  @Test
  void onlyProcessEntryPointsEndTheProcess() {
    DescribedPredicate<JavaClass> program = DescribedPredicate.describe("have a main method",
        type -> type.tryGetMethod("main", String[].class).isPresent());
    check(noClasses().that().resideOutsideOfPackages("org.dormouse.cli..", "org.dormouse.server..")
        .and(DescribedPredicate.not(program))
        // die on purpose, and only when a crash test of the product asks for it
        .and().doNotHaveFullyQualifiedName("org.dormouse.library.directory.internal.CommitProbe")
        .and().doNotHaveFullyQualifiedName("org.dormouse.hypervisor.qemu.internal.CrashPoint")
        .should().callMethod(System.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "halt", int.class));
  }

  /** Pinned carriers, as few as processors, can wait for a thread that has none: see CallRunner of the engine. */
  @Test
  void nothingRunsOnVirtualThreads() {
    check(noClasses().should().callMethod(Thread.class, "ofVirtual")
        .orShould().callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .orShould().callMethod(Executors.class, "newVirtualThreadPerTaskExecutor"));
  }

  @Test
  void namesSayWhatAClassIs() {
    DescribedPredicate<JavaClass> generated = resideInAnyPackage("org.dormouse.model.impl..",
        "org.dormouse.model.util..");
    check(noClasses().that(DescribedPredicate.not(generated))
        .should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)(\\$.*)?"));
  }

  @Test
  void internalsStayInsideTheirBundle() {
    for (Path folder : SourceTree.classFolders()) {
      String bundle = folder.getParent().getParent().getFileName().toString();
      String own = bundle.replace(".", "\\.");
      DescribedPredicate<JavaClass> foreignInternals = nameMatching("org\\.dormouse\\..*\\.internal\\..*")
          .and(DescribedPredicate.not(nameMatching(own + "\\.internal\\..*"))).forSubtype();
      noClasses().should().dependOnClassesThat(foreignInternals).allowEmptyShould(true)
          .because("they are not API, seen from " + bundle)
          .check(new ClassFileImporter().importPath(folder));
    }
  }

  /** A rule may be about a bundle that is not there yet. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(product);
  }
}
