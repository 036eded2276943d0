"""Payloads about invented people, and a stand-in for the service."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# `tests.fakes` is imported by its full name, also when pytest is started by its script.
if (root := str(Path(__file__).resolve().parents[2])) not in sys.path:
    sys.path.insert(0, root)

from tests.fakes.messages_server import MessagesServer


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    """The stand-in, listening."""
    with MessagesServer() as listening:
        yield listening
