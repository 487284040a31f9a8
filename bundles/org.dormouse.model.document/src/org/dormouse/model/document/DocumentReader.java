package org.dormouse.model.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.common.util.EMap;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.ecore.util.InternalEList;

/** Reads one document and collects everything that is wrong with it, at most a hundred problems. */
final class DocumentReader {

  private static final int MOST_PROBLEMS = 100;

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  EObject read(EClass type, String path, Map<String, ?> document) {
    EObject object = EcoreUtil.create(type);
    for (Map.Entry<String, ?> entry : document.entrySet()) {
      String key = String.valueOf(entry.getKey());
      EStructuralFeature feature = type.getEStructuralFeature(key);
      if (feature == null) {
        problem(path, "There is no " + Rules.quoted(key) + " here. " + Nearest.hint(key,
            type.getEAllStructuralFeatures().stream().map(EStructuralFeature::getName).toList()));
      } else if (entry.getValue() != null) {
        read(object, feature, at(path, key), entry.getValue());
      }
    }
    for (EStructuralFeature feature : type.getEAllStructuralFeatures()) {
      if (feature.isRequired() && isMissing(document, feature)) {
        problem(at(path, feature.getName()), "is required");
      }
    }
    Rules.wrongTogether(object, document).forEach(wrong -> problem(at(path, wrong.path()), wrong.message()));
    return object;
  }

  private static boolean isMissing(Map<String, ?> document, EStructuralFeature feature) {
    Object value = document.get(feature.getName());
    return value == null || value.equals("") || value instanceof List<?> list && list.isEmpty();
  }

  private static String at(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void problem(String path, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(path, message));
    }
  }

  private void read(EObject object, EStructuralFeature feature, String path, Object value) {
    if (feature instanceof EReference reference && DocumentCodec.isMap(reference)) {
      settings(object, reference, path, value);
    } else if (feature.isMany()) {
      many(object, feature, path, value);
    } else {
      single(object, feature, path, value).ifPresent(read -> object.eSet(feature, read));
    }
  }

  @SuppressWarnings("unchecked")
  private void settings(EObject object, EReference reference, String path, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      problem(path, "must be a map of texts, not " + kind(value));
      return;
    }
    if (map.size() > Rules.MOST_SETTINGS) {
      problem(path, "must have at most " + Rules.MOST_SETTINGS + " entries, not " + map.size());
      return;
    }
    EMap<String, String> settings = (EMap<String, String>) object.eGet(reference);
    map.forEach((key, setting) -> {
      String name = String.valueOf(key);
      Optional<String> wrong = Rules.wrongKey(name).or(() -> setting instanceof String text
          ? Rules.wrongSetting(text) : Optional.of("must be a text, not " + kind(setting)));
      wrong.ifPresentOrElse(message -> problem(at(path, name), message), () -> settings.put(name, (String) setting));
    });
  }

  @SuppressWarnings("unchecked")
  private void many(EObject object, EStructuralFeature feature, String path, Object value) {
    if (!(value instanceof List<?> values)) {
      problem(path, "must be a list, not " + kind(value));
      return;
    }
    if (values.size() > Rules.MOST_VALUES) {
      problem(path, "must have at most " + Rules.MOST_VALUES + " entries, not " + values.size());
      return;
    }
    Set<Object> read = new LinkedHashSet<>();
    for (int i = 0; i < values.size(); i++) {
      String at = path + "[" + i + "]";
      single(object, feature, at, values.get(i)).filter(one -> !read.add(one))
          .ifPresent(twice -> problem(at, Rules.quoted(String.valueOf(twice)) + " is there twice"));
    }
    // thousands of names may be picked by hand: the list need not look for each of them again
    ((InternalEList<Object>) object.eGet(feature)).addAllUnique(read);
  }

  private Optional<Object> single(EObject object, EStructuralFeature feature, String path, Object value) {
    if (feature instanceof EAttribute attribute) {
      return attribute(object, attribute, path, value);
    }
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, ?> document = (Map<String, ?>) map;
      return Optional.of(read((EClass) feature.getEType(), path, document));
    }
    problem(path, "must be a map, not " + kind(value));
    return Optional.empty();
  }

  private Optional<Object> attribute(EObject object, EAttribute attribute, String path, Object value) {
    EClassifier type = attribute.getEType();
    if (type instanceof EEnum literals) {
      return literal(literals, path, value);
    }
    return switch (type.getInstanceClassName()) {
      case "java.lang.String" -> text(object, attribute, path, value);
      case "int", "long" -> number(attribute, path, value);
      case "boolean" -> truth(path, value);
      default -> throw new IllegalStateException(
          "the vocabulary has an attribute of a type that documents do not have: " + attribute);
    };
  }

  private Optional<Object> literal(EEnum literals, String path, Object value) {
    EEnumLiteral literal = value instanceof String text ? literals.getEEnumLiteralByLiteral(text) : null;
    if (literal == null) {
      problem(path, Rules.quoted(String.valueOf(value)) + " is not allowed. " + Nearest.hint(String.valueOf(value),
          literals.getELiterals().stream().map(EEnumLiteral::getLiteral).toList()));
      return Optional.empty();
    }
    return Optional.of(literal.getInstance());
  }

  private Optional<Object> text(EObject object, EAttribute attribute, String path, Object value) {
    if (!(value instanceof String text)) {
      problem(path, "must be a text, not " + kind(value));
      return Optional.empty();
    }
    if (text.isEmpty() && attribute.isRequired() && !attribute.isMany()) {
      return Optional.empty();
    }
    Optional<String> wrong = Rules.wrongText(object.eClass().getName(), attribute, text);
    wrong.ifPresent(message -> problem(path, message));
    return wrong.isPresent() ? Optional.empty() : Optional.of(text);
  }

  private Optional<Object> number(EAttribute attribute, String path, Object value) {
    if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
      problem(path, "must be a whole number, not " + kind(value));
      return Optional.empty();
    }
    Optional<String> wrong = Rules.wrongNumber(attribute, number.longValue());
    wrong.ifPresent(message -> problem(path, message));
    if (wrong.isPresent()) {
      return Optional.empty();
    }
    boolean isInt = attribute.getEType().getInstanceClass() == int.class;
    return Optional.of(isInt ? (Object) number.intValue() : (Object) number.longValue());
  }

  private Optional<Object> truth(String path, Object value) {
    if (value instanceof Boolean truth) {
      return Optional.of(truth);
    }
    problem(path, "must be true or false, not " + kind(value));
    return Optional.empty();
  }

  private static String kind(Object value) {
    return switch (value) {
      case null -> "nothing";
      case String text -> "the text " + Rules.quoted(text);
      case Number number -> "the number " + number;
      case Boolean truth -> truth.toString();
      case List<?> list -> "a list";
      case Map<?, ?> map -> "a map";
      default -> "a " + value.getClass().getSimpleName();
    };
  }
}
