package org.dormouse.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sealed interfaces of records: an object with the record's simple name as {@code type}. */
final class SealedAdapters implements TypeAdapterFactory {

  private static final String TYPE = "type";

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> declared) {
    Class<? super T> sealed = declared.getRawType();
    if (!sealed.isSealed() || !sealed.isInterface()) {
      return null;
    }
    Map<String, Class<?>> byName = new LinkedHashMap<>();
    collect(sealed, byName);
    TypeAdapter<JsonElement> tree = gson.getAdapter(JsonElement.class);
    return new TypeAdapter<>() {
      @Override
      @SuppressWarnings("unchecked")
      public void write(JsonWriter out, T value) throws IOException {
        if (value == null) {
          out.nullValue();
          return;
        }
        var adapter = (TypeAdapter<T>) gson.getAdapter(value.getClass());
        JsonObject object = new JsonObject();
        object.addProperty(TYPE, value.getClass().getSimpleName());
        adapter.toJsonTree(value).getAsJsonObject().entrySet().forEach(e -> object.add(e.getKey(), e.getValue()));
        tree.write(out, object);
      }

      @Override
      @SuppressWarnings("unchecked")
      public T read(JsonReader in) throws IOException {
        JsonElement element = tree.read(in);
        if (!(element instanceof JsonObject object) || !object.has(TYPE)) {
          throw new JsonParseException(in.getPath() + ": a " + sealed.getSimpleName() + " needs a '" + TYPE + "'");
        }
        String name = object.get(TYPE).getAsString();
        Class<?> type = byName.get(name);
        if (type == null) {
          throw new JsonParseException(in.getPath() + ": '" + name + "' is no " + sealed.getSimpleName()
              + "; known are " + byName.keySet());
        }
        return (T) gson.getAdapter(type).fromJsonTree(object);
      }
    };
  }

  private static void collect(Class<?> sealed, Map<String, Class<?>> byName) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collect(permitted, byName);
      } else {
        byName.put(permitted.getSimpleName(), permitted);
      }
    }
  }
}
