/** What is done to the workflow of a job, by the commands of its editing domain. */
package org.dormouse.ui.graph.internal.commands;
