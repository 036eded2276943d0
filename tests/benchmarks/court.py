"""`dev.py bench court`: the tests that go the whole way over all court files beside the checkout."""

import os
import subprocess
import sys

TESTS = ("tests/end_to_end/test_court.py", "tests/gui/test_whole_day.py")


def main(arguments: list[str]) -> int:
    """Run them; returns pytest's exit status."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS, *arguments]
    return subprocess.run(command, env=os.environ | {"COURT": "all"}, check=False).returncode
