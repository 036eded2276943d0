"""Whether a passage has a figure that a statement gives, in whatever writing, for each kind of figure."""

import pytest

from tests.masking.reply.test_both_ways import among

WRITTEN = (
    ("See #.", "ECF No. 12; Dkt. 15", "ECF No. 12; ECF No. 15; Dkt. 12", "ECF No. 13"),
    ("See #.", "number 12", "ECF No. 12", "ECF No. 13"),
    ("See #.", "12 trucks; suite 13; the 14th", "ECF No. 12; ECF No. 13; ECF No. 14", "ECF No. 15"),
    ("See #.", "ECF No. 12", "", "Exhibit 13"),
    (
        "See #.",
        "28 U.S.C. § 1332(a)",
        "28 U.S.C. § 1332(a); 28 U.S.C. § 1332; § 1332",
        "28 U.S.C. § 1332(b); 28 U.S.C. § 1331; 29 U.S.C. § 1332",
    ),
    ("See #.", "7. Repairs are due.", "section 7; paragraph 7; article 7", "section 8"),
    ("See #.", "7 trucks", "", "section 7"),
    ("See #.", "section 7", "", "paragraph 7; article 7; section 8"),
    (
        "See #.",
        "410 U.S. 113, 120 (1973)",
        "410 U.S. 113; 410 U. S. 113; 410 U.S. at 120; 410 U.S. at 113",
        "410 U.S. at 121; 411 U.S. 113; 410 F.3d 113",
    ),
    (
        "See #.",
        "410 U.S. 113, 120-122, 130 (1973)",
        "410 U.S. at 122; 410 U.S. at 130",
        "410 U.S. at 121; 410 U.S. at 131",
    ),
    ("See #.", "ALDR-000123", "ALDR000123; ALDR 000123", "ALDR-000124; ALDX-000123"),
    ("See #.", "Case No. 3:20-cv-257", "3:20-cv-00257; 20-cv-257; 3:20-CV-257", "3:20-cv-258; 3:21-cv-257"),
    ("See #.", "code KX-4471", "KX-4471; KX4471", "KX-4417; KX-447"),
    (
        "See #.",
        "Exhibit 12; 13 boxes; Suite 14",
        "Exhibit 12; suite 14; machine 13; machine 14",
        "Exhibit 13; Exhibit 14; suite 12; suite 13; machine 15",
    ),
    ("See #.", "Exhibit B; Part C", "Exhibit B; part C", "Exhibit C"),
    ("See #.", "exclusion 3(b)", "exclusion 3(b); exclusion 3", "exclusion 3(c); exclusion 4"),
    ("See #.", "section 3.2 of it", "section 3.2", "section 3; section 3.3"),
    ("See #.", "Platelets 61,000; Weight 900; rooms 12", "61,000 platelets; 900 weights; 12 rooms", "61,001 platelets"),
    ("There were #.", "rooms 12; 13 doors", "13 rooms; 13 doors", "12 doors; 14 doors"),
    ("There were #.", "12; 13 doors; in 14 days", "12 rooms; 13 rooms; 12 doors; 14", "14 rooms; 15"),
    ("There were ten of #.", "page 10 of 12", "", "12; 11"),
    ("There were ten of them, and #.", "paragraph 10; 7 of it", "7", "8"),
    ("It was #.", "1.45, in millions; 2", "1.45 million; 1,450,000; 1,450", "2 million; 2,000"),
    (
        "It was on #.",
        "at 9:10; Friday the 13th of May 2022",
        "May 13, 2022; May 2022; 2022; the 13th; a Friday",
        "May 14, 2022; the 14th; a Monday",
    ),
    (
        "It was #.",
        "three quarters; one third",
        "75 percent; 33 percent; 33.3 percent",
        "34 percent; 25 percent; 67 percent",
    ),
    ("It was #.", "75 percent; 33 percent", "three quarters; one third", "one quarter; two thirds"),
    ("It was every #.", "quarterly; weekly", "three months", "two weeks"),
    ("It was every #.", "q8h; q 12 hrs", "8 hours; 12 hours", "6 hours"),
    (
        "It took #.",
        "58 days; 35 stem from rain; 9 do not; 36 trucks",
        "35 days; 36 days; 9 days; 58 days",
        "35 hours; 35 miles",
    ),
    (
        "It was the #.",
        "COUNT IV; the second truck; 5 miles; the 7th",
        "fourth count; second truck; fifth mile; seventh; seventh day",
        "third truck; fourth",
    ),
    ("It was in the # quarter.", "June 30, 2022", "second; first", "third"),
    ("It was in the # quarter.", "April 2, 2022; December 1, 2021", "second; fourth; first", "third"),
)
"""A statement, its passage, what the passage has in place of the "#", and what it has not."""


@pytest.mark.parametrize(("statement", "passage", "known", "unknown"), WRITTEN)
def test_a_figure_is_known_in_another_writing_and_no_other_figure_is(
    statement: str, passage: str, known: str, unknown: str
) -> None:
    assert "; ".join(among(statement, passage, f"{known}; {unknown}")) == known
