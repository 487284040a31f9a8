package org.dormouse.ui.inventory.internal.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.machines.MachineIndex.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Filtering and sorting are nothing that the asking thread, which is that of the window, does or waits for. */
class MachineIndexerTest {

  private final BlockingQueue<Thread> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final MachineIndexer indexer = new MachineIndexer(new HeldClock());
  private final List<Machine> machines = SomeMachines.many(10_000);

  /** Asked for once by each look at the list, and answered when the test lets it. */
  private final class HeldClock extends Clock {
    @Override
    public Instant instant() {
      asked.add(Thread.currentThread());
      try {
        assertTrue(held.await(1, TimeUnit.MINUTES));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return SomeMachines.NOW;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @AfterEach
  void leave() {
    held.countDown();
    indexer.close();
  }

  @Test
  void whoAsksGoesOnWhileTenThousandAreLookedThroughElsewhere() throws InterruptedException {
    // would never return if it looked through them itself: the look is held
    indexer.index(machines, new MachineFilter("debian", Set.of()), Order.AT_FIRST, index -> { });
    Thread looking = asked.poll(1, TimeUnit.MINUTES);
    assertNotEquals(Thread.currentThread(), looking);
    assertEquals("dormouse-machine-list", looking.getName());
  }
}
