package org.dormouse.image;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.spi.DiskFormat;

/**
 * How an image is opened, said completely, as QEMU's block layer takes it: every layer with its format and its file,
 * so that nothing is taken from what the images themselves say about their backing files or from how a file name
 * looks. The form is that of {@code blockdev-add} without node names, see QEMU's BlockdevOptions.
 */
public final class BlockGraph {

  private BlockGraph() {}

  /** @param chain the image first, then its backing file, and so on; the last one is opened without a backing file */
  public static JsonObject of(List<BackingChain.Link> chain) {
    JsonObject node = new JsonObject();
    BackingChain.Link top = chain.getFirst();
    node.addProperty("driver", top.format().qemuName());
    node.add("file", file(top.image()));
    if (top.format() == DiskFormat.QCOW2) {
      node.add("backing", chain.size() > 1 ? of(chain.subList(1, chain.size())) : JsonNull.INSTANCE);
    }
    return node;
  }

  /** As a file name for the tools: {@code json:{…}}. */
  public static String argument(List<BackingChain.Link> chain) {
    return "json:" + of(chain);
  }

  /** As {@link #argument}, of an overlay whose backing file is to be written: what is freed in it is given back. */
  static String written(List<BackingChain.Link> chain) {
    JsonObject top = of(chain);
    JsonObject backing = top.getAsJsonObject("backing");
    backing.addProperty("discard", "unmap");
    backing.getAsJsonObject("file").addProperty("discard", "unmap");
    return "json:" + top;
  }

  private static JsonObject file(Path image) {
    JsonObject file = new JsonObject();
    file.addProperty("driver", "file");
    file.addProperty("filename", image.toAbsolutePath().toString());
    return file;
  }
}
