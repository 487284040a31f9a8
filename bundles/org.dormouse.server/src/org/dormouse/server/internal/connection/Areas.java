package org.dormouse.server.internal.connection;

import org.dormouse.engine.Runs;
import org.dormouse.server.internal.request.CredentialRequests;
import org.dormouse.server.internal.request.DefinitionRequests;
import org.dormouse.server.internal.request.DraftRequests;
import org.dormouse.server.internal.request.EngineRequests;
import org.dormouse.server.internal.request.JobRequests;
import org.dormouse.server.internal.request.MachineRequests;
import org.dormouse.server.internal.request.RunRequests;
import org.dormouse.server.internal.request.ScriptRequests;

/** What carries out the requests of all clients, by area. */
public record Areas(EngineRequests engine, DefinitionRequests definitions, MachineRequests machines, JobRequests jobs,
    RunRequests control, Runs runs, DraftRequests drafts, CredentialRequests credentials,
    ScriptRequests scripts, Alterations alterations) {}
