"""The packages of the index that are shipped on a platform: those of the runtime lock whose markers match."""

import importlib.metadata
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

from shipping.source import ROOT

_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>\S+)(?: ; (?P<marker>[^\\\n]+?))? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)
_NOT_SHIPPED = frozenset({"setuptools"})
"""Required by spaCy for its own build; nothing imports it."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """One package of a lock: name as in the index, version, and digests of its files."""

    name: str
    version: str
    sha256: tuple[str, ...]


def pinned(lock: str, environment: Mapping[str, str] | None = None) -> tuple[Pinned, ...]:
    """The packages in a lock for a platform, sorted by name.

    Arguments:
        lock: the text of the lock.
        environment: variables of markers that differ from this machine's, such as ``{"sys_platform": "win32"}``.
    """
    return tuple(
        Pinned(entry["name"], entry["version"], tuple(re.findall(r"sha256:([0-9a-f]{64})", entry["hashes"])))
        for entry in _ENTRY.finditer(lock)
        if entry["marker"] is None or Marker(entry["marker"]).evaluate(dict(environment or {}))
    )


def shipped(environment: Mapping[str, str] | None = None) -> tuple[Pinned, ...]:
    """The packages that a platform ships; `environment` as in `pinned`."""
    return tuple(one for one in pinned(read_lock("runtime"), environment) if one.name not in _NOT_SHIPPED)


def read_lock(name: str) -> str:
    """The text of a lock of the checkout: ``"runtime"``, ``"package"``."""
    return (ROOT / "packaging" / "locks" / f"{name}.txt").read_text(encoding="utf-8")


def installed(site: Path) -> dict[str, importlib.metadata.Distribution]:
    """Normalized name → distribution installed in a folder, which may be for another system."""
    return {normal(one.metadata["Name"]): one for one in importlib.metadata.distributions(path=[str(site)])}


def code_of(distribution: importlib.metadata.Distribution) -> Iterator[Path]:
    """Paths of a package's files, without its metadata."""
    for file in distribution.files or ():
        if not file.parts[0].endswith(".dist-info"):
            yield Path(str(file.locate()))


def normal(name: str) -> str:
    """A package's name, normalized as the index does."""
    return re.sub(r"[-_.]+", "-", name).lower()


def foreign_modules(site: Path) -> tuple[str, ...]:
    """Top-level modules of packages that are not shipped (developer tools), which a build must exclude.

    Arguments:
        site: the folder in which they are installed.
    """
    ours = {normal(one.name) for one in shipped()}
    owners: dict[str, set[str]] = {}
    for name, distribution in installed(site).items():
        for file in distribution.files or ():
            owners.setdefault(_module(file.parts), set()).add(name)
    return tuple(sorted(module for module, names in owners.items() if module.isidentifier() and not names & ours))


def cluster_modules(site: Path) -> frozenset[str]:
    """Top-level modules of packages that only a cluster needs, which ship separately; `site` as above."""
    names = {normal(one.name) for one in pinned(read_lock("cluster"))}
    ours = (distribution for name, distribution in installed(site).items() if name in names)
    modules = {_module(file.parts) for distribution in ours for file in distribution.files or ()}
    return frozenset(module for module in modules if module.isidentifier())


def _module(parts: tuple[str, ...]) -> str:
    first = parts[0]
    return first if len(parts) > 1 else first.split(".")[0]
