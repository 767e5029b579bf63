"""The MSI for all users of a machine: from the frozen folder to the source text that wixl compiles.

Nothing is random in it: a component's id is made from its path, so that Windows knows the same file again in the next
version, and the text is the same twice.
"""

from __future__ import annotations

import hashlib
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

UPGRADE_CODE = "6E0B6C2D-6C55-4E5B-9C0E-6C9F1D0A7B34"
"""By this Windows knows that one MSI replaces another. It never changes."""
_SPACE = uuid.UUID(UPGRADE_CODE)
WIX = "http://schemas.microsoft.com/wix/2006/wi"
POLICY = r"Software\Policies\dncdesk"
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
PROPERTIES = {
    "SERVERURL": "ServerUrl",
    "MANAGEDSETTINGS": "Settings",
}
"""What IT may give on the command line, and the value of the machine's policy that takes it."""
FOUND_BY_UPGRADE = ("WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED")
"""What the search for other versions sets."""


ICON_NAME = "../dncdesk.ico"
"""Where the icon lies, seen from the frozen folder: wixl takes no absolute paths."""


@dataclass(frozen=True)
class Product:
    """What goes into the MSI: the frozen `folder`, its `version` as three numbers, the `title` shown, an icon or none.

    The source text names files as they are seen from the folder.
    """

    folder: Path
    version: str
    title: str
    icon: bool


def source(product: Product) -> str:
    """The text that wixl compiles."""
    root = ET.Element("Wix", xmlns=WIX)
    # A new one for each version, as an upgrade needs it, and the same one each time that this version is built.
    code = guid(f"product {product.version} {product.title}")
    item = ET.SubElement(
        root, "Product", Id=code, Name=product.title, Language="1033", Version=product.version,
        Manufacturer="dncdesk", UpgradeCode=UPGRADE_CODE,
    )  # fmt: skip
    ET.SubElement(
        item, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine",
        Description=product.title, Manufacturer="dncdesk",
    )  # fmt: skip
    ET.SubElement(
        item, "MajorUpgrade", DowngradeErrorMessage="A newer version of dncdesk is installed. It is left as it is."
    )
    ET.SubElement(item, "Media", Id="1", Cabinet="dncdesk.cab", EmbedCab="yes")
    if product.icon:
        ET.SubElement(item, "Icon", Id="dncdesk.ico", SourceFile=ICON_NAME)
        ET.SubElement(item, "Property", Id="ARPPRODUCTICON", Value="dncdesk.ico")
    for name in ("ARPNOMODIFY", "ARPNOREPAIR"):
        ET.SubElement(item, "Property", Id=name, Value="1")
    components = folders(item, product)
    feature = ET.SubElement(item, "Feature", Id="dncdesk", Title="dncdesk", Level="1")
    for name in components:
        ET.SubElement(feature, "ComponentRef", Id=name)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def corrections() -> list[str]:
    """The statements that give the compiled MSI what wixl has no words for."""
    conditions = {f"policy{name}": given for given, name in PROPERTIES.items()} | {"autostart": "AUTOSTART"}
    secure = ";".join((*conditions.values(), *FOUND_BY_UPGRADE))
    return [
        *(update("Component", "Condition", given, name) for name, given in conditions.items()),
        # Without this they would be lost on the way from the command line to the service that installs.
        update("Property", "Value", secure, "SecureCustomProperties"),
        # Within the transaction: if the new version cannot be installed, the old one is back.
        update("InstallExecuteSequence", "Sequence", 1501, "RemoveExistingProducts"),
    ]


def update(table: str, column: str, new: str | int, row: str) -> str:
    """A statement that changes one value in an MSI; a row is known by its first column."""
    first = {"InstallExecuteSequence": "Action"}.get(table, table)
    text = str(new) if isinstance(new, int) else f"'{new}'"
    return f"UPDATE `{table}` SET `{column}` = {text} WHERE `{first}` = '{row}'"  # noqa: S608 - names of our own


def folders(item: ET.Element, product: Product) -> list[str]:
    """Add the folders with all that is in them; gives the names of the components."""
    target = ET.SubElement(item, "Directory", Id="TARGETDIR", Name="SourceDir")
    menu = ET.SubElement(target, "Directory", Id="ProgramMenuFolder")
    programs = ET.SubElement(target, "Directory", Id="ProgramFiles64Folder")
    home = ET.SubElement(programs, "Directory", Id="INSTALLDIR", Name="dncdesk")
    names = files(home, product.folder, product.folder)
    names.append(shortcut(menu))
    names += registry(home)
    return names


def files(place: ET.Element, folder: Path, root: Path) -> list[str]:
    """Add the files of a folder, each as a component, and its folders."""
    names = []
    for path in sorted(folder.iterdir()):
        inside = path.relative_to(root).as_posix()
        if path.is_dir():
            below = ET.SubElement(place, "Directory", Id=identifier("d", inside), Name=path.name)
            names += files(below, path, root)
            continue
        name = identifier("c", inside)
        part = component(place, name, inside)
        ET.SubElement(part, "File", Id=identifier("f", inside), Name=path.name, Source=inside, KeyPath="yes")
        names.append(name)
    return names


def shortcut(menu: ET.Element) -> str:
    """Add the entry of the Start menu."""
    part = component(menu, "shortcut", "shortcut")
    ET.SubElement(
        part,
        "Shortcut",
        Id="startMenu",
        Name="dncdesk",
        Target="[INSTALLDIR]dncdesk.exe",
        WorkingDirectory="INSTALLDIR",
    )
    value(part, r"Software\dncdesk", "Shortcut", "1", key_path=True)
    return "shortcut"


def registry(home: ET.Element) -> list[str]:
    """Add the handler of ``dnc:`` links, and what IT has given on the command line."""
    link = component(home, "link", "link")
    value(link, r"Software\Classes\dnc", None, "URL:dncdesk", key_path=True)
    value(link, r"Software\Classes\dnc", "URL Protocol", "")
    value(link, r"Software\Classes\dnc\DefaultIcon", None, "[INSTALLDIR]dncdesk.exe,0")
    value(link, r"Software\Classes\dnc\shell\open\command", None, '"[INSTALLDIR]dncdesk.exe" "%1"')
    names = ["link"]
    for given, name in PROPERTIES.items():
        part = component(home, f"policy{name}", f"policy {name}")
        value(part, POLICY, name, f"[{given}]", key_path=True)
        names.append(f"policy{name}")
    part = component(home, "autostart", "autostart")
    value(part, RUN, "dncdesk", '"[INSTALLDIR]dncdesk.exe"', key_path=True)
    return [*names, "autostart"]


def component(place: ET.Element, name: str, path: str) -> ET.Element:
    """Add a component: what is installed or taken away as one."""
    return ET.SubElement(place, "Component", Id=name, Guid=guid(path), Win64="yes")


def value(part: ET.Element, key: str, name: str | None, text: str, *, key_path: bool = False) -> None:
    """Add a text value in the machine's registry; without a name the key's own."""
    attributes = {"Root": "HKLM", "Key": key, "Type": "string", "Value": text, "KeyPath": "yes" if key_path else "no"}
    ET.SubElement(part, "RegistryValue", attributes | ({"Name": name} if name is not None else {}))


def guid(text: str) -> str:
    """An id that is always the same for the same text."""
    return str(uuid.uuid5(_SPACE, text)).upper()


def identifier(kind: str, path: str) -> str:
    """A name for a path that MSI allows."""
    return f"{kind}{hashlib.sha256(path.encode()).hexdigest()[:24]}"
