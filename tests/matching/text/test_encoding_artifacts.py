"""What exports leave in plain text, and letters that look like others. All names are invented."""

import pytest

from legalredact.matching.names.finder import NameFinder
from legalredact.matching.text.confusables import plain_letters
from legalredact.matching.text.encoding_artifacts import cleaned
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind

FINDER = NameFinder(
    [
        ("p1", "Odessa Brightwater", Kind.PERSON),
        ("p2", "Renée Harrowgate", Kind.PERSON),
        ("p3", "Tobias O'Wrenley", Kind.PERSON),
        ("o1", "Quickhaul", Kind.ORGANIZATION),
    ]
)
REMAINS = {
    "soft line break": ("wrote Odessa Bright=\nwater today", "Odessa Bright=\nwater"),
    "escaped letters": ("wrote Ren=C3=A9e Harrowgate today", "Ren=C3=A9e Harrowgate"),
    "escaped letters of Windows": ("wrote Ren=E9e Harrowgate today", "Ren=E9e Harrowgate"),
    "entities": ("wrote Tobias O&#39;Wrenley and", "Tobias O&#39;Wrenley"),
    "a space that does not break": ("wrote Odessa&nbsp;Brightwater and", "Odessa&nbsp;Brightwater"),
    "tags": ("wrote <b>Odessa</b> <i>Brightwater</i> and", "Odessa</b> <i>Brightwater"),
    "tags with attributes": (
        '<span class="x">Odessa <font color="red">Brightwater</font></span>',
        'Odessa <font color="red">Brightwater',
    ),
    "a tag inside a word": ("wrote Quick<wbr>haul and", "Quick<wbr>haul"),
    "numbers of lines": (
        "1  We saw\n2  that Odessa\n3  Brightwater left\n4  home and\n5  town.\n",
        "Odessa\n3  Brightwater",
    ),
    "a word over numbered lines": (
        "1  We saw\n2  that Quick-\n3  haul left\n4  home and\n5  town.\n",
        "Quick-\n3  haul",
    ),
}


@pytest.mark.parametrize("remain", REMAINS)
def test_known_names_are_found_through_remains(remain: str) -> None:
    text, surface = REMAINS[remain]
    assert [one.span.of(text) for one in FINDER.longest(text)] == [surface]


@pytest.mark.parametrize("text", [*(text for text, _ in REMAINS.values()), "a = b <c@d.example> & co; x=4C"])
def test_cleaning_keeps_the_length(text: str) -> None:
    assert len(cleaned(text)) == len(text)


@pytest.mark.parametrize("text", ["Odessa = Brightwater & Dale <odessa@x.example>", "y=20441122", "AT&T; Q&A", "1 < 2"])
def test_what_is_no_remain_stays(text: str) -> None:
    assert cleaned(text) is text


def test_a_name_in_an_attribute_is_found_as_it_stands() -> None:
    text = '<a title="Odessa Brightwater">her</a>'
    assert [one.span.of(text) for one in FINDER.longest(text)] == ["Odessa Brightwater"]


@pytest.mark.parametrize(
    "written",
    [
        "ᴏᴅᴇssᴀ ʙʀɪɢʜᴛᴡᴀᴛᴇʀ",
        "Ｏｄｅｓｓａ Ｂｒｉｇｈｔｗａｔｅｒ",
        "𝐎𝐝𝐞𝐬𝐬𝐚 𝐁𝐫𝐢𝐠𝐡𝐭𝐰𝐚𝐭𝐞𝐫",
        "Odessа Brіghtwаter",
        "Οdessa Bri\u200bght\u00adwater",
    ],
)
def test_letters_that_look_alike_hide_no_name(written: str) -> None:
    assert key_of(written) == "odessabrightwater"
    assert [one.span.of(f"and {written} too") for one in FINDER.longest(f"and {written} too")] == [written]


def test_letters_are_plain_where_a_reader_sees_latin_ones() -> None:
    assert plain_letters("ᴏᴅᴇssᴀ met Ｏｄｅｓｓａ, 𝐎𝐝𝐞𝐬𝐬𝐚 and Odessа") == "ODESSA met Odessa, Odessa and Odessa"
    assert plain_letters("Роман Müller, José and 7½") == "Роман Müller, José and 7½"


def test_a_name_in_another_script_is_found_in_capitals() -> None:
    finder = NameFinder([("p1", "\u041d\u0438\u043d\u0430 \u0412\u0440\u0443\u0431", Kind.PERSON)])
    assert len(finder.find("\u041d\u0418\u041d\u0410 \u0412\u0420\u0423\u0411")) == 1
