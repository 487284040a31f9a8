"""A site as a vendor would hand it out, with one bundle, which adds an entry to the Help menu. Nothing in it is signed."""
import os
import zipfile

ID = "com.example.vendor"
VERSION = "1.0.0"
NAME = "Back end of a vendor"
ENTRY = "About the Vendor"

MANIFEST = f"""Manifest-Version: 1.0
Bundle-ManifestVersion: 2
Bundle-SymbolicName: {ID};singleton:=true
Bundle-Version: {VERSION}
Bundle-Name: {NAME}
"""

PLUGIN = f"""<?xml version="1.0" encoding="UTF-8"?>
<?eclipse version="3.4"?>
<plugin>
  <extension point="org.eclipse.ui.commands">
    <command id="{ID}.about" name="{ENTRY}"/>
  </extension>
  <extension point="org.eclipse.ui.menus">
    <menuContribution locationURI="menu:help?after=additions">
      <command commandId="{ID}.about"/>
    </menuContribution>
  </extension>
</plugin>
"""

# as a publisher writes them; the bundle is a group of its own, so that it is offered without a feature around it
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<?metadataRepository version="1.1.0"?>
<repository name="Vendor" type="org.eclipse.equinox.internal.p2.metadata.repository.LocalMetadataRepository" version="1">
  <properties size="1"><property name="p2.timestamp" value="1"/></properties>
  <units size="1">
    <unit id="{ID}" version="{VERSION}" singleton="true">
      <properties size="2">
        <property name="org.eclipse.equinox.p2.name" value="{NAME}"/>
        <property name="org.eclipse.equinox.p2.type.group" value="true"/>
      </properties>
      <provides size="3">
        <provided namespace="org.eclipse.equinox.p2.iu" name="{ID}" version="{VERSION}"/>
        <provided namespace="osgi.bundle" name="{ID}" version="{VERSION}"/>
        <provided namespace="org.eclipse.equinox.p2.eclipse.type" name="bundle" version="1.0.0"/>
      </provides>
      <artifacts size="1"><artifact classifier="osgi.bundle" id="{ID}" version="{VERSION}"/></artifacts>
      <touchpoint id="org.eclipse.equinox.p2.osgi" version="1.0.0"/>
      <touchpointData size="1">
        <instructions size="3">
          <instruction key="manifest">Bundle-SymbolicName: {ID}&#xA;Bundle-Version: {VERSION}&#xA;</instruction>
          <instruction key="install">installBundle(bundle:${{artifact}})</instruction>
          <instruction key="uninstall">uninstallBundle(bundle:${{artifact}})</instruction>
        </instructions>
      </touchpointData>
    </unit>
  </units>
</repository>
"""

ARTIFACTS = """<?xml version="1.0" encoding="UTF-8"?>
<?artifactRepository version="1.1.0"?>
<repository name="Vendor" type="org.eclipse.equinox.p2.artifact.repository.simpleRepository" version="1">
  <properties size="1"><property name="p2.timestamp" value="1"/></properties>
  <mappings size="1">
    <rule filter="(&amp;(classifier=osgi.bundle))" output="${repoUrl}/plugins/${id}_${version}.jar"/>
  </mappings>
  <artifacts size="1">
    <artifact classifier="osgi.bundle" id="%s" version="%s">
      <properties size="1"><property name="download.size" value="%d"/></properties>
    </artifact>
  </artifacts>
</repository>
"""


def site(folder):
    """Makes it in a folder that is not there yet."""
    os.makedirs(os.path.join(folder, "plugins"))
    jar = os.path.join(folder, "plugins", f"{ID}_{VERSION}.jar")
    with zipfile.ZipFile(jar, "w") as bundle:
        bundle.writestr("META-INF/MANIFEST.MF", MANIFEST)
        bundle.writestr("plugin.xml", PLUGIN)
    write(folder, "content.xml", CONTENT)
    write(folder, "artifacts.xml", ARTIFACTS % (ID, VERSION, os.path.getsize(jar)))
    return folder


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)
