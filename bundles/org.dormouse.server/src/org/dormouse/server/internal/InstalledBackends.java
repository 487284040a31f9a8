package org.dormouse.server.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dormouse.api.Engine;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.StepCommands;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The back ends that bundles offer as services. Bundles may come and go while the process runs. A service that cannot
 * be made is logged and left out, so that a broken plug-in takes nobody with it.
 */
final class InstalledBackends implements Backends, AutoCloseable {

  /** Property of a component: programs of the machine that it calls, by name. */
  private static final String PROGRAMS = "dormouse.programs";
  private static final Logger LOG = LoggerFactory.getLogger(InstalledBackends.class);

  private final Contract<Hypervisor> hypervisors;
  private final Contract<LibraryBackend> libraries;
  private final Contract<UpdateService> updateServices;
  private final Contract<GuestChannel> guestChannels;
  private final Contract<DiskReader> diskReaders;
  private final Contract<ImageInspector> imageInspectors;
  private final StepCommands commands;

  InstalledBackends(BundleContext context, StepCommands commands) {
    this.commands = commands;
    hypervisors = new Contract<>(context, Hypervisor.class, Hypervisor::type);
    libraries = new Contract<>(context, LibraryBackend.class, LibraryBackend::type);
    updateServices = new Contract<>(context, UpdateService.class, UpdateService::type);
    guestChannels = new Contract<>(context, GuestChannel.class, GuestChannel::type);
    diskReaders = new Contract<>(context, DiskReader.class, reader -> "");
    imageInspectors = new Contract<>(context, ImageInspector.class, inspector -> "");
  }

  /** The services of one contract, by rank and then by age. */
  private record Contract<T>(ServiceTracker<T, T> tracker, Class<T> contract, Function<T, String> type) {

    Contract(BundleContext context, Class<T> contract, Function<T, String> type) {
      this(new ServiceTracker<>(context, contract, null), contract, type);
      tracker.open();
    }

    private record Found<T>(ServiceReference<T> reference, T service) {}

    private List<Found<T>> found() {
      ServiceReference<T>[] references = tracker.getServiceReferences();
      List<Found<T>> found = new ArrayList<>();
      if (references != null) {
        Arrays.stream(references).sorted(Comparator.reverseOrder()).forEach(reference -> {
          try {
            Optional.ofNullable(tracker.getService(reference)).ifPresentOrElse(
                service -> found.add(new Found<>(reference, service)),
                () -> LOG.warn("the {} of {} cannot be made", contract.getSimpleName(), reference.getBundle()));
          } catch (RuntimeException | LinkageError e) {
            LOG.warn("the {} of {} cannot be made", contract.getSimpleName(), reference.getBundle(), e);
          }
        });
      }
      return found;
    }

    List<T> all() {
      return found().stream().map(Found::service).toList();
    }

    Result<T> ofType(String wanted) {
      List<T> all = all();
      return all.stream().filter(service -> type.apply(service).equals(wanted)).findFirst().map(Result::ok)
          .orElseGet(() -> Result.failed(Trouble.lasting("back-end-unknown", "No back end of type \"" + wanted
              + "\" is installed for " + contract.getSimpleName() + ".", all.isEmpty() ? "Install one."
                  : "Installed are: " + all.stream().map(type).sorted().collect(Collectors.joining(", ")) + ".")));
    }

    Stream<Engine.Backend> described() {
      return found().stream().map(found -> new Engine.Backend(contract.getSimpleName(), type.apply(found.service()),
          found.reference().getBundle().getSymbolicName(), found.reference().getBundle().getVersion().toString(),
          programs(found.reference())));
    }

    /** As the component declares them; whatever else stands there is nobody's program. */
    private static List<String> programs(ServiceReference<?> reference) {
      return switch (reference.getProperty(PROGRAMS)) {
        case String one -> List.of(one);
        case String[] several -> List.of(several);
        case null, default -> List.of();
      };
    }
  }

  @Override
  public Result<Hypervisor> hypervisor(String type) {
    return hypervisors.ofType(type);
  }

  @Override
  public Result<LibraryBackend> library(String type) {
    return libraries.ofType(type);
  }

  @Override
  public Result<UpdateService> updateService(String type) {
    return updateServices.ofType(type);
  }

  @Override
  public Result<GuestChannel> guestChannel(String type) {
    return guestChannels.ofType(type);
  }

  @Override
  public List<DiskReader> diskReaders() {
    return diskReaders.all();
  }

  @Override
  public List<ImageInspector> imageInspectors() {
    return imageInspectors.all();
  }

  @Override
  public StepCommands commands() {
    return commands;
  }

  /** What is installed, for people. */
  List<Engine.Backend> described() {
    return Stream.of(hypervisors, libraries, updateServices, guestChannels, diskReaders, imageInspectors)
        .flatMap(Contract::described).toList();
  }

  @Override
  public void close() {
    Stream.of(hypervisors, libraries, updateServices, guestChannels, diskReaders, imageInspectors)
        .forEach(contract -> contract.tracker().close());
  }
}
