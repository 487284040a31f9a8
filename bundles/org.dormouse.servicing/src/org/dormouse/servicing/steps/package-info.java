/** One class per kind of step of a VM servicing, in the order of {@link org.dormouse.servicing.steps.StepKind}. */
package org.dormouse.servicing.steps;
