"""NOTICE as data: the license of each shipped package, as a person recorded it after reading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shipping.source import ROOT

_LINE = re.compile(r"^  (?P<name>[a-z0-9][a-z0-9-]*) +(?P<terms>\S.*?)(?:  (?P<home>https?://\S+))?$", re.MULTILINE)
_TERMS = re.compile(r"^(?P<expression>[^(]+?)(?: \((?P<note>.*)\))?$")


@dataclass(frozen=True, slots=True)
class Terms:
    """The license of a package.

    Arguments:
        expression: in the form of SPDX.
        note: what is inside under other terms, in words; empty if nothing is known.
        home: where its authors are found; empty if they give no address.
    """

    expression: str
    note: str
    home: str


def terms(notice: str | None = None) -> Mapping[str, Terms]:
    """Name of a package, as the lock spells it → its terms.

    Arguments:
        notice: the text of NOTICE; read from the checkout without it.
    """
    text = notice if notice is not None else (ROOT / "NOTICE").read_text(encoding="utf-8")
    packages = text.partition("\nPackages\n")[2]
    return {line["name"]: _terms(line["terms"].strip(), line["home"] or "") for line in _LINE.finditer(packages)}


def _terms(words: str, home: str) -> Terms:
    found = _TERMS.match(words)
    if found is None:
        raise ValueError(f"NOTICE has terms that cannot be read: {words}")
    return Terms(found["expression"], found["note"] or "", home)
