package org.dormouse.update.apt.internal.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes the body of an answer into a file, going on at its end if the answer is partial; never beyond the limit. */
final class BoundedFile implements HttpResponse.BodyHandler<BoundedFile.Written> {
  private final Path target;
  private final long limit;
  private volatile long lastProgress = System.nanoTime();

  record Written(long size, boolean tooLarge) {}

  BoundedFile(Path target, long limit) {
    this.target = target;
    this.limit = limit;
  }

  /** When something last arrived, by {@link System#nanoTime}. */
  long lastProgress() {
    return lastProgress;
  }

  @Override
  public HttpResponse.BodySubscriber<Written> apply(HttpResponse.ResponseInfo info) {
    lastProgress = System.nanoTime();
    return switch (info.statusCode()) {
      case 200 -> new Sink(false);
      case 206 -> new Sink(true);
      default -> HttpResponse.BodySubscribers.replacing(new Written(0, false));
    };
  }

  private final class Sink implements HttpResponse.BodySubscriber<Written> {
    private final CompletableFuture<Written> result = new CompletableFuture<>();
    private final boolean append;
    private Flow.Subscription subscription;
    private FileChannel channel;
    private long size;

    Sink(boolean append) {
      this.append = append;
    }

    @Override
    public CompletionStage<Written> getBody() {
      return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      try {
        channel = append ? FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
            : FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        size = channel.size();
        given.request(1);
      } catch (IOException e) {
        given.cancel();
        result.completeExceptionally(e);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      lastProgress = System.nanoTime();
      try {
        for (ByteBuffer buffer : buffers) {
          size += buffer.remaining();
          if (size > limit) {
            subscription.cancel();
            channel.close();
            result.complete(new Written(size, true));
            return;
          }
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        }
        subscription.request(1);
      } catch (IOException e) {
        subscription.cancel();
        onError(e);
      }
    }

    @Override
    public void onError(Throwable e) {
      close();
      result.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
      close();
      result.complete(new Written(size, false));
    }

    private void close() {
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException e) {
        result.completeExceptionally(e);
      }
    }
  }
}
