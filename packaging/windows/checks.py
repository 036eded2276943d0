"""Checks, their results, and the report of them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Arguments:
        what: in words. passed: whether the result is as expected. detail: the result.
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
        figures: measurements. limits: what could not be tested here.
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
