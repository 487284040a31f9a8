package org.dormouse.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dormouse.json.Json;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that can be on the wire comes back as it went, by the very rules the wire has. */
class RoundTripTest {

  private static final MessageJsonHandler WIRE =
      new MessageJsonHandler(ServiceEndpoints.getSupportedMethods(EngineApi.class), Json::configure);

  /** Everything that requests, answers and notifications are made of, found from the methods down. */
  static Set<Class<?>> records() {
    Set<Class<?>> found = new LinkedHashSet<>();
    Stream.of(EngineApi.class, ClientApi.class).flatMap(type -> Arrays.stream(type.getMethods())).forEach(method -> {
      collect(method.getGenericReturnType(), found);
      Arrays.stream(method.getGenericParameterTypes()).forEach(type -> collect(type, found));
    });
    found.add(ApiError.class);
    return found;
  }

  private static void collect(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType parameterized) {
      Arrays.stream(parameterized.getActualTypeArguments()).forEach(argument -> collect(argument, found));
    } else if (type instanceof Class<?> raw && raw.isRecord() && found.add(raw)) {
      for (RecordComponent component : raw.getRecordComponents()) {
        collect(component.getGenericType(), found);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void aFilledRecordComesBackAsItWent(Class<?> type) {
    Object filled = Samples.filled(type);
    assertEquals(filled, WIRE.getGson().fromJson(WIRE.getGson().toJson(filled), type));
    assertEquals(filled, Json.read(Json.write(filled), type));
  }

  @ParameterizedTest
  @MethodSource("records")
  void anEmptyRecordComesBackAsItWent(Class<?> type) {
    Object empty = Samples.empty(type);
    assertEquals(empty, WIRE.getGson().fromJson(WIRE.getGson().toJson(empty), type));
  }

  @Test
  void theSearchFindsTheRecordsOfAllFiles() {
    Set<Class<?>> found = records();
    for (Class<?> file : List.of(Definitions.class, Engine.class, Machines.class, Reports.class, RunsApi.class)) {
      List<Class<?>> missing = new ArrayList<>(List.of(file.getDeclaredClasses()));
      missing.removeAll(found);
      assertEquals(List.of(), missing, "records of " + file.getSimpleName() + " that no request reaches");
    }
  }

  @Test
  void everyMethodIsARequestOrANotificationWithOneRecord() {
    for (Method method : EngineApi.class.getMethods()) {
      assertTrue(method.isAnnotationPresent(JsonRequest.class), method + " is no request");
      assertTrue(method.getParameterCount() <= 1, method + " takes more than one record");
    }
    for (Method method : ClientApi.class.getMethods()) {
      assertTrue(method.isAnnotationPresent(JsonNotification.class), method + " is no notification");
    }
  }

  @Test
  void aRequestKeepsItsParametersOnTheWire() {
    RequestMessage request = new RequestMessage();
    request.setId("1");
    request.setMethod("dormouse/put");
    request.setParams(Samples.filled(Definitions.Put.class));
    RequestMessage read = (RequestMessage) WIRE.parseMessage(WIRE.serialize(request));
    assertEquals(request.getParams(), read.getParams());
  }

  @Test
  void namesOnTheWireAreThoseThatTheEngineSends() {
    Set<String> names = ServiceEndpoints.getSupportedMethods(ClientApi.class).keySet();
    assertEquals(Set.of("dormouse/client/altered", "dormouse/client/changed", "dormouse/client/progress", "dormouse/client/leaving"), names);
    NotificationMessage message = new NotificationMessage();
    message.setMethod("dormouse/client/leaving");
    assertFalse(WIRE.serialize(message).isEmpty());
  }
}
