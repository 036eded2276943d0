"""Has the stand-in asked, with short patience: by the engine itself, or by the process in which it runs."""

from dataclasses import replace

from legalredact.model.payload import VerifiedText
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.review import MaskedSummary
from legalredact.summary.claude import ClaudeEngine
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings, RetryPolicy, Timeouts
from legalredact.summary.engine import Reverify
from legalredact.summary.sender_engine import SenderEngine
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer
from tests.summary.payloads import complaint, trusting

KEY = "sk-test-3f9a"


def settings(server: MessagesServer, **changes: object) -> ClaudeSettings:
    """Settings that point at the stand-in."""
    quick = RetryPolicy(tries=3, first=0.01, longest=0.5)
    at = ClaudeSettings(ORGANIZATION, WORKSPACE, server.base_url, patience=quick, timeouts=Timeouts(connect=5, read=20))
    return replace(at, **changes)  # type: ignore[arg-type] # tests name the fields by keyword


def engine(server: MessagesServer, reverify: Reverify = trusting, **changes: object) -> ClaudeEngine:
    """An engine that asks the stand-in."""
    return ClaudeEngine(settings(server, **changes), ApiKey(KEY), reverify)


def sender(server: MessagesServer, reverify: Reverify = trusting, **changes: object) -> SenderEngine:
    """An engine that has a process of its own ask the stand-in, as the application has."""
    return SenderEngine(settings(server, **changes), ApiKey(KEY), reverify)


def ask(
    server: MessagesServer,
    verified: VerifiedText | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    reverify: Reverify = trusting,
    **changes: object,
) -> MaskedSummary:
    """One summary, of two short documents unless told otherwise."""
    return engine(server, reverify, **changes).summarize(verified or complaint(), report, cancel)
