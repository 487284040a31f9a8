/** From a job to what is to be done: pure functions over immutable records, so that a dry run is the real plan. */
package org.dormouse.servicing.plan;
