"""Describes the MSI package in wixl's language: what is installed where, and what is optional."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree as Xml

from windows.firewall import NETSH_FOLDER
from windows.identity import PRODUCT, UPGRADE_CODE, code, identifier
from windows.launchers import ICON, WINDOW, numbers

NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
ASSOCIATED = (".pdf", ".docx", ".txt")
LEFT = "Removing LegalRedact leaves matters, keys and the firm's policy where they are."
DOWNGRADE = "A newer LegalRedact is installed here. Its matters may not open in an older one; nothing was changed."
TYPE = "LegalRedact.Document"
CABINET = "content.cab"
POLICY_COMPONENT, SHORTCUT = "Policy", "StartMenu"
WINDOWS_ID = "LegalRedact.LegalRedact"
"""The same as `legalredact.gui.shell.app.WINDOWS_ID`, which would load Qt."""
PROGRAM, ASSOCIATIONS = "Program", "Associations"
"""Features: the first is always installed, the second on request (`ADDLOCAL=Program,Associations`)."""


def describe(release: str, content: Mapping[str, str], added: str = "") -> Xml.Element:
    """The package as wixl reads it.

    Arguments:
        release: the application's version, of three numbers.
        content: `shipping.alike.digests` of its folder, in which wixl must be started.
        added: everything that `installer` adds to the package, as text.

    Packages that differ in anything are different products, since Windows would take the second one for the first.
    """
    wix = Xml.Element("Wix", {"xmlns": NAMESPACE})
    product = _in(
        wix,
        "Product",
        Name=PRODUCT,
        Language="1033",
        Version=".".join(numbers(release)),
        Manufacturer=PRODUCT,
        UpgradeCode=UPGRADE_CODE,
    )
    _in(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        Description=f"{PRODUCT} {release}",
        Comments="Masks client names before an AI service sees a document.",
        Languages="1033",
        Manufacturer=PRODUCT,
    )
    _in(product, "MajorUpgrade", DowngradeErrorMessage=DOWNGRADE)
    _in(product, "Media", Id="1", Cabinet=CABINET, EmbedCab="yes")
    _properties(product)
    root = _in(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    _in(root, "Directory", Id="ProgramMenuFolder")
    _in(root, "Directory", Id=NETSH_FOLDER)
    programs = _in(root, "Directory", Id="ProgramFiles64Folder")
    home = _in(programs, "Directory", Id="INSTALLDIR", Name=PRODUCT)
    components = _files(home, content)
    _policy(home)
    _associations(home)
    _feature(product, PROGRAM, [*components, POLICY_COMPONENT], level="1", title=PRODUCT)
    _feature(product, ASSOCIATIONS, [ASSOCIATIONS], level="1000", title="Open with LegalRedact")
    _policy_check(product)
    product.set("Id", code("product", Xml.tostring(wix, "unicode"), added, *content.values()))
    return wix


def _properties(product: Xml.Element) -> None:
    _in(product, "Icon", Id=ICON, SourceFile=ICON)
    for name, value in (
        ("ARPPRODUCTICON", ICON),
        ("ARPCOMMENTS", LEFT),
        ("ARPNOMODIFY", "1"),
        ("INSTALLLEVEL", "1"),
        ("REINSTALLMODE", "amus"),  # every file of the new version replaces the old one, whatever their numbers say
    ):
        _in(product, "Property", Id=name, Value=value)


def _files(home: Xml.Element, content: Mapping[str, str]) -> list[str]:
    """A component for each folder; returns their ids."""
    places: dict[PurePosixPath, Xml.Element] = {PurePosixPath("."): home}
    inside: dict[PurePosixPath, list[str]] = {}
    for name in content:
        inside.setdefault(PurePosixPath(name).parent, []).append(name)
    for place, names in inside.items():
        component = _in(
            _place(places, place),
            "Component",
            Id=identifier("c", str(place)),
            Guid=code("folder", str(place)),
            Win64="yes",
        )
        for number, name in enumerate(names):
            _file(component, name, key=number == 0)
    return [identifier("c", str(place)) for place in inside]


def _place(places: dict[PurePosixPath, Xml.Element], place: PurePosixPath) -> Xml.Element:
    if place not in places:
        above = _place(places, place.parent)
        places[place] = _in(above, "Directory", Id=identifier("d", str(place)), Name=place.name)
    return places[place]


def _file(component: Xml.Element, name: str, *, key: bool) -> None:
    plain = {"Id": identifier("f", name), "Name": PurePosixPath(name).name, "Source": name}
    file = _in(component, "File", **plain, **({"KeyPath": "yes"} if key else {}))
    if name == WINDOW:
        _in(
            file,
            "Shortcut",
            Id=SHORTCUT,
            Directory="ProgramMenuFolder",
            Name=PRODUCT,
            Description="Mask client names, summarize, sign off",
            WorkingDirectory="INSTALLDIR",
            Icon=ICON,
            Advertise="no",
        )


def _policy(home: Xml.Element) -> None:
    """No content here: `installer` adds the file, and the condition under which it is written."""
    component = _in(home, "Component", Id=POLICY_COMPONENT, Guid=code("policy"), Win64="yes")
    _in(component, "CreateFolder")


def _policy_check(product: Xml.Element) -> None:
    """A policy that is invalid, or that users could change, fails the installation and rolls it back."""
    _in(
        product,
        "CustomAction",
        Id="CheckPolicy",
        FileKey=identifier("f", "pythonw.exe"),
        ExeCommand='-X utf8 -m legalredact policy check --installed "[INSTALLDIR]policy.toml"',
        Execute="deferred",
        Impersonate="no",
        Return="check",
    )
    sequence = _in(product, "InstallExecuteSequence")
    _in(sequence, "Custom", Action="CheckPolicy", After="InstallFiles").text = 'POLICY AND NOT (REMOVE="ALL")'


def _associations(home: Xml.Element) -> None:
    """Add the window to the programs that Windows offers to open a document with; it never becomes the default."""
    component = _in(home, "Component", Id=ASSOCIATIONS, Guid=code("associations"), Win64="yes")
    classes = r"Software\Classes"
    _value(component, rf"{classes}\{TYPE}", "", "Document for LegalRedact", key_path=True)
    _value(component, rf"{classes}\{TYPE}\DefaultIcon", "", f"[INSTALLDIR]{WINDOW},0")
    _value(component, rf"{classes}\{TYPE}\shell\open\command", "", f'"[INSTALLDIR]{WINDOW}" --open "%1"')
    for ending in ASSOCIATED:
        _value(component, rf"{classes}\{ending}\OpenWithProgids", TYPE, "")


def _value(component: Xml.Element, key: str, name: str, value: str, *, key_path: bool = False) -> None:
    named = {"Name": name} if name else {}
    path = {"KeyPath": "yes"} if key_path else {}
    _in(component, "RegistryValue", Root="HKLM", Key=key, Type="string", Value=value, **named, **path)


def _feature(product: Xml.Element, name: str, components: Iterable[str], *, level: str, title: str) -> None:
    feature = _in(product, "Feature", Id=name, Title=title, Level=level)
    for component in components:
        _in(feature, "ComponentRef", Id=component)


def _in(above: Xml.Element, tag: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(above, tag, attributes)
