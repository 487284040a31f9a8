package org.dormouse.backend.simulated.internal;

/**
 * What a simulated disk image holds. Instead of bytes: the VM, how far it has been updated, and a mark that makes two
 * writings of it differ.
 *
 * @param index of the VM in its library
 * @param step see {@link Catalogue}
 */
public record Content(String machine, int index, int slot, int step, long mark) {

  public String sha256() {
    return Chance.digest(this.toString());
  }

  public long size() {
    return (1L << 30) + ((long) index % 64 << 24) + step;
  }

  Content updated(int newStep) {
    return new Content(machine, index, slot, newStep, mark);
  }

  Content written() {
    return new Content(machine, index, slot, step, mark + 1);
  }
}
