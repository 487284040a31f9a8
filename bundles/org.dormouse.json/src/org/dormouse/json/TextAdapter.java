package org.dormouse.json;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.function.Function;

/** A value that is written as its text. */
final class TextAdapter<T> extends TypeAdapter<T> {

  private final Function<String, T> parse;

  TextAdapter(Function<String, T> parse) {
    this.parse = parse;
  }

  @Override
  public void write(JsonWriter out, T value) throws IOException {
    if (value == null) {
      out.nullValue();
    } else {
      out.value(value.toString());
    }
  }

  @Override
  public T read(JsonReader in) throws IOException {
    String text = in.nextString();
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      throw new JsonParseException(in.getPath() + ": cannot read '" + text + "': " + e.getMessage(), e);
    }
  }
}
