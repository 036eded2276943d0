"""A policy under which text may be sent to the stand-in, a letter, and an environment that would lead it elsewhere."""

import datetime as dt
from pathlib import Path

from legalredact.governance.selftest import SelfTests, Trial
from legalredact.workflow.production.real_toolkit import build
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE

HOSTILE = {
    "ANTHROPIC_BASE_URL": "http://127.0.0.1:9",
    "ANTHROPIC_LOG": "debug",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
}
LETTER = """Marguerite Oldacre wrote to Penhallow Freight, Inc. on May 4, 2021.

She asks for $18,250.00.
"""


def policy(base_url: str) -> str:
    """Attested, for the stand-in."""
    return f"""
[claude]
base_url = "{base_url}"
[zero_retention]
attested_by = "Orla Penfold"
attested_on = 2020-01-01
contract = "ZDR-7"
expires = 2099-01-01
organization_id = "{ORGANIZATION}"
workspace_id = "{WORKSPACE}"
"""


def self_test_passed(home: Path) -> None:
    """Record a passed self-test for commands with that home; the real one takes a quarter of a minute of processor."""
    file = home / ".local" / "share" / "LegalRedact" / "selftest.json"
    SelfTests(file, build(), 30).put(Trial(build(), dt.datetime.now(dt.UTC).isoformat(), 1))
