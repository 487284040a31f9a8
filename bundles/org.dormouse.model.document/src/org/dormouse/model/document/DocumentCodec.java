package org.dormouse.model.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.model.DormousePackage;
import org.dormouse.model.NamedObject;
import org.eclipse.emf.common.util.Enumerator;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;

/**
 * Objects of the model to documents and back, by what the Ecore says of them: attribute name to text, number, truth
 * value or literal; lists for many; a map for settings; contained objects as documents of their own. What has its
 * default is left out of a document. Reading is strict: everything wrong with a document is told at once, and nothing
 * is guessed. Thread-safe; an object that is encoded must not change meanwhile.
 */
public final class DocumentCodec {

  private static final Map<String, EClass> CLASSES = classes();

  private DocumentCodec() {}

  private static Map<String, EClass> classes() {
    Map<String, EClass> classes = new LinkedHashMap<>();
    classes.put("library", DormousePackage.eINSTANCE.getLibrary());
    classes.put("host", DormousePackage.eINSTANCE.getMaintenanceHost());
    classes.put("service", DormousePackage.eINSTANCE.getUpdateService());
    classes.put("vm", DormousePackage.eINSTANCE.getVirtualMachine());
    classes.put("group", DormousePackage.eINSTANCE.getVmGroup());
    classes.put("job", DormousePackage.eINSTANCE.getServicingJob());
    return classes;
  }

  /** {@code library}, {@code host}, {@code service}, {@code vm}, {@code group}, {@code job}. */
  public static List<String> kinds() {
    return List.copyOf(CLASSES.keySet());
  }

  public static Optional<EClass> classOf(String kind) {
    return Optional.ofNullable(CLASSES.get(kind));
  }

  /** @throws IllegalArgumentException if the object is of no kind that has documents */
  public static String kindOf(EObject object) {
    return CLASSES.entrySet().stream().filter(entry -> entry.getValue() == object.eClass()).map(Map.Entry::getKey)
        .findFirst().orElseThrow(() -> new IllegalArgumentException("no kind of document: " + object.eClass()));
  }

  /** What a document came to. */
  public sealed interface Decoded {
    record Valid(NamedObject object) implements Decoded {}

    /** @param problems at least one */
    record Invalid(List<Problem> problems) implements Decoded {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  public static Decoded decode(String kind, Map<String, ?> document) {
    EClass type = CLASSES.get(kind);
    if (type == null) {
      return new Decoded.Invalid(List.of(new Problem("", "There is no kind " + Rules.quoted(kind) + ". "
          + Nearest.hint(kind, kinds()))));
    }
    DocumentReader reader = new DocumentReader();
    EObject object = reader.read(type, "", document);
    return reader.problems().isEmpty() ? new Decoded.Valid((NamedObject) object)
        : new Decoded.Invalid(reader.problems());
  }

  /**
   * As {@link #decode}, of one expected type.
   *
   * @throws IllegalStateException naming the problems: for documents that were checked when they were stored
   */
  public static <T extends NamedObject> T decodeStored(Class<T> type, String kind, Map<String, ?> document) {
    return switch (decode(kind, document)) {
      case Decoded.Valid(NamedObject object) -> type.cast(object);
      case Decoded.Invalid(List<Problem> problems) -> throw new IllegalStateException(
          "a stored " + kind + " does not fit the vocabulary: " + Problem.sentences(problems));
    };
  }

  /** What is wrong with an object, by the same rules that documents have. */
  public static List<Problem> validate(NamedObject object) {
    return switch (decode(kindOf(object), encode(object))) {
      case Decoded.Valid valid -> List.of();
      case Decoded.Invalid(List<Problem> problems) -> problems;
    };
  }

  public static Map<String, Object> encode(EObject object) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (EStructuralFeature feature : object.eClass().getEAllStructuralFeatures()) {
      if (object.eIsSet(feature) && !feature.isDerived() && !feature.isTransient()) {
        document.put(feature.getName(), value(feature, object.eGet(feature)));
      }
    }
    return document;
  }

  private static Object value(EStructuralFeature feature, Object value) {
    if (feature instanceof EReference reference && isMap(reference)) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (Object entry : (List<?>) value) {
        Map.Entry<?, ?> setting = (Map.Entry<?, ?>) entry;
        map.put(String.valueOf(setting.getKey()), String.valueOf(setting.getValue()));
      }
      return map;
    }
    return feature.isMany() ? ((List<?>) value).stream().map(each -> single(feature, each)).toList()
        : single(feature, value);
  }

  private static Object single(EStructuralFeature feature, Object value) {
    return switch (feature) {
      case EAttribute attribute when value instanceof Enumerator literal -> literal.getLiteral();
      case EAttribute attribute -> value;
      default -> encode((EObject) value);
    };
  }

  static boolean isMap(EReference reference) {
    return Map.Entry.class.getName().equals(reference.getEReferenceType().getInstanceClassName());
  }
}
