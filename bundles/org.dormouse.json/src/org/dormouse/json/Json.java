package org.dormouse.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The one way in which records become JSON and come back: on the wire, in the store's documents, in tickets and in
 * files beside images. Records by their components, a component of a sealed interface with a {@code type} that is the
 * simple name of its record, times in ISO 8601, paths as text, an empty {@code Optional} left out.
 *
 * <p>Reading is strict where it matters: a missing component is an error that names it, unless its type has an empty
 * value (text, list, map, Optional, number, truth value). Unknown members are ignored, so that an older reader
 * understands a newer writer. Thread-safe.
 */
public final class Json {

  private static final Gson COMPACT = configure(new GsonBuilder()).create();
  private static final Gson PRETTY = configure(new GsonBuilder()).setPrettyPrinting().create();

  private static final Type TREE = new TypeToken<Map<String, Object>>() {}.getType();

  private Json() {}

  /** For libraries that want to build on the same rules, as lsp4j does. */
  public static GsonBuilder configure(GsonBuilder builder) {
    return builder.disableHtmlEscaping()
        .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
        .registerTypeAdapter(Instant.class, new TextAdapter<>(Instant::parse))
        .registerTypeAdapter(Duration.class, new TextAdapter<>(Duration::parse))
        .registerTypeHierarchyAdapter(Path.class, new TextAdapter<>(Path::of))
        .registerTypeAdapterFactory(new OptionalAdapters())
        .registerTypeAdapterFactory(new SealedAdapters())
        .registerTypeAdapterFactory(new RecordAdapters());
  }

  public static String write(Object value) {
    return COMPACT.toJson(value);
  }

  /** Needed where the value's declared type is sealed or generic. */
  public static String write(Object value, Type declared) {
    return COMPACT.toJson(value, declared);
  }

  public static String pretty(Object value) {
    return PRETTY.toJson(value);
  }

  /** An object as a map of texts, numbers, truth values, lists and maps; whole numbers are {@code Long}. */
  public static Map<String, Object> tree(String text) {
    return read(text, TREE);
  }

  /**
   * @throws JsonParseException if the text is no JSON or does not have the type's shape; the message names the member
   */
  public static <T> T read(String text, Class<T> type) {
    return read(text, (Type) type);
  }

  public static <T> T read(String text, Type type) {
    T value = COMPACT.fromJson(text, type);
    if (value == null) {
      throw new JsonParseException("expected a " + type.getTypeName() + " and found nothing");
    }
    return value;
  }
}
