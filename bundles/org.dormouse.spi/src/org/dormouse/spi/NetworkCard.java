package org.dormouse.spi;

/**
 * A network card of a stored VM, kept as it is while the VM is serviced, except that its link is down.
 *
 * @param mac six colon-separated hexadecimal pairs, lower case
 * @param model QEMU's name of the device, e.g. {@code virtio-net-pci}, {@code e1000e}
 */
public record NetworkCard(String mac, String model) {}
