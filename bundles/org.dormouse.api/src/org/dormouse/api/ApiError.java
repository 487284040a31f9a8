package org.dormouse.api;

/**
 * Why a request was not carried out.
 *
 * @param category {@code usage}: the request is wrong (unknown name, bad value); {@code conflict}: somebody else was
 *     first; {@code state}: it does not fit what is going on; {@code failed}: it was tried and did not succeed
 * @param code stable kebab-case name
 */
public record ApiError(String category, String code, String message, String remedy) {}
