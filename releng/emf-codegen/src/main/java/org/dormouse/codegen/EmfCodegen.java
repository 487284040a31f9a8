package org.dormouse.codegen;

import java.nio.file.Path;
import java.util.Map;
import org.eclipse.emf.codegen.ecore.generator.Generator;
import org.eclipse.emf.codegen.ecore.generator.GeneratorAdapterFactory;
import org.eclipse.emf.codegen.ecore.genmodel.GenModel;
import org.eclipse.emf.codegen.ecore.genmodel.GenModelPackage;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenBaseGeneratorAdapter;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenModelGeneratorAdapterFactory;
import org.eclipse.emf.common.util.BasicMonitor;
import org.eclipse.emf.common.util.Diagnostic;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.plugin.EcorePlugin;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.xmi.impl.EcoreResourceFactoryImpl;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceFactoryImpl;

/**
 * Writes the model code (not the edit code) of an EMF generator model without a running Eclipse, so that generated
 * code need not be committed. The project folder's name must equal the first segment of the generator model's
 * {@code modelDirectory}. An invalid model or a failed generation ends with an exception that carries EMF's
 * diagnostics.
 */
public final class EmfCodegen {
  private final Path project;
  private final String genModelPath;

  private EmfCodegen(Path project, String genModelPath) {
    this.project = project;
    this.genModelPath = genModelPath;
  }

  /** Arguments: the project folder and the path of the generator model inside it. */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: EmfCodegen <project folder> <generator model inside it>");
    }
    new EmfCodegen(Path.of(args[0]).toRealPath(), args[1]).run();
  }

  private void run() {
    registerFormats();
    GenModel genModel = load();
    requireNoError(genModel.diagnose());
    Generator generator = new Generator();
    generator.setInput(genModel);
    requireNoError(generator.generate(genModel, GenBaseGeneratorAdapter.MODEL_PROJECT_TYPE, new BasicMonitor()));
    System.out.println("EMF code generated for " + project.getFileName() + " from " + genModelPath);
  }

  private static void registerFormats() {
    GenModelPackage.eINSTANCE.eClass();
    Map<String, Object> formats = Resource.Factory.Registry.INSTANCE.getExtensionToFactoryMap();
    formats.put("ecore", new EcoreResourceFactoryImpl());
    formats.put("genmodel", new XMIResourceFactoryImpl());
    GeneratorAdapterFactory.Descriptor.Registry.INSTANCE.addDescriptor(
        GenModelPackage.eNS_URI, GenModelGeneratorAdapterFactory.DESCRIPTOR);
  }

  private GenModel load() {
    String name = project.getFileName().toString();
    EcorePlugin.getPlatformResourceMap().put(name, URI.createFileURI(project + "/"));
    ResourceSet resources = new ResourceSetImpl();
    resources.getURIConverter().getURIMap().putAll(EcorePlugin.computePlatformURIMap(false));
    URI uri = URI.createPlatformResourceURI(name + "/" + genModelPath, true);
    GenModel genModel = (GenModel) resources.getResource(uri, true).getContents().getFirst();
    genModel.reconcile();
    genModel.setCanGenerate(true);
    genModel.setValidateModel(true);
    return genModel;
  }

  private void requireNoError(Diagnostic diagnostic) {
    if (diagnostic.getSeverity() > Diagnostic.WARNING) {
      throw new IllegalStateException(project + "/" + genModelPath + ": " + diagnostic);
    }
  }
}
