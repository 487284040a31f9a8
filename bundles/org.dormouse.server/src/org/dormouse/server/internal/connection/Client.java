package org.dormouse.server.internal.connection;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.EngineApi;
import org.dormouse.api.RunsApi;
import org.dormouse.api.client.Failures;
import org.dormouse.api.client.SocketStreams;
import org.dormouse.json.Json;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's end of one conversation: a thread that reads, a thread that writes, and the session between them. It
 * ends, whatever happens, by closing the channel once.
 */
final class Client implements Session.News {

  private static final Logger LOG = LoggerFactory.getLogger(Client.class);
  private static final String CHANGED = "dormouse/client/changed";
  private static final String PROGRESS = "dormouse/client/progress";
  private static final String ALTERED = "dormouse/client/altered";
  private static final String LEAVING = "dormouse/client/leaving";

  private final SocketChannel channel;
  private final Consumer<Client> ended;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Outgoing outgoing;
  private final Session session;
  private final RemoteEndpoint endpoint;
  private final MessageReader reader;
  private final Map<String, ClientApi.Progress> progresses = new ConcurrentHashMap<>();
  private final Set<String> altered = ConcurrentHashMap.newKeySet();
  private final Consumer<List<String>> listener = this::altered;
  private final Alterations alterations;
  private final Thread writing;

  /** @param ended called once, when the conversation is over */
  Client(SocketChannel channel, Areas areas, Duration patience, Consumer<Client> ended) {
    this.channel = channel;
    this.ended = ended;
    Map<String, JsonRpcMethod> methods = new LinkedHashMap<>(ServiceEndpoints.getSupportedMethods(EngineApi.class));
    methods.putAll(ServiceEndpoints.getSupportedMethods(ClientApi.class));
    MessageJsonHandler json = new MessageJsonHandler(methods, Json::configure);
    outgoing = new Outgoing(new BufferedOutputStream(SocketStreams.output(channel)), json, patience, this::close);
    session = new Session(areas, this);
    alterations = areas.alterations();
    MessageConsumer out = this::send;
    endpoint = new RemoteEndpoint(out, ServiceEndpoints.toEndpoint(session), Client::refusal);
    json.setMethodProvider(endpoint);
    reader = new MessageReader(new BufferedInputStream(SocketStreams.input(channel)), json);
    writing = Thread.ofPlatform().daemon().name("client-writer").unstarted(outgoing::run);
  }

  void start() {
    writing.start();
    alterations.listen(listener);
    Thread.ofPlatform().daemon().name("client-reader").start(this::read);
  }

  /** Changes of a run may follow its snapshot, never go before it. */
  private void send(Message message) {
    outgoing.consume(message);
    if (message instanceof ResponseMessage response) {
      if (response.getResult() instanceof RunsApi.RunSnapshot opened) {
        session.snapshotSent(opened.run().id());
      }
      session.answered();
    }
  }

  private void read() {
    try {
      for (Optional<Message> next = next(); next.isPresent(); next = next()) {
        endpoint.consume(next.get());
      }
    } catch (MessageReader.Unreadable e) {
      LOG.warn("a client was sent away: {}", e.getMessage());
    } catch (IOException e) {
      // The client left without a word, or was given up.
    } catch (RuntimeException e) {
      LOG.warn("a client was sent away: it sent what is no message: {}", e.toString());
    } finally {
      close();
    }
  }

  /** The next message that can be carried out; those that ask for nonsense are refused here. */
  private Optional<Message> next() throws IOException {
    while (true) {
      try {
        return reader.next();
      } catch (MessageIssueException e) {
        if (e.getRpcMessage() instanceof RequestMessage request) {
          ResponseMessage refusal = new ResponseMessage();
          refusal.setRawId(request.getRawId());
          refusal.setJsonrpc(request.getJsonrpc());
          refusal.setError(Failures.response(new ApiError("usage", "bad-request", "The request " + request.getMethod()
              + " cannot be understood: " + e.getIssues().getFirst().getText(), "Use a client of this product.")));
          outgoing.consume(refusal);
        } else {
          throw e;
        }
      }
    }
  }

  private static ResponseError refusal(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    if (cause instanceof ResponseErrorException refused) {
      return refused.getResponseError();
    }
    if (cause instanceof CancellationException) {
      return Failures.response(new ApiError("failed", "cancelled", "The request was cancelled.", ""));
    }
    LOG.error("a request failed unexpectedly", cause);
    return Failures.response(new ApiError("failed", "internal-error",
        "The engine failed unexpectedly: " + cause, "The log has the details: dormouse engine log"));
  }

  @Override
  public void changes(RunFeed feed) {
    outgoing.offer("run " + feed.runId(), () -> feed.take().map(changes -> notification(CHANGED, changes)));
  }

  @Override
  public void progress(ClientApi.Progress progress) {
    progresses.put(progress.of(), progress);
    outgoing.offer("progress " + progress.of(), () -> Optional.ofNullable(progresses.remove(progress.of()))
        .map(newest -> notification(PROGRESS, newest)));
  }

  private void altered(List<String> kinds) {
    if (session.isServed()) {
      altered.addAll(kinds);
      outgoing.offer("altered", this::newsOfLists);
    }
  }

  private Optional<Message> newsOfLists() {
    List<String> kinds = altered.stream().sorted().toList();
    altered.removeAll(kinds);
    return kinds.isEmpty() ? Optional.empty() : Optional.of(notification(ALTERED, new ClientApi.Altered(kinds)));
  }

  private static NotificationMessage notification(String method, Object params) {
    NotificationMessage message = new NotificationMessage();
    message.setJsonrpc("2.0");
    message.setMethod(method);
    message.setParams(params);
    return message;
  }

  void check() {
    outgoing.check();
  }

  /** Says good-bye, writes what is queued, and ends; bounded. */
  void leave(String reason, Duration limit) {
    outgoing.consume(notification(LEAVING, new ClientApi.Leaving(reason)));
    outgoing.close();
    try {
      writing.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("closing a connection", e);
      }
      alterations.forget(listener);
      outgoing.close();
      session.end();
      ended.accept(this);
    }
  }
}
