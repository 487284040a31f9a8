/**
 * The one place where secrets are: the keyring of the operating system where one answers, else an encrypted file.
 * Everybody else knows credentials by their names only.
 */
package org.dormouse.secrets;
