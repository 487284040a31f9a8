/** Reports as files: what the engine knows of a run, for people and for other programs. */
package org.dormouse.report;
