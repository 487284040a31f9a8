package org.dormouse.hypervisor.qemu.internal;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.dormouse.guest.qga.AgentChannel;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor.GuestAddress;
import org.dormouse.spi.contract.GuestChannelContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The guest agent channel's contract, with one boot of a real guest; see {@link LabHost} for what it needs. */
@Tag("real-guest")
class RealAgentContractTest extends GuestChannelContract {

  @TempDir
  static Path folder;

  private static LabHost lab;
  private static ServerSocketChannel silence;

  @BeforeAll
  static void boot() throws Exception {
    lab = new LabHost(folder);
    lab.deployAndStart("k");
    lab.awaitGuest("k").close();
    silence = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    silence.bind(UnixDomainSocketAddress.of(folder.resolve("silent")));
  }

  @AfterAll
  static void release() throws Exception {
    silence.close();
    lab.close();
  }

  @Override
  protected GuestChannel newChannel() {
    return new AgentChannel();
  }

  @Override
  protected GuestAddress address() {
    return lab.hypervisor().address(lab.spec(), "k").orThrow();
  }

  @Override
  protected GuestAddress silentAddress() {
    return new GuestAddress("qga", folder.resolve("silent").toString());
  }
}
