"""In which writings a known name is found, and what is not taken for it."""

import pytest

from legalredact.matching.names.finder import NameFinder
from legalredact.model.mention import Kind, Span


def found(names: str | list[str], text: str) -> list[str]:
    """Surfaces of the names (the longest, without overlaps) in the text."""
    spellings = [names] if isinstance(names, str) else names
    finder = NameFinder((spelling, spelling, Kind.PERSON) for spelling in spellings)
    return [one.span.of(text) for one in finder.longest(text)]


@pytest.mark.parametrize(
    "written",
    [
        "Marta Alder-Fontaine",
        "MARTA ALDER-FONTAINE",
        "marta alder-fontaine",
        "Marta\nAlder-Fontaine",
        "Marta  Alder–Fontaine",
        "Marta Alder-\nFontaine",
        "Marta Alder-Fon-\ntaine",
        "Marta Alder-\n\nFontaine",
        "Marta Al\u00adder-Fontaine",
        "Mar\u200bta Alder-Fontaine",
        "M a r t a A l d e r - F o n t a i n e".replace(" - ", " "),
        "MartaAlderFontaine",
        "marta.alder-fontaine",
        "Marta Alder- Fontaine",
        "M arta Alder-Fontaine",
        "Ｍａｒｔａ Ａｌｄｅｒ-Ｆｏｎｔａｉｎｅ",
    ],
)
def test_a_full_name_is_found_however_it_is_written(written: str) -> None:
    assert found("Marta Alder-Fontaine", f"Then {written} said so.") == [written]


def test_the_possessive_is_left_outside() -> None:
    assert found("Harrow", "Harrow's, Harrow’s and HARROW’S") == ["Harrow", "Harrow", "HARROW"]


def test_a_name_of_rtl_letters_and_one_with_marks_are_found() -> None:
    assert found("מרים לוי", "עדות של מרים לוי.") == ["מרים לוי"]
    assert found("نُور حَدَّاد", "شهادة نور حداد.") == ["نور حداد"]
    assert found("張偉", "原告張偉訴") == ["張偉"]


def test_a_name_of_three_hundred_characters_is_found_over_many_lines() -> None:
    name = " ".join(["Bartholomewina"] * 20)
    assert found(name, f"x {name.replace(' ', chr(10))} y") == [name.replace(" ", "\n")]


def test_a_single_english_word_needs_its_capital() -> None:
    assert found("Baker", "Baker asked a baker, BAKER said; bakers") == ["Baker", "BAKER"]


def test_a_single_word_that_is_no_english_word_is_found_in_lower_case() -> None:
    assert found("Quillfeather", "quillfeather wrote") == ["quillfeather"]


def test_a_name_inside_a_longer_word_is_another_word() -> None:
    assert found("Smith", "Goldsmith SMITHSON smithy Black\u00adsmith") == []


def test_words_run_together_by_a_scan_are_told_by_their_capitals() -> None:
    assert found("Robert Vale", "ofRobert Vale; RobertVale_2019.pdf") == ["Robert Vale", "RobertVale"]


def test_a_capital_inside_a_surname_begins_no_name() -> None:
    assert found("Donald", "McDonald MacDonald DeDonald") == []


def test_letters_pulled_apart_are_one_name() -> None:
    assert found("ACME", "ACM E, A C M E, A.C.M.E. and ACM\nE") == ["ACM E", "A C M E", "A.C.M.E", "ACM\nE"]


def test_two_english_words_that_spell_a_name_are_two_words() -> None:
    assert found(["Goodman", "Newton", "Ford"], "A Good man. A new ton. FOR D. VALE") == []


def test_short_names_need_their_own_gaps() -> None:
    assert found(["B.P.", "Li", "3M"], "b p; L i; 3 M; B.P. Li 3M; 13M") == ["B.P", "Li", "3M"]


def test_an_acronym_is_found_with_and_without_points() -> None:
    assert found(["B.P.V."], "BPV and B.P.V.") == ["BPV", "B.P.V"]


def test_a_captions_border_may_stand_inside_a_name_at_a_lines_end() -> None:
    text = "GRANITE PARCEL SYSTEM,   )\n                  )  INC.,   ) No. 1"
    assert found("Granite Parcel System, Inc.", text) == ["GRANITE PARCEL SYSTEM,   )\n                  )  INC."]


def test_a_colon_or_bracket_parts_two_names() -> None:
    assert found("Vale Harrow", "Vale: Harrow; Vale (Harrow)") == []


def test_v_is_no_initial() -> None:
    assert found("V. Harrow", "Alder v. Harrow; ALDER V. HARROW; by V. Harrow") == ["V. Harrow"]


def test_an_article_is_no_initial() -> None:
    assert found(["A. Vale", "Vale, A."], "A Vale employee; Vale, A lawyer; A. Vale") == ["A. Vale"]


def test_initials_may_be_written_together() -> None:
    assert found("J. Q. Vale", "JQ Vale, J.Q. Vale, J Q Vale") == ["JQ Vale", "J.Q. Vale", "J Q Vale"]


def test_an_initial_makes_no_other_surname() -> None:
    assert found("C. Larkson", "Clarkson, CLARKSON, clarkson@example.org") == ["clarkson"]


def test_a_set_phrase_with_capitals_holds_no_name() -> None:
    assert found("Standard", "II. Standard of Review\nStandard denied it.") == ["Standard"]
    assert found("Price", "The Purchase Price was paid. Price signed. PURCHASE PRICE") == ["Price"]
    assert found("Cross", "CROSS-EXAMINATION\nCross appealed.") == ["Cross"]
    assert found("Court", "The District Court denied it. Court offered to pay.") == ["Court"]


@pytest.mark.parametrize("text", ["See Page 14.", "PAGE 3 OF 12", "Page No. 7", "Exhibit A, Page 2, line 4"])
def test_a_part_of_a_paper_with_its_number_is_nobody(text: str) -> None:
    assert found("Page", text) == []


@pytest.mark.parametrize(
    "text", ["I told Page 14 days later.", "Page   14:9, 15:2", "Page said 14.", "Page. 14 came.", "Page"]
)
def test_a_number_behind_somebody_is_not_always_theirs(text: str) -> None:
    assert found("Page", text) == ["Page"]


def test_a_function_word_is_a_name_only_where_a_capital_means_something() -> None:
    text = "An order. AN ORDER. Mr. An came, then An left. In May 2020 and 3 May, said May."
    assert found(["An", "May"], text) == ["An", "An", "May"]


def test_the_full_stop_of_a_company_goes_with_it_inside_a_sentence() -> None:
    assert found("Acme, Inc.", "Acme, Inc. is here, as is Acme, Inc. Then") == ["Acme, Inc.", "Acme, Inc"]


def test_the_longest_name_wins_then_the_leftmost() -> None:
    names = ["Alder", "Alder Vale", "Vale Harrow Group"]
    assert found(names, "Alder Vale Harrow Group; Alder Vale; Alder") == [
        "Alder", "Vale Harrow Group", "Alder Vale", "Alder",
    ]  # fmt: skip


def test_a_spelling_with_two_owners_is_found_for_both() -> None:
    finder = NameFinder([("e1", "Vale", Kind.PERSON), ("e2", "VALE", Kind.ORGANIZATION)])
    assert {one.owner for one in finder.find("Vale")} == {"e1", "e2"}


def test_spellings_without_two_letters_are_left_out() -> None:
    assert found(["", "—", "B"], "— B b") == []


def test_an_identifier_is_found_with_other_marks_between() -> None:
    finder = NameFinder([("e1", "(212) 555-0142", Kind.PHONE)])
    text = "call 212.555.0142 or 212 555 0142, not 1212 555 01423"
    assert [one.span for one in finder.longest(text)] == [Span(5, 17), Span(21, 33)]


def test_hits_far_apart_in_a_long_text_are_all_found() -> None:
    filler = "nothing to see here " * 20_000
    assert found("Marta Alder", f"Marta Alder {filler} Marta Alder {filler} Marta Alder") == ["Marta Alder"] * 3


@pytest.mark.parametrize(
    "written", ["F-o-n-t-a-i-n-e", "F.O.N.T.A.I.N.E", "F, O, N, T, A, I, N, E", "F - o - n - t - a - i - n - e"]
)
def test_a_name_that_a_witness_spells_is_found(written: str) -> None:
    assert found("Fontaine", f"A. That is {written}.") == [written]


def test_a_surname_that_ends_a_sentence_takes_no_first_name_from_the_next() -> None:
    assert found(["Fontaine, Marta", "Fontaine"], "They met A. Fontaine. Marta left.") == ["Fontaine"]
    assert found("St. Clair, Marta", "ST. CLAIR   MARTA") == ["ST. CLAIR   MARTA"]


@pytest.mark.parametrize(
    "written", ["Marta\n> Fontaine", "Marta Fon-\n> taine", "Marta Fon-\n> > taine", "Marta Fon- |\n| taine"]
)
def test_a_name_is_found_over_the_lines_of_a_quoted_message(written: str) -> None:
    assert found("Marta Fontaine", f"> wrote that {written} paid") == [written]


def test_a_name_of_words_is_found_with_one_of_them_broken() -> None:
    assert found("Northfield Valley", "at North field Valley, or north of the field, valley") == ["North field Valley"]


def test_line_numbers_down_a_margin_are_no_taxpayer_number() -> None:
    finder = NameFinder([("e1", "12-3456789", Kind.TAXPAYER)])
    assert finder.find("".join(f"{number}\n" for number in range(1, 29))) == ()
    assert len(finder.find("TIN 12-\n3456789, also 1 2 3 4 5 6 7 8 9")) == 2


def test_a_bracket_beside_a_name_belongs_to_the_one_in_it() -> None:
    finder = NameFinder([("e1", "Helen (Varga)", Kind.PERSON), ("e1", "(Helen) Varga", Kind.PERSON)])
    text = "Helen (Varga) never paid (Helen Varga) and (Helen) Varga."
    assert [one.span.of(text) for one in finder.longest(text)] == ["Helen (Varga)", "Helen Varga", "(Helen) Varga"]


@pytest.mark.parametrize("text", ["In Rose v. Alder it was said.", "ROSE V. ALDER", "the Rose v Alder case"])
def test_the_v_of_a_cases_name_is_nobodys_initial(text: str) -> None:
    assert NameFinder([("e1", "Rose, V.", Kind.PERSON)]).find(text) == ()


def test_an_initial_behind_a_comma_is_one() -> None:
    assert NameFinder([("e1", "Rose, V.", Kind.PERSON)]).find("Rose, V., wrote") != ()
