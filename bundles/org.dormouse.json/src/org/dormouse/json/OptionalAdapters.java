package org.dormouse.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;

/** {@code Optional<T>}: its value, or nothing. */
final class OptionalAdapters implements TypeAdapterFactory {

  @Override
  @SuppressWarnings("unchecked")
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    if (type.getRawType() != Optional.class || !(type.getType() instanceof ParameterizedType optional)) {
      return null;
    }
    var adapter = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(optional.getActualTypeArguments()[0]));
    return (TypeAdapter<T>) new TypeAdapter<Optional<Object>>() {
      @Override
      public void write(JsonWriter out, Optional<Object> value) throws IOException {
        if (value == null || value.isEmpty()) {
          out.nullValue();
        } else {
          adapter.write(out, value.get());
        }
      }

      @Override
      public Optional<Object> read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
          in.nextNull();
          return Optional.empty();
        }
        return Optional.ofNullable(adapter.read(in));
      }
    };
  }
}
