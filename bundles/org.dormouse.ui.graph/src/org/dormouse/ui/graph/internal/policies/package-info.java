/** What may be done with the parts of a workflow. */
package org.dormouse.ui.graph.internal.policies;
