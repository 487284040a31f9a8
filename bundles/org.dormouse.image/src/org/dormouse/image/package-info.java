/**
 * Disk images as files: their headers, their chains of backing files, and qemu-img as a confined child process. Images
 * are hostile: a format is always named and never probed, and no file is ever opened because an image names it, only
 * because {@link org.dormouse.image.BackingChain} found it inside a known library.
 */
package org.dormouse.image;
