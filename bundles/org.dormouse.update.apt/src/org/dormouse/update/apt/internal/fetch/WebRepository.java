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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dormouse.spi.Trouble;

/** A repository that is reached by http or https, through the proxy of the environment where it names one. */
final class WebRepository implements Repository {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofSeconds(45);
  private static final int TRIES = 3;
  private final URI root;
  private final HttpClient client;

  WebRepository(URI root) {
    this.root = root;
    client = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NORMAL).proxy(new EnvironmentProxies(System.getenv())).build();
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

  private Fetched once(String path, Path target, long limit, long end) {
    String address = address(path);
    CompletableFuture<HttpResponse<BoundedFile.Written>> answer = null;
    try {
      long have = Files.exists(target) ? Files.size(target) : 0;
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).GET()
          .header("User-Agent", "dormouse").timeout(SILENCE);
      if (have > 0 && have < limit) {
        request.header("Range", "bytes=" + have + "-");
      }
      BoundedFile file = new BoundedFile(target, limit);
      answer = client.sendAsync(request.build(), file);
      HttpResponse<BoundedFile.Written> response = await(answer, file, end);
      return switch (response.statusCode()) {
        case 200, 206 -> response.body().tooLarge()
            ? new Fetched.Failed(Troubles.tooLarge(address, limit)) : new Fetched.Got(response.body().size());
        case 404, 410, 403 -> new Fetched.Absent(address);
        case 416 -> restart(path, target, limit, end);
        default -> new Fetched.Failed(Troubles.unreachable(address, "the server answers "
            + response.statusCode()));
      };
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Fetched.Failed(Troubles.interrupted(address));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Fetched.Failed(Troubles.silent(address, SILENCE));
    } catch (ExecutionException e) {
      return new Fetched.Failed(Troubles.unreachable(address, reason(e.getCause())));
    } catch (IOException e) {
      return new Fetched.Failed(Troubles.unreachable(address, reason(e)));
    }
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
