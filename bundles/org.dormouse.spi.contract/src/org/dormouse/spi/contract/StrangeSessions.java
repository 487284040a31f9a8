package org.dormouse.spi.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Guests that no update service may believe. */
final class StrangeSessions {
  private StrangeSessions() {}

  /** Fell silent: every call is the passing trouble {@code guest-silent}. */
  static final class Silent implements GuestSession {
    private static <T> Result<T> silent() {
      return Result.failed(Trouble.passing("guest-silent", "The guest does not answer.", ""));
    }

    @Override
    public Result<GuestFacts> facts() {
      return silent();
    }

    @Override
    public Result<CommandResult> run(List<String> command, byte[] input, Duration limit) {
      return silent();
    }

    @Override
    public Result<Result.Nothing> write(String path, byte[] content, int mode) {
      return silent();
    }

    @Override
    public Result<byte[]> read(String path, int limit) {
      return silent();
    }

    @Override
    public Result<Result.Nothing> startJob(String key, String script) {
      return silent();
    }

    @Override
    public Progress<JobResult> pollJob(String key) {
      return Progress.failed(Trouble.passing("guest-silent", "The guest does not answer.", ""));
    }

    @Override
    public Result<Result.Nothing> endJobs(List<String> keys) {
      return silent();
    }

    @Override
    public Result<Result.Nothing> leave(Leave how) {
      return silent();
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }

  /** Says that all went well, and talks nonsense: noise, or nothing at all. */
  static final class Babbling implements GuestSession {
    private final Random random = new Random(42);
    private final int most;

    Babbling(int most) {
      this.most = most;
    }

    private byte[] noise(int limit) {
      byte[] noise = new byte[random.nextInt(Math.min(limit, most) + 1)];
      random.nextBytes(noise);
      return noise;
    }

    @Override
    public Result<GuestFacts> facts() {
      return Result.ok(new GuestFacts("debian", "12", "6.1", "x86_64", "boot", "babbler"));
    }

    @Override
    public Result<CommandResult> run(List<String> command, byte[] input, Duration limit) {
      return Result.ok(new CommandResult(0, noise(1 << 16), new byte[0], false));
    }

    @Override
    public Result<Result.Nothing> write(String path, byte[] content, int mode) {
      return Result.ok();
    }

    @Override
    public Result<byte[]> read(String path, int limit) {
      return Result.ok(noise(limit));
    }

    @Override
    public Result<Result.Nothing> startJob(String key, String script) {
      return Result.ok();
    }

    @Override
    public Progress<JobResult> pollJob(String key) {
      return Progress.done(new JobResult(0, new String(noise(4096), StandardCharsets.ISO_8859_1)));
    }

    @Override
    public Result<Result.Nothing> endJobs(List<String> keys) {
      return Result.ok();
    }

    @Override
    public Result<Result.Nothing> leave(Leave how) {
      return Result.ok();
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
