/** Everything that is looked at before a VM is touched. A finding concerns its VM; the others go on. */
package org.dormouse.servicing.preflight;
