package org.dormouse.spi;

/**
 * One package that is to change or has changed.
 *
 * @param installedVersion empty for a package that is new
 * @param candidateVersion empty for a package that is removed
 * @param downloadBytes 0 where not known
 * @param origin where the candidate comes from, as the update service names it, e.g. {@code bookworm-security}
 */
public record PackageChange(String name, String architecture, String installedVersion, String candidateVersion,
    long downloadBytes, String origin) {}
