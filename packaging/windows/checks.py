"""What was tried, how it went, and the report of it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried.

    Arguments:
        what: in words. passed: whether it is as it should be. detail: what was seen.
    """

    what: str
    passed: bool
    detail: str = ""


def write_report(
    target: Path, title: str, checks: Sequence[Check], figures: dict[str, object], limits: Sequence[str]
) -> None:
    """Write the report for machines (`.json`) and in words (`.md`).

    Arguments:
        target: path without an ending.
        figures: what was measured. limits: what could not be tried here.
    """
    passed = sum(check.passed for check in checks)
    whole = {
        "title": title,
        "passed": passed,
        "failed": len(checks) - passed,
        "checks": [asdict(check) for check in checks],
        "figures": figures,
        "not tried": list(limits),
    }
    target.with_name(f"{target.name}.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    lines = [
        f"# {title}",
        "",
        f"{passed} of {len(checks)} checks passed.",
        "",
        "| | what | seen |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {'ok' if one.passed else '**failed**'} | {one.what} | {one.detail} |" for one in checks]
    lines += ["", "## Measured", *(f"- {name}: {value}" for name, value in figures.items())]
    lines += ["", "## Not tried here", *(f"- {limit}" for limit in limits)]
    target.with_name(f"{target.name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
