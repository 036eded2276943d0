"""Tests the installer: the file, then installation, use, upgrade and removal under Wine; writes the report."""

import itertools
import shutil
import sys
from pathlib import Path

from shipping.alike import digests
from shipping.source import version
from windows.checks import Check, write_report
from windows.verify_installed import LIMITS, Figures, try_installed
from windows.verify_package import look_at_package


def verify(package: Path, work: Path) -> int:
    """Run all checks; returns 0 if all passed."""
    application, place = work / "application", work / "verifying"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    checks: list[Check] = []
    figures: Figures = {
        "package": f"{package.stat().st_size / 1e6:.1f} MB, sha256 {digests(package.parent)[package.name]}",
        "installed": f"{sum(path.stat().st_size for path in application.rglob('*') if path.is_file()) / 1e6:.1f} MB",
    }
    looked_at = look_at_package(package, application, place)
    for check in itertools.chain(looked_at, try_installed(package, application, place, figures, work / "debian13")):
        print(f"{'ok    ' if check.passed else 'FAILED'} {check.what}: {check.detail}", flush=True)
        checks.append(check)
    report = package.with_name(f"verified-windows-{version()}")
    write_report(report, f"LegalRedact {version()} for Windows, tried under Wine", checks, figures, LIMITS)
    print(f"the report is {report}.md")
    failed = [check for check in checks if not check.passed]
    print(f"{len(checks) - len(failed)} of {len(checks)} checks passed", file=sys.stderr)
    return 1 if failed else 0
