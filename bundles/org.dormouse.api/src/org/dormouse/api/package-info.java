/**
 * What a client (workbench, command line) may ask of the engine process and what it is told: JSON-RPC 2.0 over a Unix
 * domain socket that only its owner may open. Records only; states and kinds are text in the vocabulary of the
 * engine, so that a client shows what a newer engine says. A request that cannot be answered fails with an
 * {@link org.dormouse.api.ApiError} in the error's data, never with a stack trace.
 */
package org.dormouse.api;
