/** JSON conversations over Unix domain sockets with peers that are not trusted; used for the guest agent and QMP. */
package org.dormouse.guest.qga;
