package org.dormouse.api.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.json.Json;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;

/**
 * One conversation with the engine. When it ends, by whichever side, {@link #ended} completes and every open request
 * fails; it is never opened again. Thread-safe.
 */
public final class EngineConnection implements AutoCloseable {

  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final SocketChannel channel;
  private final EngineApi engine;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile Engine.Welcome welcome;

  private EngineConnection(SocketChannel channel, ClientApi client) {
    this.channel = channel;
    ExecutorService reader = Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("engine-connection").factory());
    Launcher<EngineApi> launcher = new Launcher.Builder<EngineApi>()
        .setLocalService(client)
        .setRemoteInterface(EngineApi.class)
        .setClassLoader(EngineApi.class.getClassLoader())
        .setInput(new BufferedInputStream(SocketStreams.input(channel)))
        .setOutput(new BufferedOutputStream(SocketStreams.output(channel)))
        .setExecutorService(reader)
        .configureGson(Json::configure)
        .create();
    engine = launcher.getRemoteProxy();
    Future<Void> listening = launcher.startListening();
    reader.shutdown();
    Thread.ofPlatform().daemon().name("engine-connection-end").start(() -> awaitEnd(listening));
  }

  private void awaitEnd(Future<Void> listening) {
    try {
      listening.get();
    } catch (ExecutionException | CancellationException | InterruptedException e) {
      // However it ended: it has.
    }
    close();
  }

  /**
   * Connects and shakes hands.
   *
   * @throws IOException if nobody answers there, or not within ten seconds
   * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException if the engine refuses this client
   */
  public static EngineConnection open(Path socket, Engine.Hello hello, ClientApi client) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e instanceof IOException io ? io : new IOException("no socket: " + socket, e);
    }
    EngineConnection connection = new EngineConnection(channel, client);
    try {
      connection.welcome = connection.ask(engine -> engine.hello(hello), HANDSHAKE);
      return connection;
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  public EngineApi engine() {
    return engine;
  }

  public Engine.Welcome welcome() {
    return welcome;
  }

  /** Completes when the conversation is over. */
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /**
   * Asks and waits for the answer, at most as long as said and only while there is a connection.
   *
   * @throws IOException if the connection ended or the time is over
   * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException if the engine refused or failed
   */
  public <T> T ask(Function<EngineApi, CompletableFuture<T>> request, Duration limit) throws IOException {
    CompletableFuture<T> answer;
    try {
      answer = request.apply(engine);
    } catch (JsonRpcException e) {
      throw new IOException("the connection is lost: " + e.getMessage(), e);
    }
    return await(answer, limit);
  }

  private <T> T await(CompletableFuture<T> answer, Duration limit) throws IOException {
    try {
      CompletableFuture.anyOf(answer, ended).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      // A last answer may have come just before the end.
      if (answer.isDone()) {
        return answer.get();
      }
      throw new IOException("the engine closed the connection");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("the engine did not answer within " + limit.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the engine", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ResponseErrorException refused) {
        throw refused;
      }
      throw new IOException("the connection is lost: " + e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is lost: what was to be said has been answered or failed.
    }
    ended.complete(null);
  }
}
