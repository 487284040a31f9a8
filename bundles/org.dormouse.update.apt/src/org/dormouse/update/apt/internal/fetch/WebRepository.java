package org.dormouse.update.apt.internal.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * A repository that is reached by http or https, through the proxy of the environment where it names one. Redirections
 * are followed here, never from https to http: each is a request of its own, so that what {@link Login} tells one
 * server is not told another.
 */
final class WebRepository implements Repository {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofSeconds(45);
  private static final int TRIES = 3;
  private static final int MOST_REDIRECTIONS = 5;
  private final URI root;
  private final Login login;
  private final HttpClient client;

  WebRepository(URI root, Login login) {
    this.root = root;
    this.login = login;
    client = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER).proxy(new EnvironmentProxies(System.getenv())).build();
  }

  @Override
  public Fetched fetch(String path, Path target, long limit, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    Fetched last = new Fetched.Failed(Troubles.silent(address(path), atMost));
    for (int i = 0; i < TRIES && System.nanoTime() < end && !Thread.currentThread().isInterrupted(); i++) {
      last = once(path, target, limit, end);
      boolean again = last instanceof Fetched.Failed(Trouble trouble) && trouble.passing();
      if (!again) {
        return last;
      }
    }
    return last;
  }

  /** Where one request led. */
  private sealed interface Hop {
    record End(Fetched fetched) implements Hop {}

    record Onward(URI to) implements Hop {}
  }

  private Fetched once(String path, Path target, long limit, long end) {
    URI next = URI.create(address(path));
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      switch (login.header(next)) {
        case Result.Failed<Optional<String>>(Trouble trouble) -> {
          return new Fetched.Failed(trouble);
        }
        case Result.Ok<Optional<String>>(Optional<String> authorization) -> {
          switch (request(path, next, authorization, target, limit, end)) {
            case Hop.End(Fetched fetched) -> {
              return fetched;
            }
            case Hop.Onward(URI to) -> next = to;
          }
        }
      }
    }
    return new Fetched.Failed(Troubles.lost(address(path)));
  }

  private Hop request(String path, URI uri, Optional<String> authorization, Path target, long limit, long end) {
    String address = address(path);
    CompletableFuture<HttpResponse<BoundedFile.Written>> answer = null;
    try {
      long have = Files.exists(target) ? Files.size(target) : 0;
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET()
          .header("User-Agent", "dormouse").timeout(SILENCE);
      authorization.ifPresent(value -> request.header("Authorization", value));
      if (have > 0 && have < limit) {
        request.header("Range", "bytes=" + have + "-");
      }
      BoundedFile file = new BoundedFile(target, limit);
      answer = client.sendAsync(request.build(), file);
      HttpResponse<BoundedFile.Written> response = await(answer, file, end);
      return switch (response.statusCode()) {
        case 301, 302, 303, 307, 308 -> onward(address, uri, response.headers().firstValue("Location"));
        case 416 -> new Hop.End(restart(path, target, limit, end));
        default -> new Hop.End(judge(address, response, limit));
      };
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Hop.End(new Fetched.Failed(Troubles.interrupted(address)));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Hop.End(new Fetched.Failed(Troubles.silent(address, SILENCE)));
    } catch (ExecutionException e) {
      return new Hop.End(new Fetched.Failed(Troubles.unreachable(address, reason(e.getCause()))));
    } catch (IOException e) {
      return new Hop.End(new Fetched.Failed(Troubles.unreachable(address, reason(e))));
    }
  }

  private Fetched judge(String address, HttpResponse<BoundedFile.Written> response, long limit) {
    return switch (response.statusCode()) {
      case 200, 206 -> response.body().tooLarge()
          ? new Fetched.Failed(Troubles.tooLarge(address, limit)) : new Fetched.Got(response.body().size());
      case 401 -> new Fetched.Failed(Troubles.unauthorized(address, login.credential()));
      case 404, 410, 403 -> new Fetched.Absent(address);
      default -> new Fetched.Failed(Troubles.unreachable(address, "the server answers " + response.statusCode()));
    };
  }

  private static Hop onward(String address, URI from, Optional<String> location) {
    try {
      URI to = from.resolve(location.orElse(""));
      boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme()) && "http".equals(from.getScheme());
      if (location.isPresent() && web && to.getHost() != null) {
        return new Hop.Onward(to);
      }
    } catch (IllegalArgumentException e) {
      // told below, like every address that is none
    }
    return new Hop.End(new Fetched.Failed(Troubles.lost(address)));
  }

  private Fetched restart(String path, Path target, long limit, long end) throws IOException {
    if (!Files.deleteIfExists(target)) {
      return new Fetched.Failed(Troubles.unreachable(address(path), "the server answers 416"));
    }
    return once(path, target, limit, end);
  }

  private static <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer, BoundedFile file, long end)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      try {
        return answer.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        if (now > end || now - file.lastProgress() > SILENCE.toNanos()) {
          throw e;
        }
      }
    }
  }

  @Override
  public List<String> command(String path, Path target) {
    List<String> command = new ArrayList<>(List.of("curl", "-fL"));
    if (login.isGiven()) {
      command.add("--netrc");
    }
    command.addAll(List.of("-o", target.toString(), address(path)));
    return command;
  }

  private static String reason(Throwable e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
  }

  @Override
  public String address(String path) {
    try {
      String encoded = new URI(null, null, "/" + path, null).getRawPath().replace("+", "%2B");
      return root + encoded;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("path " + path + " of a repository cannot be part of an address", e);
    }
  }
}
