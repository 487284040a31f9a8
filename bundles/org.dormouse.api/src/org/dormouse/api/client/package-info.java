/**
 * How a client finds the engine process of a state folder, starts it if need be and talks to it. Also used by the
 * engine itself for the places it shares with its clients.
 */
package org.dormouse.api.client;
