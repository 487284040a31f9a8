package org.dormouse.ui.jobs.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.jobs.JobEditing;
import org.eclipse.emf.common.notify.AdapterFactory;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.impl.ResourceImpl;
import org.eclipse.emf.edit.domain.AdapterFactoryEditingDomain;
import org.eclipse.emf.edit.domain.EditingDomain;
import org.eclipse.emf.edit.provider.ReflectiveItemProviderAdapterFactory;
import org.eclipse.ui.IWorkbenchPart;

/** The job of one editor: an object of the model that commands alter, and the definition it came from. */
final class OpenJob implements JobEditing {

  private final AdapterFactory adapters = new ReflectiveItemProviderAdapterFactory();
  private final EditStack stack = new EditStack();
  private final AdapterFactoryEditingDomain domain = new AdapterFactoryEditingDomain(adapters, stack);
  private final Resource resource = new ResourceImpl();
  private final List<Runnable> problemListeners = new CopyOnWriteArrayList<>();
  private final InventoryData data;
  private final IWorkbenchPart part;
  private final Consumer<Object> selected;
  private final Consumer<String> shown;
  private final ServicingJob job;
  private Definition base;
  private List<Problem> problems = List.of();

  /**
   * @param selected told what the rest of the window is to show
   * @param shown told which page is to come to the front, by its id
   */
  OpenJob(Definition definition, InventoryData data, IWorkbenchPart part, Consumer<Object> selected,
      Consumer<String> shown) {
    this.base = definition;
    this.data = data;
    this.part = part;
    this.selected = selected;
    this.shown = shown;
    this.job = decoded(definition);
    domain.getResourceSet().getResources().add(resource);
    resource.getContents().add(job);
    stack.addCommandStackListener(event -> validate());
    problems = DocumentCodec.validate(job);
  }

  private static ServicingJob decoded(Definition definition) {
    Map<String, Object> document = new LinkedHashMap<>(definition.document());
    document.put("name", definition.name());
    return DocumentCodec.decodeStored(ServicingJob.class, "job", document);
  }

  /** What is stored has become this: what is shown is made the same. */
  void become(Definition definition) {
    base = definition;
    ServicingJob stored = decoded(definition);
    if (!DocumentCodec.encode(stored).equals(DocumentCodec.encode(job))) {
      for (EStructuralFeature feature : job.eClass().getEAllStructuralFeatures()) {
        Object value = stored.eGet(feature);
        job.eSet(feature, value instanceof List<?> list ? List.copyOf(list) : value);
      }
      // the commands so far were about something else
      stack.flush();
    }
    stack.saveIsDone();
    validate();
  }

  /**
   * This was stored from here. What was edited since is kept, to be stored next: then only the version goes on.
   *
   * @param state {@link #changes} when what was stored was taken from here
   */
  void stored(Definition definition, long state) {
    if (state == changes()) {
      become(definition);
    } else {
      base = definition;
    }
  }

  /** Another number after every edit. */
  long changes() {
    return stack.changes();
  }

  Definition base() {
    return base;
  }

  EditStack stack() {
    return stack;
  }

  boolean isDirty() {
    return stack.isSaveNeeded();
  }

  Map<String, Object> document() {
    return DocumentCodec.encode(job);
  }

  /** To store it, if what is stored is still what the editing began with. */
  Put put() {
    return new Put("job", base.name(), document(), base.version());
  }

  private void validate() {
    problems = DocumentCodec.validate(job);
    problemListeners.forEach(Runnable::run);
  }

  @Override
  public ServicingJob job() {
    return job;
  }

  @Override
  public EditingDomain domain() {
    return domain;
  }

  @Override
  public InventoryData data() {
    return data;
  }

  @Override
  public void addProblemListener(Runnable onUi) {
    problemListeners.add(onUi);
  }

  @Override
  public void removeProblemListener(Runnable onUi) {
    problemListeners.remove(onUi);
  }

  @Override
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public IWorkbenchPart part() {
    return part;
  }

  @Override
  public void select(Object object) {
    selected.accept(object);
  }

  @Override
  public void showPage(String id) {
    shown.accept(id);
  }
}
