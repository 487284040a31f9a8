/**
 * Definitions as documents: trees of maps, lists, texts, numbers and truth values in the vocabulary of the model, as
 * they travel between processes, lie in the store and are written by people. The vocabulary is written down once, in
 * the Ecore; everything here reads it from there.
 */
package org.dormouse.model.document;
