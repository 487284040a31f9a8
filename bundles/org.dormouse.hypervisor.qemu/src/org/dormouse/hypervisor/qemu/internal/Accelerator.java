package org.dormouse.hypervisor.qemu.internal;

/** What runs the guest's instructions: the processor, or the emulator alone. */
enum Accelerator {
  KVM, TCG
}
