package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.BlockGraph;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.MachineDisk.Bus;

/**
 * The emulator's argument list for a deployment. Nothing is taken from configuration files, images or file names: every
 * device, layer and format is named. The VM is started stopped, so that the links can be cut before it runs.
 *
 * <p>On q35 every virtio device has a root port of its own, network cards first, as libvirt lays machines out, so that
 * cards tend to keep the names they have at home; more ports are left free for media. On pc all sit on the one bus.
 * A q35 machine has no IDE: such disks are attached by SATA, where a guest names them the same.
 */
final class CommandLine {

  /** Media that can be shown to a VM at the same time. */
  static final int FREE_PORTS = 6;

  static final String FREE_PORT = "free";

  /** What a guest's processes may be caught at: none of it is needed to run a VM. */
  static final String SANDBOX = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny";

  /** The serial port's last words, kept by the emulator itself, so that no guest can fill the disk with them. */
  static final int SERIAL_BYTES = 256 * 1024;

  /** Memory for translated guest code; the emulator's own choice is a GiB for each VM. */
  private static final int TRANSLATED_MIB = 256;

  private static final int PCI_FUNCTIONS = 8;
  private static final int FIRST_PORT_SLOT = 2;
  private static final int FIRST_CARD_SLOT = 3;
  private static final int FIRST_OLD_CARD_SLOT = 0x10;

  /** Cards by the emulator's names, and whether they are PCI Express or virtio devices, which want a port. */
  static final Map<String, Boolean> CARD_MODELS = Map.of("virtio-net-pci", true, "e1000e", true, "vmxnet3", true,
      "igb", true, "e1000", false, "rtl8139", false, "pcnet", false, "ne2k_pci", false, "i82559er", false);

  private final MachineRecord machine;
  private final Deployment deployment;
  private final boolean q35;
  private final List<String> arguments = new ArrayList<>();
  private final List<String> devices = new ArrayList<>();
  private int ports;
  private int sataPorts;

  private CommandLine(Deployment deployment, MachineRecord machine) {
    this.deployment = deployment;
    this.machine = machine;
    this.q35 = machine.chipset().equals("q35");
  }

  static List<String> of(HostSettings host, Deployment deployment, MachineRecord machine, Accelerator accelerator) {
    CommandLine line = new CommandLine(deployment, machine);
    line.arguments.add(host.program());
    line.machine(accelerator);
    line.control();
    line.cards();
    line.disks();
    line.channels();
    line.freePorts();
    line.arguments.addAll(line.devices);
    return List.copyOf(line.arguments);
  }

  private void machine(Accelerator accelerator) {
    add("-nodefaults", "-no-user-config", "-sandbox", SANDBOX);
    add("-name", deployment.key(), "-uuid", deployment.uuid().toString());
    add("-machine", machine.chipset() + ",usb=off");
    add("-accel", accelerator == Accelerator.KVM ? "kvm" : "tcg,thread=multi,tb-size=" + TRANSLATED_MIB);
    add("-cpu", accelerator == Accelerator.KVM ? "host" : "max");
    add("-m", machine.memoryMiB() + "M", "-smp", Integer.toString(machine.cpus()));
    add("-display", "none", "-vga", "none", "-rtc", "base=utc", "-boot", "strict=on");
    // A guest that slept would look like one that hangs.
    for (String type : List.of("PIIX4_PM", "ICH9-LPC")) {
      add("-global", type + ".disable_s3=1", "-global", type + ".disable_s4=1");
    }
    add("-msg", "timestamp=on");
  }

  private void control() {
    // The emulator stays when the guest has shut down: that it is there and says so tells it from one that died.
    add("-S", "-action", "reboot=reset,shutdown=pause,panic=pause");
    add("-chardev", "socket,id=monitor,server=on,wait=off,path=" + escaped(machine.qmpSocket().toString()));
    add("-mon", "chardev=monitor,mode=control");
    add("-chardev", "ringbuf,id=console,size=" + SERIAL_BYTES, "-serial", "chardev:console");
  }

  private void cards() {
    if (machine.isolation() == Isolation.NO_CARD) {
      return;
    }
    int i = 0;
    for (MachineRecord.Card card : machine.cards()) {
      // A hub that nobody else is plugged into: no network, even if the guest saw a link.
      add("-netdev", "hubport,id=net" + i + ",hubid=" + i);
      String place = q35 && CARD_MODELS.get(card.model()) ? ",bus=" + newPort("cardport" + i)
          : q35 ? slot("pcie.0", FIRST_OLD_CARD_SLOT + i) : slot("pci.0", FIRST_CARD_SLOT + i);
      device(card.model() + ",id=card" + i + ",netdev=net" + i + ",mac=" + card.mac() + ",romfile=" + place);
      i++;
    }
  }

  private static String slot(String bus, int slot) {
    return ",bus=" + bus + ",addr=0x" + Integer.toHexString(slot);
  }

  private void disks() {
    for (MachineRecord.Disk disk : machine.disks()) {
      String node = "disk" + disk.slot();
      add("-blockdev", graph(disk, node).toString());
      device(attachment(disk, node) + ",drive=" + node + ",id=drive" + disk.slot()
          + ",bootindex=" + (disk.slot() + 1));
    }
  }

  /** Overlay on image on its parents; only the overlay is opened for writing, and never synced: see ARCHITECTURE. */
  private JsonObject graph(MachineRecord.Disk disk, String node) {
    List<Link> chain = new ArrayList<>(List.of(new Link(deployment.overlay(disk.slot()), DiskFormat.QCOW2)));
    disk.chain().forEach(layer -> chain.add(layer.link()));
    JsonObject graph = BlockGraph.of(chain);
    JsonObject cache = new JsonObject();
    cache.addProperty("no-flush", true);
    graph.addProperty("node-name", node);
    graph.addProperty("discard", "unmap");
    graph.add("cache", cache);
    graph.getAsJsonObject("file").addProperty("discard", "unmap");
    graph.getAsJsonObject("file").add("cache", cache);
    for (JsonObject layer = graph; layer.get("backing") instanceof JsonObject below; layer = below) {
      below.addProperty("read-only", true);
      below.getAsJsonObject("file").addProperty("read-only", true);
    }
    return graph;
  }

  private String attachment(MachineRecord.Disk disk, String node) {
    if (disk.bus() == Bus.VIRTIO) {
      return "virtio-blk-pci" + bus(node);
    }
    if (q35) {
      return "ide-hd,bus=ide." + sataPorts++;
    }
    if (disk.bus() == Bus.IDE) {
      return "ide-hd,bus=ide." + disk.slot() / 2 + ",unit=" + disk.slot() % 2;
    }
    if (sataPorts == 0) {
      device("ich9-ahci,id=ahci,bus=pci.0");
    }
    return "ide-hd,bus=ahci." + sataPorts++;
  }

  private void channels() {
    add("-object", "rng-random,id=entropy,filename=/dev/urandom");
    device("virtio-rng-pci,rng=entropy" + bus("rng"));
    device("virtio-serial-pci,id=channels" + bus("channels"));
    add("-chardev", "socket,id=agent,server=on,wait=off,path=" + escaped(machine.agentSocket().toString()));
    device("virtserialport,id=agentport,bus=channels.0,chardev=agent,name=org.qemu.guest_agent.0");
  }

  private void freePorts() {
    for (int i = 0; q35 && i < FREE_PORTS; i++) {
      newPort(FREE_PORT + i);
    }
  }

  private String bus(String name) {
    return ",bus=" + (q35 ? newPort("port-" + name) : "pci.0");
  }

  private String newPort(String name) {
    int function = ports % PCI_FUNCTIONS;
    int slot = FIRST_PORT_SLOT + ports / PCI_FUNCTIONS;
    device("pcie-root-port,id=" + name + ",bus=pcie.0,chassis=" + (ports + 1) + ",addr=0x" + Integer.toHexString(slot)
        + ".0x" + function + (function == 0 ? ",multifunction=on" : "") + ",io-reserve=0");
    ports++;
    return name;
  }

  private void device(String device) {
    devices.addAll(List.of("-device", device));
  }

  private void add(String... more) {
    arguments.addAll(List.of(more));
  }

  /** Within a value of the emulator's comma-separated options. */
  private static String escaped(String path) {
    return path.replace(",", ",,");
  }
}
