package org.dormouse.ui.tests.shell;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.StatePlace;
import org.dormouse.ui.engine.Dialer;

/** Engines to be dialled, one after another; each answers what the test scripted. */
final class FakeEngine implements Dialer {

  /** What the next dials come to; an empty queue waits. */
  final BlockingQueue<Dialed> dials = new LinkedBlockingQueue<>();
  final List<Boolean> mayStart = new CopyOnWriteArrayList<>();
  final Map<String, Function<Object, CompletableFuture<?>>> answers = new ConcurrentHashMap<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile ClientApi client;
  /** Thrown by a dial once it has waited for what it comes to. */
  volatile Error breaks;
  volatile Thread dialing;

  static final class Talk implements Conversation {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final EngineApi engine;

    Talk(EngineApi engine) {
      this.engine = engine;
    }

    @Override
    public EngineApi engine() {
      return engine;
    }

    @Override
    public Engine.Welcome welcome() {
      return new Engine.Welcome(EngineApi.PROTOCOL, "1.2.3", 42, "here", false);
    }

    @Override
    public CompletableFuture<Void> ended() {
      return ended;
    }

    @Override
    public void close() {
      ended.complete(null);
    }
  }

  Talk talk() {
    return new Talk((EngineApi) Proxy.newProxyInstance(EngineApi.class.getClassLoader(),
        new Class<?>[] {EngineApi.class}, (proxy, method, arguments) -> {
          calls.add(method.getName());
          Object argument = arguments == null || arguments.length == 0 ? "" : arguments[0];
          return answers.getOrDefault(method.getName(), asked -> new CompletableFuture<>()).apply(argument);
        }));
  }

  Talk willAnswer() {
    Talk talk = talk();
    dials.add(new Dialed.Answered(talk));
    return talk;
  }

  void willRefuse(String code) {
    dials.add(new Dialed.Unanswered(new ApiError("unreachable", code, "Nobody is there.", "Look.")));
  }

  @Override
  public Dialed dial(ClientApi told, boolean start) {
    client = told;
    mayStart.add(start);
    dialing = Thread.currentThread();
    try {
      Dialed next = dials.take();
      if (breaks != null) {
        throw breaks;
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public StatePlace state() {
    return new StatePlace(Path.of("/state"), Path.of("/run"));
  }
}
