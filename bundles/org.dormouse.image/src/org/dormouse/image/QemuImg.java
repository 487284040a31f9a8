package org.dormouse.image;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.ConfinedProcess.Limits;
import org.dormouse.image.ConfinedProcess.Output;
import org.dormouse.image.internal.HeaderInspector;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * The qemu-img tool, confined and told every file and format it may open, see {@link BlockGraph}.
 *
 * <p>Calls that can take long are given as command lines, to be run one after the other by {@link DetachedProcess} or
 * {@link ConfinedProcess}; the others wait at most the time this object was made with. Thread-safe.
 */
public final class QemuImg {

  private static final int KEPT_OUTPUT = 1 << 20;
  private static final Set<DiskFormat> CLONED = EnumSet.of(DiskFormat.QCOW2, DiskFormat.RAW);
  private static final long MEMORY = 4L << 30;
  private static final Pattern PERCENT = Pattern.compile("\\(\\s*([0-9]{1,3}(?:\\.[0-9]+)?)/100%\\)");

  private final Duration limit;

  public QemuImg(Duration limit) {
    this.limit = limit;
  }

  /** What a qemu-img command may use. */
  public Limits limits() {
    return new Limits(limit, KEPT_OUTPUT, MEMORY);
  }

  /**
   * Makes a qcow2 overlay on an image that is then only ever read. The image's own backing files are not looked at;
   * whoever opens the overlay says the whole graph.
   */
  public Result<Result.Nothing> createOverlay(Link parent, long virtualSize, Path overlay) {
    return ConfinedProcess.run(overlayCommand(parent, virtualSize, overlay), limits())
        .then(output -> done(output, "make the overlay", overlay));
  }

  /** What {@link #createOverlay} runs. */
  public static List<String> overlayCommand(Link parent, long virtualSize, Path overlay) {
    return List.of("qemu-img", "create", "-q", "-u", "-f", "qcow2", "-F", parent.format().qemuName(), "-b",
        absolute(parent.image()), absolute(overlay), Long.toString(virtualSize));
  }

  /**
   * The commands that write the state a chain shows into a new file that can take the place of the chain's second
   * image: same format and sub-format, same virtual size, and on the same parent by the same name if that has one.
   * They must all succeed, in order; whatever lies at the target is replaced. They sync what they write.
   *
   * <p>Where the file system can share blocks between files, the target is made right here as a clone of the image, and
   * the one command puts the changes of the overlay over it; compressed images are written anew, to stay compressed.
   *
   * @param chain the overlay, the library's image, its parents if any, as {@link BackingChain#resolve} tells them
   */
  public static Result<List<List<String>>> flattenCommands(List<Link> chain, Path target) {
    if (chain.size() < 2) {
      throw new IllegalArgumentException("an overlay and the image it stands on are needed: " + chain);
    }
    Link image = chain.get(1);
    return new HeaderInspector().inspect(image.image(), image.format()).then(facts -> keptOptions(image, facts)
        .map(options -> {
          if (CLONED.contains(image.format()) && !options.contains("-c") && isCloned(image.image(), target)) {
            return List.of(commit(chain, target));
          }
          return facts.backing().isEmpty() ? List.of(convert(chain, image.format(), options, List.of(), target))
              : delta(chain, facts, options, target);
        }));
  }

  /** What {@link #flattenCommands} runs itself, where its first command is a commit. */
  public static List<String> cloneCommand(Path image, Path target) {
    return List.of("cp", "--reflink=always", "--no-preserve=all", absolute(image), absolute(target));
  }

  private static boolean isCloned(Path image, Path target) {
    var cloned = ConfinedProcess.run(cloneCommand(image, target), Limits.query());
    return cloned.toOptional().filter(output -> output.exitCode() == 0).isPresent();
  }

  /** Puts the overlay's blocks over those of the target, which stands for the image that the overlay was made on. */
  static List<String> commit(List<Link> chain, Path target) {
    List<Link> onTarget = new ArrayList<>(chain);
    onTarget.set(1, new Link(target, chain.get(1).format()));
    return List.of("qemu-img", "commit", "-p", "-t", "writeback", "-d", BlockGraph.written(onTarget));
  }

  /** First the image's own blocks are copied, then those of the overlay are put over them. */
  private static List<List<String>> delta(List<Link> chain, ImageFacts facts, List<String> options, Path target) {
    Link image = chain.get(1);
    Link parent = chain.get(2);
    List<String> base = List.of("-B", absolute(parent.image()), "-F", parent.format().qemuName());
    return List.of(
        convert(chain.subList(1, chain.size()), image.format(), options, base, target),
        commit(chain, target),
        List.of("qemu-img", "rebase", "-q", "-u", "-F", parent.format().qemuName(), "-b",
            facts.backing().orElseThrow(), BlockGraph.argument(List.of(new Link(target, image.format())))));
  }

  private static List<String> convert(List<Link> source, DiskFormat format, List<String> options, List<String> base,
      Path target) {
    List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-p", "-t", "writeback", "-O",
        format.qemuName()));
    command.addAll(options);
    command.addAll(base);
    command.add(BlockGraph.argument(source));
    command.add(absolute(target));
    return command;
  }

  private static Result<List<String>> keptOptions(Link image, ImageFacts facts) {
    if (facts.encrypted()) {
      return Result.failed(Trouble.lasting("image-encrypted", "The image " + image.image()
          + " is encrypted and cannot be written anew.", "Service a copy that is not encrypted."));
    }
    List<String> options = new ArrayList<>();
    List<String> created = new ArrayList<>(facts.subformat());
    if (created.remove("compressed=yes") || created.contains("subformat=streamOptimized")) {
      options.add("-c");
    }
    if (image.format() == DiskFormat.VHD) {
      created.add("force_size=on");
    }
    if (!created.isEmpty()) {
      options.addAll(List.of("-o", String.join(",", created)));
    }
    return Result.ok(options);
  }

  /** How far a command with {@code -p} is, 0 to 1, from the end of its output. */
  public static OptionalDouble progress(String output) {
    return PERCENT.matcher(output).results().map(MatchResult::group)
        .map(text -> text.replaceAll("[( )]|/100%", "")).mapToDouble(text -> Double.parseDouble(text) / 100)
        .reduce((first, last) -> last);
  }

  /** Reads the whole structure of one image, without its backing files; answers its problems. Changes nothing. */
  public Result<List<Finding>> check(Link image) {
    if (image.format() == DiskFormat.RAW) {
      return Result.ok(List.of());
    }
    return ConfinedProcess.run(checkCommand(image), limits())
        .then(output -> switch (output.exitCode()) {
          case 0, 2, 3 -> parse(output, "check", image.image()).map(json -> findings(json, image.image()));
          case 63 -> Result.ok(List.of()); // the format has nothing to be checked
          default -> Result.failed(failure(output, "check", image.image()));
        });
  }

  /** What {@link #check} runs. */
  public static List<String> checkCommand(Link image) {
    return List.of("qemu-img", "check", "--output=json", BlockGraph.argument(List.of(image)));
  }

  private static List<Finding> findings(JsonObject json, Path image) {
    List<Finding> findings = new ArrayList<>();
    long corruptions = number(json, "corruptions") + number(json, "check-errors");
    long leaks = number(json, "leaks");
    if (corruptions > 0) {
      findings.add(Finding.block("image-corrupt", image.toString(), String.format(Locale.ROOT,
          "qemu-img check finds %d damaged places", corruptions), "Restore the image from a copy."));
    }
    if (leaks > 0) {
      findings.add(Finding.warn("image-leaks", image.toString(), String.format(Locale.ROOT,
          "%d clusters of the file are used by nothing", leaks),
          "Harmless; the next generation will not have them."));
    }
    return List.copyOf(findings);
  }

  private static long number(JsonObject json, String name) {
    return json.has(name) && json.get(name).isJsonPrimitive() ? json.get(name).getAsLong() : 0;
  }

  /** What qemu-img itself says of one image, its backing files not opened. For comparison; headers are read in Java. */
  public Result<JsonObject> info(Link image) {
    return run(List.of("info", "--output=json", BlockGraph.argument(List.of(image))))
        .then(output -> output.exitCode() == 0 ? parse(output, "describe", image.image())
            : Result.failed(failure(output, "describe", image.image())));
  }

  private Result<Output> run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("qemu-img"));
    command.addAll(arguments);
    return ConfinedProcess.run(command, limits());
  }

  private static Result<JsonObject> parse(Output output, String what, Path image) {
    Gson strict = new GsonBuilder().setStrictness(Strictness.STRICT).create();
    try {
      JsonObject json = strict.fromJson(output.text(), JsonObject.class);
      if (json != null && !output.truncated()) {
        return Result.ok(json);
      }
    } catch (JsonParseException e) {
      // told below, like an answer that is empty
    }
    return Result.failed(Trouble.lasting("tool-failed", "qemu-img could not " + what + " " + image
        + ": its answer cannot be understood.", ""));
  }

  private static Result<Result.Nothing> done(Output output, String what, Path image) {
    return output.exitCode() == 0 ? Result.ok() : Result.failed(failure(output, what, image));
  }

  private static Trouble failure(Output output, String what, Path image) {
    String said = output.lastError();
    String reason = said.isEmpty() ? "exit code " + output.exitCode() : said;
    // QEMU is not translated; a lock is the one failure that goes away by itself.
    String all = new String(output.errors(), StandardCharsets.UTF_8);
    return all.contains("Failed to get") && all.contains("lock")
        ? Trouble.passing("image-in-use", "qemu-img could not " + what + " " + image + ": " + reason + ".",
            "Shut down whatever has the image open.")
        : Trouble.lasting("tool-failed", "qemu-img could not " + what + " " + image + ": " + reason + ".", "");
  }

  /** Begins with a slash, so that it is neither an option nor a protocol. */
  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }

  /** Whether qemu-img is there at all. */
  public static boolean isInstalled() {
    return ConfinedProcess.find("qemu-img").filter(Files::isExecutable).isPresent();
  }
}
