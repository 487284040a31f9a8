/**
 * The engine's inside. Everything here but {@link org.dormouse.engine.internal.Calls} runs under the lock of
 * {@link org.dormouse.engine.internal.Core}: a turn takes what has happened, decides, writes one batch, and only then
 * tells anybody or calls a handler.
 */
package org.dormouse.engine.internal;
