package org.dormouse.model.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.model.DormouseFactory;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.model.NamedObject;
import org.dormouse.model.Placement;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.UpdateService;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCodecTest {

  private static final Map<String, Object> JOB =
      Map.of("name", "nightly", "virtualMachines", List.of("lab/*"), "updateService", "debian");

  static List<String> kinds() {
    return DocumentCodec.kinds();
  }

  @Test
  void aDocumentBecomesAnObjectAndComesBack() {
    Map<String, Object> document = new HashMap<>(JOB);
    document.put("placement", "consolidate");
    document.put("maxFailures", 3);
    document.put("hosts", List.of("a", "b"));
    ServicingJob job = DocumentCodec.decodeStored(ServicingJob.class, "job", document);
    assertEquals(List.of("lab/*"), job.getVirtualMachines());
    assertEquals(Placement.CONSOLIDATE, job.getPlacement());
    assertEquals(3, job.getMaxFailures());
    assertEquals(document, DocumentCodec.encode(job));
  }

  @Test
  void whatHasItsDefaultIsLeftOut() {
    Map<String, Object> document = new HashMap<>(JOB);
    document.put("maxCycles", 3);
    document.put("placement", "balance");
    assertEquals(JOB, DocumentCodec.encode(DocumentCodec.decodeStored(ServicingJob.class, "job", document)));
  }

  @Test
  void settingsAreAMap() {
    Map<String, Object> document = Map.of("name", "debian", "type", "apt",
        "settings", Map.of("uri", "http://mirror.example.org/debian", "suites", "bookworm"));
    UpdateService service = DocumentCodec.decodeStored(UpdateService.class, "service", document);
    assertEquals("bookworm", service.getSettings().get("suites"));
    assertEquals(document, DocumentCodec.encode(service));
  }

  @Test
  void everyAttributeOfEveryKindSurvives() {
    for (String kind : DocumentCodec.kinds()) {
      EClass type = DocumentCodec.classOf(kind).orElseThrow();
      Map<String, Object> document = samples(kind, type);
      Decoded decoded = DocumentCodec.decode(kind, document);
      Decoded.Valid valid = assertInstanceOf(Decoded.Valid.class, decoded, kind + " " + decoded);
      assertEquals(document, DocumentCodec.encode(valid.object()), kind);
      assertEquals(kind, DocumentCodec.kindOf(valid.object()));
    }
  }

  private static Map<String, Object> samples(String kind, EClass type) {
    Map<String, Object> document = new HashMap<>();
    type.getEAllStructuralFeatures().forEach(feature -> document.put(feature.getName(), sample(kind, feature)));
    return document;
  }

  private static Object sample(String kind, EStructuralFeature feature) {
    return switch (feature.getEType().getName()) {
      case "EString" -> {
        String text = switch (feature.getName()) {
          case "name" -> kind.equals("vm") ? "lab/one" : "one";
          case "states", "lastResults" -> "up-to-date";
          default -> "one";
        };
        yield feature.isMany() ? List.of(text) : text;
      }
      case "EInt" -> 77;
      case "EBoolean" -> true;
      case "Setting" -> Map.of("key", "value");
      case "Placement" -> "consolidate";
      case "Isolation" -> "noCard";
      case "Juncture" -> "afterInstall";
      case "HookKind" -> "healthCheck";
      case "HealthCheck" -> "unit";
      case "GroupRule" -> samples(kind, (EClass) feature.getEType());
      case "Hook" -> List.of(samples(kind, (EClass) feature.getEType()));
      default -> throw new AssertionError("no sample of " + feature);
    };
  }

  @Test
  void numbersMayComeAsAnyKindOfNumberThatIsWhole() {
    for (Number number : List.of(2, 2L, 2.0, 2.0f, (short) 2)) {
      Map<String, Object> document = new HashMap<>(Map.of("name", "h", "type", "qemu"));
      document.put("cpus", number);
      assertEquals(2, DocumentCodec.decodeStored(MaintenanceHost.class, "host", document).getCpus());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      maxFailures | -1 | maxFailures: must be from 0 to 100000000, not -1
      maxCycles | 0 | maxCycles: must be from 1
      maxFailurePercent | 101 | maxFailurePercent: must be from 0 to 100, not 101
      maxFailures | 1.5 | maxFailures: must be a whole number, not the number 1.5
      maxFailures | `x` | maxFailures: must be a whole number, not the text "x"
      placement | `balanced` | placement: "balanced" is not allowed. Did you mean balance?
      virtualMachines | `lab/*` | virtualMachines: must be a list, not the text "lab/*"
      maxFalures | 1 | There is no "maxFalures" here. Did you mean maxFailures
      updateService | `../etc` | updateService: "../etc" must be 1 to 100 letters
      description | 7 | description: must be a text, not the number 7
      """)
  void whatIsWrongIsNamedWithWhatIsAllowed(String key, String value, String expected) {
    Map<String, Object> document = new HashMap<>(JOB);
    document.put(key, value.startsWith("-") || Character.isDigit(value.charAt(0)) ? Double.valueOf(value) : value);
    String problems = problems("job", document);
    assertTrue(problems.contains(expected.strip()), problems);
  }

  @Test
  void whatIsRequiredIsMissedByName() {
    String problems = problems("job", Map.of("name", ""));
    assertTrue(problems.contains("name: is required"), problems);
    assertTrue(problems.contains("virtualMachines: is required"), problems);
    assertTrue(problems.contains("updateService: is required"), problems);
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    Map<String, Object> document = new HashMap<>(JOB);
    document.put("virtualMachines", List.of("lab/*", "bad name", "lab/*", 7));
    document.put("hosts", Map.of());
    assertEquals(4, ((Decoded.Invalid) DocumentCodec.decode("job", document)).problems().size(),
        problems("job", document));
    assertTrue(problems("job", document).contains("virtualMachines[1]"));
  }

  @Test
  void aSecretIsNotTakenIntoADefinition() {
    String problems = problems("service", Map.of("name", "s", "type", "apt",
        "settings", Map.of("proxyPassword", "hunter2")));
    assertTrue(problems.contains("settings.proxyPassword: looks like a secret"), problems);
    assertFalse(problems.contains("hunter2"), problems);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hostileDocumentsAreRefusedAndNeverThrow(String kind) {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put(null, null);
    nothing.put("name", null);
    List<Object> many = Collections.nCopies(20_000, (Object) "x");
    List<Map<String, Object>> hostile = List.of(nothing, Map.of("name", many), Map.of("name", "a".repeat(5_000_000)),
        Map.of("name", "a\u0000b"), Map.of("settings", many), Map.of("settings", Map.of("k", "v".repeat(100_000))),
        Map.of("settings", tooMany()), Map.of("name", Map.of("name", Map.of())), Map.of("tags", many),
        Map.of("virtualMachines", many), Map.of("name", Double.NaN), Map.of("cpus", Double.POSITIVE_INFINITY),
        Map.of("cpus", Long.MAX_VALUE), Map.of("\u001b[31m", "x"));
    for (Map<String, Object> document : hostile) {
      Decoded.Invalid invalid = assertInstanceOf(Decoded.Invalid.class, DocumentCodec.decode(kind, document));
      invalid.problems().forEach(problem -> {
        assertTrue(problem.sentence().length() < 1_000, "bounded: " + problem.sentence().length());
        assertTrue(problem.message().chars().noneMatch(c -> c == 0x1b || c == 0), "printable");
      });
    }
  }

  private static Map<String, Object> tooMany() {
    Map<String, Object> settings = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      settings.put("k" + i, "v");
    }
    return settings;
  }

  @Test
  void anUnknownKindIsSaidSo() {
    assertTrue(problems("jobs", Map.of()).contains("Did you mean job?"));
  }

  @Test
  void anObjectThatAnEditorMadeIsCheckedByTheSameRules() {
    ServicingJob job = DormouseFactory.eINSTANCE.createServicingJob();
    job.setName("bad name");
    List<Problem> problems = DocumentCodec.validate(job);
    assertEquals(List.of("name", "updateService", "virtualMachines"),
        new ArrayList<>(problems.stream().map(Problem::path).toList()));
    job.setName("good");
    job.setUpdateService("s");
    job.getVirtualMachines().add("lab/*");
    assertEquals(List.of(), DocumentCodec.validate(job));
  }

  @Test
  void aStoredDocumentThatDoesNotFitNamesItsProblems() {
    IllegalStateException thrown = assertThrows(IllegalStateException.class,
        () -> DocumentCodec.decodeStored(NamedObject.class, "job", Map.of("name", "x")));
    assertTrue(thrown.getMessage().contains("updateService"), thrown.getMessage());
  }

  private static String problems(String kind, Map<String, Object> document) {
    return switch (DocumentCodec.decode(kind, document)) {
      case Decoded.Valid valid -> "";
      case Decoded.Invalid(List<Problem> problems) -> Problem.sentences(problems);
    };
  }
}
