"""Facts are found in every usual writing, and one fact has one value however it is written."""

import itertools
import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.matching.facts.dates import date_parts
from legalredact.matching.facts.dockets import same_case
from legalredact.matching.facts.find import FactKind, facts
from legalredact.matching.facts.statutes import within_law


def values(text: str, kind: FactKind) -> list[str]:
    return [fact.value for fact in facts(text) if fact.kind is kind]


@pytest.mark.parametrize(
    "written",
    [
        "January 5, 2021",
        "JANUARY 5, 2021",
        "Jan. 5, 2021",
        "January 5,\n2021",
        "January 5th, 2021",
        "5 January 2021",
        "5th of January, 2021",
        "5th day of January 2021",
        "5th day of January, two thousand twenty-one",
        "01/05/2021",
        "1/5/21",
        "2021-01-05",
        "01-05-2021",
        "20210105",
    ],
)
def test_one_day_has_one_value_in_every_writing(written: str) -> None:
    assert values(f"It was signed on {written} by all.", FactKind.DATE) == ["2021-01-05"]


@pytest.mark.parametrize("written", ["see DE 45", "Motion, DE 45, was", "Order [DE 12345]", "DE No. 7"])
def test_de_is_a_docket_s(written: str) -> None:
    assert len(values(written, FactKind.DOCKET_ENTRY)) == 1


@pytest.mark.parametrize("written", ["Wilmington, DE 19801", "WILMINGTON DE 19801-2210", "Louisville, DE 03912"])
def test_de_is_delaware_before_a_zip_code(written: str) -> None:
    assert values(written, FactKind.DOCKET_ENTRY) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("in March 2021", "2021-03"),
        ("in March, 2021", "2021-03"),
        ("March of 2021", "2021-03"),
        ("03/2021", "2021-03"),
        ("on Feb. 3 they met", "--02-03"),
        ("in 2019 they met", "2019"),
        ("June 9–11, 2021", "2021-06-09/2021-06-11"),
        ("25/12/2020", "2020-12-25"),
        ("12/31/99", "1999-12-31"),
    ],
)
def test_dates_in_part_and_ranges_have_values(written: str, value: str) -> None:
    assert values(written, FactKind.DATE) == [value]


@pytest.mark.parametrize("written", ["you may 5 times", "13/45/2020", "February 30, 2021", "1,2019 pieces", "$2019"])
def test_what_is_no_day_of_the_calendar_is_no_date(written: str) -> None:
    assert not [value for value in values(written, FactKind.DATE) if "-" in value]


def test_a_known_date_tells_its_year_month_and_day() -> None:
    assert date_parts("2021-06-09/2021-06-11") >= {"2021", "2021-06", "--06-09", "2021-06-11"}
    assert date_parts("--02-03") == {"--02-03"}


@pytest.mark.parametrize(
    "written", ["$2.5 million", "2.5 million dollars", "$2,500,000", "USD 2,500,000.00", "US$2.5M", "$ 2,500,000"]
)
def test_one_amount_has_one_value_in_every_writing(written: str) -> None:
    assert values(f"They paid {written} at once.", FactKind.AMOUNT) == ["USD 2500000"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ten thousand dollars ($10,000)", "USD 10000"),
        ("fifty cents", "USD 0.5"),
        ("€1,234.50", "EUR 1234.5"),
        ("£ 5", "GBP 5"),
        ("$.50", "USD 0.5"),
    ],
)
def test_amounts_in_words_and_other_money_are_read(written: str, value: str) -> None:
    assert set(values(written, FactKind.AMOUNT)) == {value}


@pytest.mark.parametrize("written", ["7.5%", "7.5 %", "7.5 percent", "7.5 per cent"])
def test_percentages_are_read(written: str) -> None:
    assert values(written, FactKind.PERCENT) == ["7.5"]


def test_percentages_in_words_are_read() -> None:
    assert values("seventy-five percent of it", FactKind.PERCENT) == ["75"]


@pytest.mark.parametrize("written", ["30 days", "thirty (30) days", "30-day", "30 calendar days", "thirty\ndays"])
def test_durations_are_read(written: str) -> None:
    assert values(written, FactKind.DURATION) == ["30 day"]


@pytest.mark.parametrize(("written", "value"), [("2:30 p.m.", "14:30"), ("12 AM", "00:00"), ("14:30:05", "14:30")])
def test_times_are_read(written: str, value: str) -> None:
    assert values(written, FactKind.TIME) == [value]


def test_page_and_line_are_no_time() -> None:
    assert values("Dep. 14:30", FactKind.TIME) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("No. 21-50498", "21-50498"),
        ("Case: 21-50498 Document: 005", "21-50498"),
        ("No. 3:20-CV-257", "3:20-cv-257"),
        ("3:20-cv-00257-DCG", "3:20-cv-257"),
        ("2-15-cv-00180", "2:15-cv-180"),
        ("20 Civ. 1234 (ABC)", "20-cv-1234"),
        ("No. MDL 15-02641-PHX-DGC", "15-2641"),
        ("2022-NCSC-1", "2022-ncsc-1"),
        ("No. 363A14-4", "363a14-4"),
        ("No. ED108783", "ed108783"),
        ("No. 1711-CC00064", "1711-cc00064"),
        ("Index No. 650123/2020", "650123/2020"),
        ("docketed at No.17-2678.", "17-2678"),
    ],
)
def test_case_numbers_are_read_in_the_forms_of_many_courts(written: str, value: str) -> None:
    assert values(written, FactKind.CASE_NUMBER) == [value]


def test_lists_of_case_numbers_are_read_to_their_end() -> None:
    assert values("Nos. 21-123, 21-124 & 21-125 are joined", FactKind.CASE_NUMBER) == ["21-123", "21-124", "21-125"]


def test_a_number_once_called_a_case_is_one_everywhere() -> None:
    assert values("Appeal No. 14-1326 is open.\n14-1326\nForm 8", FactKind.CASE_NUMBER) == ["14-1326", "14-1326"]


@pytest.mark.parametrize(
    "written", ["Account No. 12-34567", "Exhibit No. 12-B3456", "Telephone No. 404-555-0142", "Case: 07/15/2025"]
)
def test_numbers_of_other_things_are_no_case_numbers(written: str) -> None:
    assert values(written, FactKind.CASE_NUMBER) == []


def test_case_numbers_are_the_same_without_their_division() -> None:
    assert same_case("20-cv-257", "3:20-cv-257")
    assert not same_case("1:20-cv-257", "3:20-cv-257")


def test_docket_entries_are_read() -> None:
    text = "ECF No. 12; Dkt. 45; Document: 00516242060; Entry ID: 5237514; DktEntry: 28.1"
    assert values(text, FactKind.DOCKET_ENTRY) == ["12", "45", "516242060", "5237514", "28.1"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("28 U.S.C. § 1332(a)", "28usc:1332(a)"),
        ("28 USC 1332(a)", "28usc:1332(a)"),
        ("§ 14-306.4", "14-306.4"),
        ("N.C.G.S. § 7A-31", "7a-31"),
        ("N.C.G.S. §\n14-306.1A (2021)", "14-306.1a"),
        ("Rule 12(b)(6)", "rule:12(b)(6)"),
        ("Fed. R. Civ. P. 12(b)(6)", "rule:12(b)(6)"),
        ("Fed.R.App.P. 4(a)(4)", "rule:4(a)(4)"),
        ("29 C.F.R. § 1910.1200", "29cfr:1910.1200"),
        ("Article 92", "article:92"),
        ("Article III", "article:iii"),
        ("section 1983", "1983"),
    ],
)
def test_statutes_and_rules_are_read(written: str, value: str) -> None:
    assert values(f"under {written}, which", FactKind.STATUTE) == [value]


def test_lists_of_sections_give_each() -> None:
    assert values("§§ 4, 12 and 15(a)", FactKind.STATUTE) == ["4", "12", "15(a)"]


def test_a_part_of_a_provision_is_within_it() -> None:
    assert within_law("1332", "28usc:1332(a)")
    assert not within_law("28usc:1332(a)", "1332")
    assert not within_law("29usc:1332", "28usc:1332")


@pytest.mark.parametrize("written", ["ALDER 000123", "ALDER-000123", "ALDER000123", "ALDER_000123"])
def test_bates_numbers_are_read_with_any_gap(written: str) -> None:
    assert values(f"see {written}.", FactKind.BATES) == ["ALDER000123"]


@pytest.mark.parametrize("written", ["TX 78701", "BOX 123456", "SSN 219099999", "2023 WL 128600"])
def test_post_codes_and_labelled_numbers_are_no_bates_numbers(written: str) -> None:
    assert values(written, FactKind.BATES) == []


@given(st.text(alphabet=string.digits + " -/.,:§$%()NoAbcdJan\n", max_size=200))
def test_facts_never_overlap_and_stand_in_order(text: str) -> None:
    found = facts(text)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
    assert all(0 <= fact.span.start < fact.span.end <= len(text) for fact in found)


def test_what_real_filings_must_keep_is_read_as_facts(shared: Path) -> None:
    gold = {one["file"]: one["keep"] for one in json.loads((shared / "corpus/court/gold.json").read_text("utf-8"))}
    lines = (shared / "corpus/names/court.jsonl").read_text("utf-8").splitlines()
    missed = 0
    for document in map(json.loads, lines):
        text, found = document["text"], facts(document["text"])
        for kept in gold[document["id"]]:
            at = text.find(kept)
            missed += at >= 0 and not any(f.span.start < at + len(kept) and at < f.span.end for f in found)
    assert missed == 0
