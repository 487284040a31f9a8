package org.dormouse.server.internal.request;

import java.util.function.Consumer;
import org.dormouse.api.ClientApi;

/**
 * On whose behalf a request is carried out.
 *
 * @param name for the journal
 * @param progress takes how a long request goes on; returns at once
 */
public record Caller(String name, Consumer<ClientApi.Progress> progress) {}
