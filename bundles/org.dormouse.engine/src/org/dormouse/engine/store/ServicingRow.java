package org.dormouse.engine.store;

import java.time.Instant;
import java.util.Optional;

import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepTrouble;

/**
 * A servicing as it is stored, under its run's number and its position in it (from 0).
 *
 * @param life 1, one more each time the servicing begins again
 * @param startedOver the servicing began again by itself; it may do so once
 * @param startFrom kind of the step from which the next life begins, while the course is STARTING_OVER; else empty
 * @param started when the first step of this life was claimed
 */
public record ServicingRow(long run, int position, String id, String subject, long version, long seq,
    ServicingState state, int life, Course course, boolean cancelRequested, boolean startedOver, String startFrom,
    Optional<Instant> started, Optional<Instant> ended, Optional<StepTrouble> trouble) {}
