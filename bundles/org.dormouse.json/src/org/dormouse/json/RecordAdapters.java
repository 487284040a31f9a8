package org.dormouse.json;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records, by their components and through their canonical constructor, so that its checks are made. */
final class RecordAdapters implements TypeAdapterFactory {

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return type.getRawType().isRecord() ? new RecordAdapter<>(gson, type) : null;
  }

  private static final class RecordAdapter<T> extends TypeAdapter<T> {
    private final String name;
    private final List<Component> components = new ArrayList<>();
    private final Constructor<T> constructor;

    @SuppressWarnings("unchecked")
    RecordAdapter(Gson gson, TypeToken<T> type) {
      Class<T> raw = (Class<T>) type.getRawType();
      name = raw.getSimpleName();
      for (RecordComponent c : raw.getRecordComponents()) {
        Type actual = actual(c.getGenericType(), raw, type.getType());
        Method accessor = c.getAccessor();
        accessor.setAccessible(true);
        components.add(new Component(c.getName(), c.getType(), accessor,
            (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(actual))));
      }
      try {
        constructor = raw.getDeclaredConstructor(
            components.stream().map(Component::type).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("a record without its canonical constructor: " + raw, e);
      }
    }

    /** A component whose type is a parameter of the record has the type that was given for it. */
    private static Type actual(Type component, Class<?> raw, Type declared) {
      if (component instanceof TypeVariable<?> variable && declared instanceof ParameterizedType given) {
        int at = Arrays.asList(raw.getTypeParameters()).indexOf(variable);
        return at < 0 ? component : given.getActualTypeArguments()[at];
      }
      return component;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      if (value == null) {
        out.nullValue();
        return;
      }
      out.beginObject();
      for (Component c : components) {
        Object component = c.of(value);
        if (!(component instanceof Optional<?> optional && optional.isEmpty())) {
          out.name(c.name);
          c.adapter.write(out, component);
        }
      }
      out.endObject();
    }

    @Override
    public T read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      Object[] values = new Object[components.size()];
      in.beginObject();
      while (in.hasNext()) {
        int at = indexOf(in.nextName());
        if (at < 0) {
          in.skipValue();
        } else {
          values[at] = components.get(at).adapter.read(in);
        }
      }
      in.endObject();
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null) {
          values[i] = components.get(i).empty(name, in.getPath());
        }
      }
      return construct(values, in.getPath());
    }

    private int indexOf(String member) {
      for (int i = 0; i < components.size(); i++) {
        if (components.get(i).name.equals(member)) {
          return i;
        }
      }
      return -1;
    }

    private T construct(Object[] values, String path) {
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new JsonParseException(path + ": no " + name + ": " + cause.getMessage(), cause);
      }
    }
  }

  private record Component(String name, Class<?> type, Method accessor, TypeAdapter<Object> adapter) {

    Object of(Object value) {
      try {
        return accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + accessor, e);
      }
    }

    Object empty(String owner, String path) {
      if (type == Optional.class) {
        return Optional.empty();
      }
      if (type == String.class) {
        return "";
      }
      if (type == List.class) {
        return List.of();
      }
      if (type == Map.class) {
        return Map.of();
      }
      if (type == boolean.class) {
        return false;
      }
      if (type == int.class) {
        return 0;
      }
      if (type == long.class) {
        return 0L;
      }
      if (type == double.class) {
        return 0.0;
      }
      throw new JsonParseException(path + ": a " + owner + " needs a '" + name + "'");
    }
  }
}
