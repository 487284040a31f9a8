package org.dormouse.backend.simulated.internal;

import java.time.Duration;

/** How the guest of one deployment behaves. */
record GuestHabits(Duration boot, Duration shutdown, boolean silent, boolean diesInInstall, boolean crashesInInstall,
    boolean ignoresAgent, boolean ignoresButton) {}
