"""The month's report: what it counts, what it finds out of the ordinary, and that its page runs nothing."""

import datetime as dt
import html.parser
from collections.abc import Sequence

import pymupdf
import pytest

from legalredact.documents.export.report_pdf import report_pdf
from legalredact.governance.anomalies import Anomaly, anomalies
from legalredact.governance.monthly_report import monthly
from legalredact.governance.report_html import report_html
from legalredact.governance.usage import MatterTrail, UsageCounts, overrides, usage
from legalredact.model.audit import AuditEvent
from legalredact.model.report import Chart, Report, Section, Table

MONTH = "2026-11"
UTC = dt.UTC
Act = tuple[str, str, str, dict[str, str]]


def trail(acts: Sequence[Act], matter: str = "m1") -> MatterTrail:
    """Events of (when, actor, action, details)."""
    events = (
        AuditEvent(number, f"{when}+00:00", actor, action, tuple(details.items()), "0" * 64)
        for number, (when, actor, action, details) in enumerate(acts, 1)
    )
    return MatterTrail(matter, tuple(events))


def sends(day: str, count: int, actor: str = "ann", hour: int = 10) -> list[Act]:
    return [(f"{day}T{hour:02}:{n:02}:00", actor, "payload.send", {"engine": "claude"}) for n in range(count)]


WORK: list[Act] = [
    ("2026-10-30T10:00:00", "ann", "document.add", {"document": "d0"}),
    ("2026-11-02T10:00:00", "ann", "document.add", {"document": "d1"}),
    ("2026-11-02T10:01:00", "ann", "name.decide", {"decision": "confirmed", "entities": "e1,e2,e3"}),
    ("2026-11-02T10:02:00", "ann", "name.decide", {"decision": "dismissed", "entities": "e4"}),
    ("2026-11-02T10:03:00", "ann", "unread.accept", {"parts": "d1/p1", "reason": "looked at in the window"}),
    ("2026-11-02T10:04:00", "ann", "payload.stopped", {"payload": "ab", "hits": "2"}),
    ("2026-11-02T10:05:00", "ann", "payload.send", {"engine": "claude"}),
    (
        "2026-11-02T10:06:00",
        "ann",
        "summary.keep",
        {"model": "claude-opus-5-5", "input_tokens": "1200", "output_tokens": "90"},
    ),
    ("2026-11-03T10:00:00", "bea", "designation.clear", {"designations": "d1/x", "why": "consent"}),
    ("2026-11-03T10:01:00", "bea", "payload.send", {"engine": "claude"}),
    ("2026-11-03T10:02:00", "bea", "payload.failed", {"error": "EngineIncident"}),
    (
        "2026-11-03T10:03:00",
        "bea",
        "incident.open",
        {"incident": "1", "what": "The answer is of another organization.", "payload": "ab"},
    ),
]


def test_a_month_is_counted_by_person_and_as_a_whole() -> None:
    events = [event for event in trail(WORK).events if event.when.startswith(MONTH)]
    assert usage(events) == UsageCounts(11, 1, 4, 1, 2, 0, 1, 2, 0, 1, 1200, 90)
    report = monthly((trail(WORK),), MONTH, "Made by a test.")
    people = next(section for section in report.sections if section.title == "By person").tables[0]
    assert [row[:3] for row in people.rows] == [("ann", "1", "4"), ("bea", "0", "0")]


def test_the_personal_data_of_what_was_sent_is_told_by_class_and_risk() -> None:
    noted = {"engine": "claude", "held": "direct 0/12,quasi 2/5", "risk": "low 1,high 2"}
    page = report_html(monthly([trail([("2026-11-02T10:00:00", "ann", "payload.send", noted)])], MONTH, "today"))
    assert "<td>0 of 12</td><td>2 of 5</td><td>–</td><td>–</td><td>–</td><td>low 1,high 2</td>" in page


def test_each_column_of_each_table_has_its_heading() -> None:
    noted = {"engine": "claude", "held": "direct 0/12,quasi 2/5", "risk": "low 1,high 2"}
    sent: Act = ("2026-11-02T10:30:00", "ann", "payload.send", noted)
    night = sends("2026-11-05", 1, hour=3)
    sections = monthly((trail([*WORK, sent, *night]),), MONTH, "Made by a test.").sections
    tables = {section.title: table for section in sections for table in section.tables}
    assert {title: len(table.columns) for title, table in tables.items()} == {
        "By person": 10,
        "By matter": 10,
        "Personal data": 9,
        "Overrides": 5,
        "Out of the ordinary": 4,
        "Incidents": 5,
    }
    assert all(len(row) == len(table.columns) for table in tables.values() for row in table.rows)
    assert tables["Overrides"].columns == ("when (UTC)", "matter", "person", "what", "reason")
    assert tables["Personal data"].columns[:3] == ("matter", "when (UTC)", "engine")


def test_an_answer_that_tells_no_figures_counts_as_none() -> None:
    """The trail of an earlier version, or an engine that counts nothing."""
    acts: list[Act] = [
        ("2026-11-02T10:00:00", "ann", "payload.stopped", {}),
        ("2026-11-02T10:01:00", "ann", "summary.keep", {"model": "local", "input_tokens": "unknown"}),
        ("2026-11-02T10:02:00", "ann", "name.decide", {"decision": "confirmed", "entities": ""}),
    ]
    assert usage(trail(acts).events) == UsageCounts(3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0)


def test_tokens_of_a_second_reading_count_as_those_of_a_summary() -> None:
    used = {"model": "claude-opus-5-5", "input_tokens": "30", "output_tokens": "4"}
    acts: list[Act] = [
        ("2026-11-02T10:00:00", "ann", "summary.keep", used),
        ("2026-11-02T10:01:00", "ann", "summary.meaning", used),
    ]
    counted = usage(trail(acts).events)
    assert (counted.input_tokens, counted.output_tokens) == (60, 8)


def test_what_there_is_nothing_of_has_no_chart_and_no_matter() -> None:
    quiet = monthly((trail(WORK[:4]),), MONTH, "today").sections[0]
    assert quiet.charts == ()
    busy = monthly((trail(sends("2026-11-05", 10)),), MONTH, "today").sections
    assert busy[0].charts[0].bars == (("2026-11-05", 10),)
    odd = next(section for section in busy if section.title == "Out of the ordinary").tables[0]
    assert odd.rows == (("2026-11-05", "–", "ann", "sent 10 times in a day; 0 is usual"),)


def test_what_masking_and_the_scan_found_is_told() -> None:
    section = next(one for one in monthly((trail(WORK),), MONTH, "today").sections if one.title == "Masking")
    assert section.words == ()
    assert section.charts[0].bars == (("names decided", 4), ("of them dismissed", 1), ("leaks stopped by the scan", 2))
    section = next(one for one in monthly((trail(WORK[:3]),), MONTH, "today").sections if one.title == "Masking")
    assert section.words == ("The scan before a send stopped nothing this month.",)


def test_that_all_matters_could_be_read_is_not_told() -> None:
    assert len(monthly((trail(WORK),), MONTH, "today").sections[0].words) == 2


def test_a_table_has_its_title_above_it_if_it_has_one() -> None:
    tables = (Table("Names & others", ("name",), ()), Table("", ("number",), ()))
    page = report_html(Report("Use", "today", (Section("Words", tables=tables),)))
    assert "<h2>Words</h2><h3>Names &amp; others</h3><table><thead><tr><th>name</th></tr></thead>" in page
    assert page.count("<h3>") == 1


def test_a_report_has_its_parts_in_this_order() -> None:
    assert [section.title for section in monthly((trail(WORK),), MONTH, "today").sections] == [
        "Overview",
        "By person",
        "By matter",
        "Masking",
        "Personal data",
        "Overrides",
        "Out of the ordinary",
        "Incidents",
    ]


def test_a_matter_in_which_nobody_worked_that_month_is_not_counted() -> None:
    report = monthly((trail(WORK), trail(WORK[:1], "m2")), MONTH, "today")
    assert report.sections[0].words[0].startswith("1 matters were worked on: ")
    assert [row[0] for row in report.sections[2].tables[0].rows] == ["m1"]


def test_only_what_went_to_an_engine_is_told_with_its_personal_data() -> None:
    noted = {"engine": "claude", "held": "direct 0/12"}
    for action, rows in (("payload.send", 1), ("payload.local", 1), ("payload.stopped", 0)):
        report = monthly((trail([("2026-11-02T10:00:00", "ann", action, noted)]),), MONTH, "today")
        section = next(section for section in report.sections if section.title == "Personal data")
        assert sum(len(table.rows) for table in section.tables) == rows


def test_of_other_months_nothing_is_told_as_out_of_the_ordinary() -> None:
    night = trail(sends("2026-11-05", 1, hour=3))
    assert anomalies((night,), MONTH, UTC)
    assert anomalies((night,), "2026-10", UTC) == anomalies((night,), "2026-12", UTC) == ()


@pytest.mark.parametrize(
    ("action", "what"),
    [
        ("unread.accept", "accepted parts that were not read reliably"),
        ("designation.clear", "cleared a designation"),
        ("incident.close", "closed an incident"),
        ("audit.accept", "took a restored trail as it is"),
        ("audit.reason", "gave the reason for a restored trail"),
    ],
)
def test_each_act_that_sets_a_rule_aside_is_told(action: str, what: str) -> None:
    (found,) = overrides((trail([("2026-11-02T10:00:00", "ann", action, {}), *WORK[:3]]),))
    assert (found.what, found.reason, found.actor) == (what, "none noted", "ann")


def test_overrides_come_with_their_reasons() -> None:
    found = list(overrides((trail(WORK),)))
    assert [(one.actor, one.reason) for one in found] == [
        ("ann", "looked at in the window"),
        ("bea", "consent"),
    ]


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"reason": "ours", "why": "consent", "found": "cut"}, "ours"),
        ({"why": "consent", "found": "cut"}, "consent"),
        ({"found": "The trail was cut."}, "The trail was cut."),
        ({"reason": "", "other": "x"}, "none noted"),
    ],
)
def test_the_reason_of_an_override_is_what_its_event_notes_of_it(details: dict[str, str], reason: str) -> None:
    (found,) = overrides((trail([("2026-11-02T10:00:00", "ann", "audit.accept", details)]),))
    assert found.reason == reason


def test_an_open_incident_is_told_in_every_month_until_it_is_closed() -> None:
    closing: Act = ("2027-01-05T10:00:00", "it", "incident.close", {"incident": "1", "reason": "The proxy was wrong."})
    for month, state in (
        ("2026-10", ""),
        ("2026-11", "OPEN"),
        ("2026-12", "OPEN"),
        ("2027-01", "closed"),
        ("2027-02", ""),
    ):
        section = monthly((trail([*WORK, closing]),), month, "").sections[-1]
        told = section.tables[0].rows[0][-1] if section.tables else ""
        if state:
            assert section.words == (f"{int(state == 'OPEN')} of 1 incidents are open.",)
        assert told.startswith(state) if state else told == ""


def test_far_more_sends_than_usual_are_out_of_the_ordinary() -> None:
    usual = [act for day in ("02", "03", "04") for act in sends(f"2026-11-{day}", 4)]
    assert anomalies((trail([*usual, *sends("2026-11-05", 12)]),), MONTH, UTC) == ()
    (found,) = anomalies((trail([*usual, *sends("2026-11-05", 13)]),), MONTH, UTC)
    assert (found.actor, found.when) == ("ann", "2026-11-05")
    assert "13 times" in found.what


@pytest.mark.parametrize(
    ("day", "hour", "odd"),
    [
        ("05", 10, False),
        ("05", 5, True),
        ("05", 6, False),
        ("05", 20, False),
        ("05", 21, True),
        ("06", 10, False),
        ("07", 10, True),
        ("08", 10, True),
    ],
)
def test_sends_at_night_or_at_a_weekend_are_out_of_the_ordinary(day: str, hour: int, odd: bool) -> None:
    assert bool(anomalies((trail(sends(f"2026-11-{day}", 3, hour=hour)),), MONTH, UTC)) == odd


def test_a_night_is_told_once_for_each_person() -> None:
    nights = [*sends("2026-11-05", 3, hour=3), *sends("2026-11-05", 2, "bea", 4), *sends("2026-11-06", 1, hour=3)]
    found = anomalies((trail(nights),), MONTH, UTC)
    assert [(one.actor, one.what) for one in found] == [
        ("ann", "sent on a Thursday at 03:00"),
        ("bea", "sent on a Thursday at 04:00"),
        ("ann", "sent on a Friday at 03:00"),
    ]


@pytest.mark.parametrize(("count", "odd"), [(9, False), (10, True)])
def test_on_a_first_day_ten_sends_are_many(count: int, odd: bool) -> None:
    assert bool(anomalies((trail(sends("2026-11-05", count)),), MONTH, UTC)) == odd


@pytest.mark.parametrize(("minutes", "odd"), [(10, False), (11, True)])
def test_clocks_may_lie_ten_minutes_apart(minutes: int, odd: bool) -> None:
    acts: list[Act] = [
        ("2026-11-05T10:30:00", "ann", "name.decide", {}),
        (f"2026-11-05T10:{30 - minutes}:00", "bea", "name.decide", {}),
    ]
    found = anomalies((trail(acts),), MONTH, UTC)
    assert [one.actor for one in found] == (["bea"] if odd else [])


@pytest.mark.parametrize(("count", "odd"), [(2, False), (3, True)])
@pytest.mark.parametrize("action", ["send.refused", "payload.failed"])
def test_three_refusals_a_day_are_worth_a_look(count: int, odd: bool, action: str) -> None:
    acts: list[Act] = [("2026-11-05T10:00:00", "ann", action, {}) for _ in range(count)]
    assert bool(anomalies((trail(acts),), MONTH, UTC)) == odd
    assert anomalies((trail(acts[:1]), trail(acts[:1], "m2"), trail(acts[:1], "m3")), MONTH, UTC) == ()


def test_the_hour_is_that_of_the_firm() -> None:
    tokyo = dt.timezone(dt.timedelta(hours=9))
    assert anomalies((trail(sends("2026-11-05", 1, hour=23)),), MONTH, tokyo) == ()


def test_the_first_use_of_another_model_is_out_of_the_ordinary() -> None:
    other: Act = ("2026-11-09T10:00:00", "bea", "summary.keep", {"model": "claude-haiku-5-5"})
    again: Act = ("2026-11-10T10:00:00", "bea", "summary.keep", {"model": "claude-haiku-5-5"})
    none: Act = ("2026-11-08T10:00:00", "bea", "summary.keep", {})
    found = anomalies((trail([*WORK, none, other, again]),), MONTH, UTC)
    assert [one.what for one in found if "model" in one.what] == ["used the model claude-haiku-5-5 for the first time"]


def test_each_use_of_the_recovery_key_is_out_of_the_ordinary() -> None:
    opened = [
        ("2026-11-02T10:00:00", "ann", "matter.open", {}),
        ("2026-11-02T11:00:00", "it", "matter.open", {"key": "recovery"}),
        ("2026-11-03T11:00:00", "it", "matter.open", {"key": "recovery"}),
    ]
    found = anomalies([trail(opened)], MONTH, UTC)
    assert [(one.when[:13], one.actor) for one in found] == [("2026-11-02T11", "it"), ("2026-11-03T11", "it")]
    assert {one.what for one in found} == {"opened the matter with the firm's recovery key"}


def test_repeated_refusals_and_a_clock_set_back_are_out_of_the_ordinary() -> None:
    refused: list[Act] = [(f"2026-11-05T10:0{n}:00", "ann", "send.refused", {}) for n in range(3)]
    back: Act = ("2026-11-05T08:00:00", "ann", "name.decide", {})
    found = anomalies((trail([*refused, back]),), MONTH, UTC)
    assert ["refused" in one.what for one in found] == [True, False]
    assert found[1] == Anomaly("2026-11-05T08:00:00+00:00", "m1", "ann", "worked with a clock set back by 2:02:00")


def test_a_matter_that_could_not_be_read_is_said_on_the_reports_face() -> None:
    assert "2 matters could not be read" in " ".join(monthly((trail(WORK),), MONTH, "", unread=2).sections[0].words)


class Tags(html.parser.HTMLParser):
    """Every tag and address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses |= {str(value) for name, value in attrs if name in {"href", "src"} or name.startswith("on")}


def test_the_page_runs_nothing_and_needs_nothing_from_elsewhere() -> None:
    hostile = "<script>alert(1)</script>"
    tags = Tags()
    tags.feed(report_html(monthly((trail([(w, hostile, a, d) for w, _, a, d in WORK], hostile),), MONTH, hostile)))
    assert not tags.tags & {"script", "iframe", "link", "img", "object"}
    assert tags.addresses == set()
    assert "svg" in tags.tags


def test_the_pdf_says_what_the_page_says_and_shows_the_charts() -> None:
    report = monthly((trail(WORK),), MONTH, "Made by a test.")
    with pymupdf.open("pdf", report_pdf(report)) as document:
        text = " ".join("".join(page.get_text() for page in document).split())
        pictures = sum(len(page.get_images()) for page in document)
    assert "Use of LegalRedact in November 2026" in text
    for words in ("ann", "bea", "cleared a designation", "OPEN", "Page 1 of"):
        assert words in text
    assert pictures == sum(len(section.charts) for section in report.sections) > 2


def test_a_bar_is_as_long_as_its_share() -> None:
    drawn = Chart("Sends", (("a", 10), ("b", 5), ("c", 0))).svg()
    assert 'width="380.0"' in drawn
    assert 'width="190.0"' in drawn
    assert Chart("none", ()).svg().endswith("</svg>")
