package org.dormouse.update.apt.internal.guest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;

/** A guest that answers what the test says: jobs end at the first poll, their files are what the test puts there. */
final class FakeGuest implements GuestSession, UpdateService.MediaPort {
  static final String FOLDER = "/run/dormouse/key-1-apt/";
  final Map<String, byte[]> files = new HashMap<>();
  final Map<String, String> started = new HashMap<>();
  final Map<String, Path> media = new HashMap<>();
  final List<String> ended = new ArrayList<>();
  final Map<String, JobResult> results = new HashMap<>();
  Consumer<String> onJob = job -> { };
  CommandResult answer = new CommandResult(0, new byte[0], new byte[0], false);

  FakeGuest put(String name, String content) {
    files.put(FOLDER + name, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public Result<GuestFacts> facts() {
    return Result.ok(new GuestFacts("debian", "12", "6.1", "x86_64", "boot", "guest"));
  }

  @Override
  public Result<CommandResult> run(List<String> command, byte[] input, Duration limit) {
    if (command.getFirst().equals("tail")) {
      return Result.ok(new CommandResult(0, files.getOrDefault(command.getLast(), new byte[0]), new byte[0], false));
    }
    return Result.ok(answer);
  }

  @Override
  public Result<Result.Nothing> write(String path, byte[] content, int mode) {
    files.put(path, content);
    return Result.ok();
  }

  @Override
  public Result<byte[]> read(String path, int limit) {
    byte[] content = files.get(path);
    return content == null ? Result.failed(Trouble.lasting("guest-file-missing", "no " + path, ""))
        : Result.ok(content);
  }

  @Override
  public Result<Result.Nothing> startJob(String key, String script) {
    if (started.putIfAbsent(key, script) == null) {
      onJob.accept(key);
    }
    return Result.ok();
  }

  @Override
  public Progress<JobResult> pollJob(String key) {
    return started.containsKey(key) ? Progress.done(results.getOrDefault(key, new JobResult(0, "")))
        : Progress.failed(Trouble.lasting("guest-job-unknown", "no job " + key, ""));
  }

  @Override
  public Result<Result.Nothing> endJobs(List<String> keys) {
    keys.forEach(started::remove);
    ended.addAll(keys);
    return Result.ok();
  }

  @Override
  public Result<Result.Nothing> leave(Leave how) {
    return Result.ok();
  }

  @Override
  public void close() {
    // nothing is open
  }

  @Override
  public Result<Result.Nothing> insert(String serial, Path image) {
    media.put(serial, image);
    return Result.ok();
  }

  @Override
  public Result<Result.Nothing> remove(String serial) {
    media.remove(serial);
    return Result.ok();
  }
}
