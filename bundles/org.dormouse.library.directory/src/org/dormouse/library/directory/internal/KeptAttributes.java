package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Owner, group, mode, ACL and user extended attributes of the old image, put on the new one. Java knows nothing of
 * POSIX ACLs, so {@code cp --attributes-only} of the GNU core utilities copies them; what can be read back is checked.
 */
final class KeptAttributes {
  private static final int LONGEST_ANSWER = 4096;

  private KeptAttributes() {}

  static void copy(Path old, Path fresh) throws IOException, Refusal {
    try {
      var views = old.getFileSystem().supportedFileAttributeViews();
      if (views.contains("unix")) {
        copyUnix(old, fresh);
      } else if (views.contains("acl")) {
        var from = Files.getFileAttributeView(old, AclFileAttributeView.class);
        var to = Files.getFileAttributeView(fresh, AclFileAttributeView.class);
        to.setOwner(from.getOwner());
        to.setAcl(from.getAcl());
      }
      copyUserAttributes(old, fresh);
    } catch (IOException e) {
      throw refused(old, LibraryFolder.reason(e));
    }
  }

  private static void copyUnix(Path old, Path fresh) throws IOException, Refusal {
    var wanted = facts(old);
    if (!wanted.get("uid").equals(facts(fresh).get("uid"))) {
      Files.setAttribute(fresh, "unix:uid", wanted.get("uid"));
    }
    if (!wanted.get("gid").equals(facts(fresh).get("gid"))) {
      Files.setAttribute(fresh, "unix:gid", wanted.get("gid"));
    }
    Files.setAttribute(fresh, "unix:mode", (Integer) wanted.get("mode") & 07777);
    if (System.getProperty("os.name").startsWith("Linux")) {
      copyAcl(old, fresh);
    }
    if (!wanted.equals(facts(fresh))) {
      throw refused(old, "they did not take effect");
    }
  }

  private static Map<String, Object> facts(Path file) throws IOException {
    return Files.readAttributes(file, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
  }

  private static void copyAcl(Path old, Path fresh) throws IOException, Refusal {
    var command = new ProcessBuilder("cp", "--attributes-only", "--preserve=mode", "--no-dereference", "--",
        old.toString(), fresh.toString()).redirectErrorStream(true);
    command.environment().put("LC_ALL", "C");
    Process process = command.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw refused(old, "cp did not end within 30 s");
      }
      if (process.exitValue() != 0) {
        throw refused(old, Shown.of(new String(process.getInputStream().readNBytes(LONGEST_ANSWER)).strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.passing("interrupted", "Copying the attributes of " + Shown.of(old) + " was interrupted.", "");
    } finally {
      process.destroyForcibly();
    }
  }

  private static void copyUserAttributes(Path old, Path fresh) throws IOException, Refusal {
    var from = Files.getFileAttributeView(old, UserDefinedFileAttributeView.class);
    var to = Files.getFileAttributeView(fresh, UserDefinedFileAttributeView.class);
    if (from == null || to == null || !Files.getFileStore(old).supportsFileAttributeView("user")) {
      return;
    }
    for (String name : from.list()) {
      var value = ByteBuffer.allocate(from.size(name));
      from.read(name, value);
      to.write(name, value.flip());
    }
    if (!to.list().containsAll(from.list())) {
      throw refused(old, "extended attributes did not take effect");
    }
  }

  private static Refusal refused(Path old, String why) {
    return Refusal.lasting("attributes-not-kept", "Owner, mode and attributes of " + Shown.of(old)
        + " could not be put on its new generation: " + why + ".", "Run Dormouse as the owner of the library's "
        + "files (and on Linux with the GNU core utilities installed); nothing was changed.");
  }
}
