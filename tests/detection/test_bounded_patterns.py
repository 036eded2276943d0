"""Patterns look at a text once: what is written to make them look at it a thousand times costs no more than any text.

Each text has 100,000 letters (40,000 for one pattern whose cost is linear, but high), in a process that the system ends
after so many seconds of the processor (RLIMIT_CPU) as
a square of that length takes many times over: 32,000 letters of the first took 15 seconds, so 100,000 took 150.
"""

import subprocess
import sys

import pytest

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")]

SECONDS = 60
LENGTH = 100_000
_RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
atom = {atom!r}
text = atom * ({length} // len(atom) + 1)
{call}
print("done")
"""
_ADDRESSES = """
from legalredact.matching.identifiers.addresses import addresses
for _ in addresses(text): pass
"""
_IDENTIFIERS = """
from legalredact.matching.identifiers.readers import READERS
for read in READERS:
    for _ in read(text): pass
"""
_IN_RE = """
from legalredact.detection.rules.captions import in_re
for _ in in_re(text, frozenset()): pass
"""
_VIEW = """
from legalredact.detection.spans.reading_view import _touches
_touches(text)
"""
_OVERLAPS = """
from legalredact.masking.targets import MaskedSpan, without_overlaps
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.register import Entity
one = Entity("e1", "x", Kind.URL, Role.IDENTIFIER)
without_overlaps([MaskedSpan(Span(at, at + 12), one) for at in range(0, 20_000, 4)], text)
"""


@pytest.mark.parametrize(
    ("call", "atom"),
    [
        (_ADDRESSES, " "),
        (_IDENTIFIERS, "last 4 of SS# "),
        (_IDENTIFIERS, "Order # 1-"),
        (_IDENTIFIERS, "MRN : "),
        (_IDENTIFIERS, "ABA - "),
        (_IDENTIFIERS, "PP# A"),
        (_IDENTIFIERS, "1 "),
        (_IN_RE, "In re Roe and "),
        (_VIEW, "A.B."),
        (_OVERLAPS, "www."),
    ],
)
def test_a_text_that_repeats_itself_is_gone_over_once(call: str, atom: str) -> None:
    length = LENGTH if call != _IN_RE else LENGTH * 2 // 5
    script = _RUN.format(seconds=SECONDS, atom=atom, length=length, call=call)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr[-500:]
