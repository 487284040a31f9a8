package org.dormouse.ui.graph.internal.model;

import org.dormouse.model.DormouseFactory;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;

/** Valid jobs with valid hooks. */
public final class SomeJobs {

  private SomeJobs() {}

  public static ServicingJob job() {
    ServicingJob job = DormouseFactory.eINSTANCE.createServicingJob();
    job.setName("nightly");
    job.setUpdateService("level");
    job.getVirtualMachines().add("fleet/*");
    return job;
  }

  public static Hook hook(ServicingJob job, HookKind kind, Juncture juncture, String name) {
    Hook hook = DormouseFactory.eINSTANCE.createHook();
    hook.setKind(kind);
    hook.setJuncture(juncture);
    hook.setName(name);
    switch (kind) {
      case GUEST_SCRIPT, LOCAL_SCRIPT -> hook.setScript("true");
      case HEALTH_CHECK -> hook.setTarget("true");
      case APPROVAL -> hook.setQuestion("Go on?");
    }
    job.getHooks().add(hook);
    return hook;
  }
}
