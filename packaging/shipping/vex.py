"""Looks up the components of an inventory in a local copy of a vulnerability database, and writes a statement (VEX).

The database is a folder with files of the National Vulnerability Database in its format 2.0 (`*.json`, as its feeds and
its interface give it). The statement is CycloneDX 1.6. `vex.toml` has the decisions of people; a vulnerability without
one is "in triage", and the audit fails.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Part = Mapping[str, Any]
DECISIONS = Path(__file__).with_name("vex.toml")
UNDECIDED = "in_triage"
_BOUNDS = ("versionStartIncluding", "versionStartExcluding", "versionEndIncluding", "versionEndExcluding")


@dataclass(frozen=True, slots=True)
class Found:
    """A vulnerability of a component: its number, the component's `bom-ref`, and the score, if there is one."""

    number: str
    ref: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a vulnerability; `state` and `reason` in the words of CycloneDX."""

    state: str
    reason: str
    detail: str


def look_up(bill: Part, database: Path) -> tuple[Found, ...]:
    """The known vulnerabilities of all components with a CPE; sorted.

    Errors: SystemExit if the folder holds no such file, or one that cannot be read: silence would look like safety.
    """
    files = sorted(database.glob("*.json"))
    if not files:
        raise SystemExit(f"{database} holds no file of the vulnerability database (*.json, format 2.0).")
    components = [part for part in _all(bill["components"]) if "cpe" in part]
    found: set[Found] = set()
    for file in files:
        try:
            rows = json.loads(file.read_text(encoding="utf-8"))["vulnerabilities"]
        except (ValueError, KeyError, TypeError, OSError):
            raise SystemExit(f"{file.name} is not in the vulnerability database's format 2.0.") from None
        for row in rows:
            found.update(_matching(row["cve"], components))
    return tuple(sorted(found, key=lambda one: (one.number, one.ref)))


def decisions(text: str | None = None) -> dict[str, Decision]:
    """Number of a vulnerability → what was decided; `text` as in `vex.toml`, which is read without it."""
    content = tomllib.loads(text if text is not None else DECISIONS.read_text(encoding="utf-8"))
    return {number: Decision(**row) for number, row in content.items()}


def statement(bill: Part, found: Sequence[Found], decided: Mapping[str, Decision]) -> dict[str, Any]:
    """The statement, in CycloneDX 1.6, about the inventory `bill`."""
    refs: dict[str, list[Found]] = {}
    for one in found:
        refs.setdefault(one.number, []).append(one)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": bill["metadata"]["component"]},
        "vulnerabilities": [_told(number, rows, decided.get(number), bill) for number, rows in refs.items()],
    }


def undecided(found: Sequence[Found], decided: Mapping[str, Decision]) -> tuple[Found, ...]:
    """The vulnerabilities that nobody has decided about, or that are still exploitable."""
    return tuple(one for one in found if one.number not in decided or decided[one.number].state == "exploitable")


def _told(number: str, rows: Sequence[Found], decision: Decision | None, bill: Part) -> dict[str, Any]:
    analysis: dict[str, Any] = {"state": decision.state if decision else UNDECIDED}
    if decision:
        analysis |= {"detail": decision.detail}
        analysis |= {"justification": decision.reason} if decision.reason else {}
    serial = str(bill["serialNumber"]).removeprefix("urn:uuid:")
    affected = [{"ref": f"urn:cdx:{serial}/1#{one.ref}"} for one in rows]
    source = {"name": "NVD", "url": f"https://nvd.nist.gov/vuln/detail/{number}"}
    rating = [{"source": source, "score": rows[0].score}] if rows[0].score is not None else []
    told = {"id": number, "source": source, "analysis": analysis, "affects": affected}
    return told | ({"ratings": rating} if rating else {})


def _all(parts: Sequence[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _all(part.get("components", ()))


def _matching(cve: Part, components: Sequence[Part]) -> Iterator[Found]:
    ranges = [
        match
        for configuration in cve.get("configurations", ())
        for node in configuration["nodes"]
        for match in node["cpeMatch"]
        if match["vulnerable"]
    ]
    for part in components:
        if any(_fits(match, part["cpe"]) for match in ranges):
            yield Found(cve["id"], part["bom-ref"], _score(cve))


def _fits(match: Part, cpe: str) -> bool:
    ours, theirs = _fields(cpe), _fields(match["criteria"])
    if ours[2:5] != theirs[2:5]:
        return False
    version = ours[5]
    if version == "*":  # the library does not state it: any vulnerability may be its own
        return True
    if not any(bound in match for bound in _BOUNDS):
        return theirs[5] in {"*", version}
    own = _order(version)
    lowest, above, highest, below = (_order(match[bound]) if bound in match else None for bound in _BOUNDS)
    return (
        (lowest is None or own >= lowest)
        and (above is None or own > above)
        and (highest is None or own <= highest)
        and (below is None or own < below)
    )


def _fields(cpe: str) -> list[str]:
    return re.split(r"(?<!\\):", cpe)


def _order(version: str) -> list[tuple[int, str]]:
    """For comparison: numbers as numbers, letters (`1.0.2k`) after the number that they follow."""
    return [(int(number or -1), letter) for number, letter in re.findall(r"(\d+)|([a-z]+)", version.lower())]


def _score(cve: Part) -> float | None:
    for rows in cve.get("metrics", {}).values():
        for row in rows:
            score = row.get("cvssData", {}).get("baseScore")
            if score is not None:
                return float(score)
    return None
