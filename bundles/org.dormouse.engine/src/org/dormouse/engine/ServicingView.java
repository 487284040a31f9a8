package org.dormouse.engine;

import java.time.Instant;
import java.util.Optional;

public record ServicingView(String runId, String id, String subject, int position, ServicingState state,
    Optional<Instant> started, Optional<Instant> ended, Optional<StepTrouble> trouble) {}
