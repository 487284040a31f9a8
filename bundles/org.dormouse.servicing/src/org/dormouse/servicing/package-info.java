/**
 * What Dormouse exists for: from the definition of a job to the steps that wake a stored VM, patch it, prove it and
 * store it back. Maps what back ends answer to what the engine understands; decides nothing by itself that a back
 * end's contract decides.
 */
package org.dormouse.servicing;
