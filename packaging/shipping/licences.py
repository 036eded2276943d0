"""The license texts of everything that is shipped, in one file for the window's About dialog."""

import importlib.metadata
import platform
import re
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shipping.distributions import Pinned, installed, normal
from shipping.notice import Terms, terms
from shipping.source import ROOT

_TEXTS = ROOT / "packaging" / "licences"
_FILE = re.compile(r"(licen[cs]e|copying|notice|copyright|third.?party)[^/]*$", re.IGNORECASE)
_FOLDER = frozenset({"licenses", "LICENSES"})
_CODE = (".py", ".pyi", ".so", ".pyd", ".dll", ".json", ".pyc")
_RULE = "=" * 100


@dataclass(frozen=True, slots=True)
class Licensed:
    """A shipped part, its license in one line, and the texts that its authors supply."""

    name: str
    version: str
    terms: str
    texts: tuple[str, ...]


def licensed(packages: Sequence[Pinned], site: Path) -> tuple[Licensed, ...]:
    """The licenses of packages.

    Arguments:
        packages: the packages.
        site: the folder in which they are installed; they may be for another system.

    Errors: SystemExit if a package has no text and the project has none for its license either: nothing is shipped
    without its license.
    """
    found = installed(site)
    known = terms()
    return tuple(_licensed(one, found[normal(one.name)], known[normal(one.name)]) for one in packages)


def interpreter() -> Licensed:
    """Python's own license, from the folder of its library."""
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path("/usr/share/doc/python3/copyright")]
    text = next((place.read_text(encoding="utf-8") for place in places if place.is_file()), None)
    if text is None:
        raise SystemExit("Python's licence was not found beside its library; nothing is shipped without it.")
    return Licensed("python", platform.python_version(), "PSF-2.0", (text,))


def starter() -> Licensed:
    """PyInstaller's program that starts a frozen application; nothing else of it is shipped."""
    found = importlib.metadata.distribution("pyinstaller")
    expression = "GPL-2.0-or-later WITH Bootloader-exception"
    return Licensed("pyinstaller", found.version, expression, tuple(_texts(found)))


def collected(parts: Sequence[Licensed]) -> str:
    """One text with the licenses of all parts; a text that several parts share appears once."""
    seen: dict[str, str] = {}
    blocks = ["The licences of what ships with LegalRedact, as its authors give them. The overview is in NOTICE."]
    for part in parts:
        blocks.append(f"{_RULE}\n{part.name} {part.version}: {part.terms}\n{_RULE}")
        for text in part.texts:
            other = seen.setdefault(text, part.name)
            blocks.append(text if other == part.name else f"The same text as that of {other}.")
    return "\n\n".join(blocks) + "\n"


def _licensed(package: Pinned, found: importlib.metadata.Distribution, its: Terms) -> Licensed:
    words = its.expression + (f" ({its.note})" if its.note else "")
    texts = tuple(dict.fromkeys(_texts(found))) or tuple(_standard(its.expression))
    if not texts:
        raise SystemExit(f"No licence text of {package.name} was found; put one into {_TEXTS} as {its.expression}.txt.")
    return Licensed(package.name, package.version, words, texts)


def _texts(found: importlib.metadata.Distribution) -> Iterator[str]:
    for file in sorted(found.files or (), key=str):
        if (_FILE.search(file.name) or _FOLDER & set(file.parts)) and file.suffix not in _CODE:
            path = Path(str(file.locate()))
            if path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()


def _standard(expression: str) -> Iterator[str]:
    # The Lesser license is the General one with additional permissions, so both texts belong to it.
    names = [expression, *(["GPL-3.0-only"] if expression == "LGPL-3.0-only" else [])]
    for name in names:
        path = _TEXTS / f"{name}.txt"
        if path.is_file():
            yield path.read_text(encoding="utf-8").strip()
