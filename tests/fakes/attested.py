"""A policy under which text may be sent to the stand-in, a letter, and an environment that would lead it elsewhere."""

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
