/** Making a servicing job, page by page, over one draft. */
package org.dormouse.ui.jobs.internal.wizard;
