package org.dormouse.backend.simulated;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.backend.simulated.internal.Content;
import org.dormouse.backend.simulated.internal.SimulatedState;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Tells of images of simulated libraries what an inspector tells of files; knows nothing of any other. */
public final class SimulatedImageInspector implements ImageInspector {
  private static final long VIRTUAL_SIZE = 8L << 30;
  private final SimulatedState state;

  public SimulatedImageInspector(SimulatedWorld world) {
    state = world.state();
  }

  @Override
  public Result<ImageFacts> inspect(Path image, DiskFormat format) {
    return content(image).map(content -> new ImageFacts(format, VIRTUAL_SIZE, content.size(),
        List.of("cluster_size=65536"), Optional.empty(), Optional.empty(), List.of(), false, false, false, false));
  }

  @Override
  public Result<List<Finding>> check(Path image, DiskFormat format) {
    return content(image).map(content -> List.of());
  }

  private Result<Content> content(Path image) {
    return state.content(image).map(Result::ok).orElseGet(() -> Result.failed(Trouble.lasting("not-simulated",
        "The image " + image + " is not of a simulated library.", "")));
  }
}
