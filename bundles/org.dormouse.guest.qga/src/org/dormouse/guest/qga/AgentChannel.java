package org.dormouse.guest.qga;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dormouse.guest.qga.internal.AgentLinks;
import org.dormouse.guest.qga.internal.AgentSession;
import org.dormouse.guest.qga.internal.AgentText;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor.GuestAddress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Guest channel {@code qga}: the QEMU guest agent behind a Unix domain socket, whose absolute path is the location.
 */
public final class AgentChannel implements GuestChannel {

  static final String TYPE = "qga";

  private final AgentLinks links = new AgentLinks();

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Result<GuestSession> open(GuestAddress address) {
    if (!TYPE.equals(address.channel())) {
      return wrong(address, "is not behind a QEMU guest agent but behind " + address.channel());
    }
    try {
      Path socket = Path.of(address.location());
      return socket.isAbsolute() ? AgentSession.open(links, socket) : wrong(address, "has no absolute path");
    } catch (InvalidPathException e) {
      return wrong(address, "has no path");
    }
  }

  private static Result<GuestSession> wrong(GuestAddress address, String what) {
    return Result.failed(Trouble.lasting("guest-address-wrong", "The guest at \""
        + AgentText.shown(address.location()) + "\" " + AgentText.shown(what) + ".",
        "Addresses are given by the host that runs the guest."));
  }
}
