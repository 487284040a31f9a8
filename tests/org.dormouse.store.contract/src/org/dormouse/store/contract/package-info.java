/** What every store has to keep to, as tests that a store's own tests extend. */
package org.dormouse.store.contract;
