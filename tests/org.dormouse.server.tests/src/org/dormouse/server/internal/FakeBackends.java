package org.dormouse.server.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;

/** No back end but a library of type {@code directory}, which is empty or, if told so, never answers. */
public final class FakeBackends implements Backends {

  public final AtomicBoolean stuck = new AtomicBoolean();
  public final CountDownLatch scanning = new CountDownLatch(1);
  public final CountDownLatch interrupted = new CountDownLatch(1);

  private final class EmptyLibrary implements LibraryBackend {
    @Override
    public String type() {
      return "directory";
    }

    @Override
    public Result<LibraryScan> scan(BackendSpec library) {
      if (stuck.get()) {
        scanning.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          interrupted.countDown();
          return Result.failed(Trouble.passing("interrupted", "The scan was cancelled.", ""));
        }
      }
      return Result.ok(new LibraryScan(List.of(), List.of()));
    }

    @Override
    public Result<List<FileIdentity>> identify(BackendSpec library, StoredMachine machine) {
      return none("identify");
    }

    @Override
    public Result<List<Path>> prepare(BackendSpec library, StoredMachine machine, String key) {
      return none("prepare");
    }

    @Override
    public Result<Generation> commit(BackendSpec library, StoredMachine machine, String key,
        List<FileIdentity> claimed, List<String> sha256) {
      return none("commit");
    }

    @Override
    public Result<Result.Nothing> abandon(BackendSpec library, StoredMachine machine, String key) {
      return none("abandon");
    }

    @Override
    public Result<List<Generation>> generations(BackendSpec library, StoredMachine machine) {
      return none("generations");
    }

    @Override
    public Result<Generation> rollback(BackendSpec library, StoredMachine machine, int number) {
      return none("rollback");
    }

    @Override
    public Result<List<Generation>> expire(BackendSpec library, StoredMachine machine, int keep, Duration age) {
      return none("expire");
    }

    @Override
    public Result<List<String>> recover(BackendSpec library) {
      return Result.ok(List.of());
    }
  }

  private static <T> Result<T> none(String what) {
    return Result.failed(Trouble.lasting("back-end-unknown", "There is no back end for " + what + ".", "Install one."));
  }

  @Override
  public Result<Hypervisor> hypervisor(String type) {
    return none(type);
  }

  @Override
  public Result<LibraryBackend> library(String type) {
    return type.equals("directory") ? Result.ok(new EmptyLibrary()) : none(type);
  }

  @Override
  public Result<UpdateService> updateService(String type) {
    return none(type);
  }

  @Override
  public Result<GuestChannel> guestChannel(String type) {
    return none(type);
  }

  @Override
  public List<DiskReader> diskReaders() {
    return List.of();
  }

  @Override
  public List<ImageInspector> imageInspectors() {
    return List.of();
  }
}
