package org.dormouse.engine.store;

import java.time.Instant;
import java.util.Optional;

import org.dormouse.engine.Decision;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;

/**
 * One attempt of one step as it is stored.
 *
 * @param id unique in the installation
 * @param run number of the run; {@code position} of the servicing in it; {@code ordinal} of the step in that, from 0
 * @param version 1 when inserted, rises with every transition: the value that changes are compared against
 * @param ticket opaque, empty while there is none
 * @param due READY: not to be claimed before; NEEDS_OPERATOR: when the default decision is taken
 * @param deadline when the attempt must be over
 * @param granted name of the alternative it was given
 * @param byDefault NEEDS_OPERATOR: the decision taken when nobody decides
 * @param recoveries how often the engine died while this attempt's start was under way
 */
public record StepRow(long id, long run, int position, int ordinal, int attempt, int life, PlannedStep plan,
    long version, long seq, StepState state, String ticket, String detail, double fraction,
    Optional<Instant> started, Optional<Instant> ended, Optional<Instant> due, Optional<Instant> deadline,
    Optional<StepTrouble> trouble, Optional<String> granted, Optional<Decision> byDefault, int recoveries) {}
