/**
 * Port for what the product knows between runs: definitions written by people, observations made by scans and
 * servicings, and the history of each virtual machine. Everything is a document (JSON text) under a kind and a name;
 * what is inside is its owner's business. Stores are found as services.
 */
package org.dormouse.inventory;
