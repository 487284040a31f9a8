package org.dormouse.guest.qga;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dormouse.guest.qga.internal.AgentSession;
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

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Result<GuestSession> open(GuestAddress address) {
    if (!TYPE.equals(address.channel())) {
      return Result.failed(Trouble.lasting("guest-channel-wrong",
          "A guest behind " + address.channel() + " cannot be reached through its QEMU guest agent.", ""));
    }
    Path socket;
    try {
      socket = Path.of(address.location());
    } catch (InvalidPathException e) {
      return Result.failed(Trouble.lasting("guest-address-wrong",
          "The guest agent's socket cannot be at " + address.location() + ".", ""));
    }
    return AgentSession.open(socket);
  }
}
