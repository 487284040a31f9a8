package org.dormouse.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of records, made by their components: with something everywhere, or with nothing anywhere. */
final class Samples {

  private Samples() {}

  static Object filled(Class<?> type) {
    return make(type, true);
  }

  static Object empty(Class<?> type) {
    return make(type, false);
  }

  private static Object make(Class<?> type, boolean filled) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = Arrays.stream(components)
          .map(component -> value(component.getGenericType(), component.getName(), filled)).toArray();
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("cannot make a " + type, e);
    }
  }

  private static Object value(Type type, String name, boolean filled) {
    if (type instanceof ParameterizedType parameterized) {
      Type last = parameterized.getActualTypeArguments()[parameterized.getActualTypeArguments().length - 1];
      Class<?> raw = (Class<?>) parameterized.getRawType();
      if (raw == List.class) {
        return filled ? List.of(value(last, name, true), value(last, name, true)) : List.of();
      }
      if (raw == Optional.class) {
        return filled ? Optional.of(value(last, name, true)) : Optional.empty();
      }
      if (raw == Map.class) {
        return filled ? mapOf(last, name) : Map.of();
      }
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return make(raw, filled);
    }
    return switch (raw.getName()) {
      case "java.lang.String" -> filled ? name + " <&\"'> \u00e4\u20ac\n" : "";
      case "int", "java.lang.Integer" -> filled ? 42 : 0;
      case "long" -> filled ? 1L << 60 : 0L;
      case "double" -> filled ? 0.25 : 0.0;
      case "boolean" -> filled;
      case "java.time.Instant" -> filled ? Instant.parse("2026-11-20T15:00:00.123456Z") : Instant.EPOCH;
      default -> throw new AssertionError("no sample of a " + raw + "; the wire has a new type, teach it to Samples");
    };
  }

  /** A document: of whatever may be in one. */
  private static Map<String, Object> mapOf(Type value, String name) {
    return value == Object.class
        ? Map.of("text", name, "number", 7L, "truth", true, "list", List.of("a", "b"), "map", Map.of("key", "value"))
        : Map.of("one", value(value, name, true));
  }
}
