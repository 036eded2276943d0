"""The monthly report on the use of the application, for supervisors; it contains no client text."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from legalredact.governance.anomalies import anomalies
from legalredact.governance.incidents import incidents
from legalredact.governance.inventory import PiiClass
from legalredact.governance.usage import LOCAL, SENT, MatterTrail, UsageCounts, by_actor, in_month, overrides, usage
from legalredact.model.report import Chart, Report, Section, Table

_COUNTS = (
    "documents",
    "names decided",
    "dismissed",
    "sent",
    "local",
    "stopped",
    "refused",
    "failed",
    "tokens in / out",
)


def monthly(
    trails: Sequence[MatterTrail], month: str, made: str, unread: int = 0, zone: dt.tzinfo | None = None
) -> Report:
    """The report of one month over these matters.

    Arguments:
        trails: complete trails of all matters that could be read.
        month: ``"2026-11"``.
        made: time and author of the report, in words.
        unread: number of matters whose trail could not be read; stated at the top.
        zone: see `anomalies`.
    """
    now = in_month(trails, month)
    return Report(
        f"Use of LegalRedact in {dt.date.fromisoformat(f'{month}-01'):%B %Y}",
        made,
        (
            _overview(now, unread),
            _per_person(now),
            _per_matter(now),
            _masking(now),
            _held(now),
            _overrides(now),
            _anomalies(trails, month, zone),
            _incidents(trails, month),
        ),
    )


def _overview(now: Sequence[MatterTrail], unread: int) -> Section:
    whole = usage(event for trail in now for event in trail.events)
    work = (
        f"{len(now)} matters were worked on: {whole.documents} documents, {whole.decisions} decisions on names, "
        f"{whole.sent} sends to the service and {whole.local} summaries by the local engine."
    )
    stops = (
        f"{whole.stopped} times the scan stopped text because it still found {whole.hits} names or identifiers. "
        f"{whole.refused} sends were refused before anything left, {whole.failed} failed."
    )
    words = [work, stops]
    if unread:
        words.append(f"The trails of {unread} matters could not be read; they are NOT in this report.")
    days = Counter(event.when[:10] for trail in now for event in trail.events if event.action == "payload.send")
    charts = (Chart("Sends a day", tuple(sorted(days.items()))),) if days else ()
    return Section("Overview", tuple(words), charts)


def _per_person(now: Sequence[MatterTrail]) -> Section:
    people = {actor: usage(events) for actor, events in by_actor(now).items()}
    rows = tuple((actor, *_counts(one)) for actor, one in people.items())
    charts = (
        Chart("Decisions on names by person", tuple((actor, one.decisions) for actor, one in people.items())),
        Chart("Sends by person", tuple((actor, one.sent) for actor, one in people.items())),
    )
    return Section("By person", (), _with_values(charts), (Table("", ("person", *_COUNTS), rows),) if rows else ())


def _per_matter(now: Sequence[MatterTrail]) -> Section:
    rows = tuple((trail.matter, *_counts(usage(trail.events))) for trail in now)
    tokens = ((trail.matter, usage(trail.events)) for trail in now)
    chart = Chart("Tokens by matter", tuple((m, one.input_tokens + one.output_tokens) for m, one in tokens))
    return Section("By matter", (), _with_values((chart,)), (Table("", ("matter", *_COUNTS), rows),) if rows else ())


def _masking(now: Sequence[MatterTrail]) -> Section:
    whole = usage(event for trail in now for event in trail.events)
    bars = (
        ("names decided", whole.decisions),
        ("of them dismissed", whole.dismissed),
        ("leaks stopped by the scan", whole.hits),
    )
    words = () if whole.stopped else ("The scan before a send stopped nothing this month.",)
    return Section("Masking", words, _with_values((Chart("What masking and the scan found", bars),)))


def _held(now: Sequence[MatterTrail]) -> Section:
    """Personal data in summarized texts, as recorded in the trail when a text was handed to an engine."""
    rows = []
    for trail in now:
        for event in trail.events:
            details = dict(event.details)
            if event.action in (SENT, LOCAL) and details.get("held"):
                held = dict(_pair(part) for part in details["held"].split(","))
                classes = (held.get(pii, "–") for pii in PiiClass)
                rows.append((trail.matter, event.when, details.get("engine", ""), *classes, details.get("risk", "")))
    if not rows:
        return Section("Personal data", ("No text was handed to an engine.",))
    words = "Places that stayed in clear, of all places, for each class; documents by the risk of what stayed together."
    table = Table("", ("matter", "when (UTC)", "engine", *PiiClass, "risk"), tuple(rows))
    return Section("Personal data", (words,), (), (table,))


def _pair(part: str) -> tuple[str, str]:
    pii, _, counts = part.partition(" ")
    return pii, counts.replace("/", " of ")


def _overrides(now: Sequence[MatterTrail]) -> Section:
    rows = tuple((one.when, one.matter, one.actor, one.what, one.reason) for one in overrides(now))
    if not rows:
        return Section("Overrides", ("Nobody set aside what stopped them.",))
    table = Table("", ("when (UTC)", "matter", "person", "what", "reason"), rows)
    return Section("Overrides", (f"{len(rows)} times somebody set aside what stopped them.",), (), (table,))


def _anomalies(trails: Sequence[MatterTrail], month: str, zone: dt.tzinfo | None) -> Section:
    rows = tuple((one.when, one.matter or "–", one.actor, one.what) for one in anomalies(trails, month, zone))
    if not rows:
        return Section("Out of the ordinary", ("Nothing was out of the ordinary.",))
    table = Table("", ("when (UTC)", "matter", "person", "what"), rows)
    return Section("Out of the ordinary", ("Each line is a question to ask, not a fault by itself.",), (), (table,))


def _incidents(trails: Sequence[MatterTrail], month: str) -> Section:
    """Incidents of the month, and all that are still open."""
    rows = []
    for trail in trails:
        for one in incidents(event for event in trail.events if event.when[:7] <= month):
            if not one.closed or one.closed[:7] == month:
                state = f"closed {one.closed} by {one.closed_by}: {one.reason}" if one.closed else "OPEN"
                rows.append((trail.matter, str(one.number), one.when, one.what, state))
    if not rows:
        return Section("Incidents", ("No incident was open or opened.",))
    table = Table("", ("matter", "no.", "when (UTC)", "what", "state"), tuple(rows))
    still = sum(row[-1] == "OPEN" for row in rows)
    return Section("Incidents", (f"{still} of {len(rows)} incidents are open.",), (), (table,))


def _counts(one: UsageCounts) -> tuple[str, ...]:
    counts = (one.documents, one.decisions, one.dismissed, one.sent, one.local, one.stopped, one.refused, one.failed)
    return (*map(str, counts), f"{one.input_tokens:,} / {one.output_tokens:,}")


def _with_values(charts: Iterable[Chart]) -> tuple[Chart, ...]:
    return tuple(chart for chart in charts if any(value for _, value in chart.bars))
