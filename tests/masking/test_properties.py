"""What holds for any text and any names: unmasking is exact, and no alias in any writing is left in a payload."""

import re
import unicodedata
from calendar import month_name
from collections.abc import Callable

import hypothesis.strategies as st
from hypothesis import assume, example, given

from legalredact.masking.mask import assign_tokens, mask, unmask
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.matching.names.aliases import aliases
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.payload import Hit, VerifiedText
from legalredact.model.register import Register
from legalredact.model.token import TOKEN
from tests.masking.made import document, entity

SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyz",
    "aàâäbcçdeéèêfghijklłmnñoøöpqrsśtuüvwxyzžﬁﬂ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
)
MARKS = "\u0301\u0308\u0327\u064e"
JOINTS = (" ", " ", " ", "-", "’", "'", " de ", ". ")
WORDS = st.sampled_from(SCRIPTS).flatmap(
    lambda script: st.lists(st.text(script + MARKS, min_size=3, max_size=8), min_size=1, max_size=3)
)
LONG_WORDS = st.lists(st.text(SCRIPTS[1], min_size=70, max_size=75), min_size=4, max_size=4)


@st.composite
def names(draw: st.DrawFn) -> str:
    """A name of one script: words in title case, some with marks, hyphens, curly quotes; sometimes 300 characters."""
    words = [word.lstrip(MARKS).capitalize() for word in draw(st.one_of(WORDS, WORDS, WORDS, LONG_WORDS))]
    joint = draw(st.sampled_from(JOINTS))
    name = joint.join(filter(None, words))
    assume(len(key_of(name)) > 3 and not is_english(key_of(name)))
    assume(name not in month_name)  # behind a number it is a date, which stays, and verification asks about it
    return name


def letters(name: str, between: str) -> str:
    """The name's letters, each with its marks, and something between all of them (once where words part)."""
    plain = re.sub(r"[^\w\u0300-\u036f\u064b-\u0652]", "", unicodedata.normalize("NFKC", name))
    clusters = re.findall(r"\w[\u0300-\u036f\u064b-\u0652]*", plain)
    return between.join(clusters)


def inside_words(name: str, put: str) -> str:
    """The name with something after the second letter of each long word."""
    return re.sub(r"(?<!\w)(\w[\u0300-\u036f\u064b-\u0652]*\w[\u0300-\u036f\u064b-\u0652]*)(?=\w\w)", rf"\1{put}", name)


WRITINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "lower case": str.lower,
    "composed": lambda name: unicodedata.normalize("NFC", name),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "compatible": lambda name: unicodedata.normalize("NFKC", name),
    "wrapped": lambda name: name.replace(" ", "\n"),
    "wide spaces": lambda name: name.replace(" ", " \u00a0 "),
    "letter-spaced": lambda name: letters(name, " "),
    "soft hyphens": lambda name: inside_words(name, "\u00ad"),
    "zero-width": lambda name: inside_words(name, "\u200b"),
    "hyphen at the line's end": lambda name: inside_words(name, "-\n"),
    "straight quotes": lambda name: name.replace("’", "'"),
    "curly quotes": lambda name: name.replace("'", "’"),
    "no diacritics": lambda name: "".join(
        c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)
    ),
}
FILLER = st.text(alphabet="abcxyz ABC.,;:()'’-\n\u00ad\u200b“”19é\u0301שة張", max_size=40)


def one(name: str) -> Register:
    return Register((entity("e1", name),))


def hits(text: str, names_: Register, mentions: tuple[Mention, ...] = ()) -> list[Hit]:
    """What verification of the masked text finds of names, tokens and the way back."""
    source = document(text)
    register = assign_tokens(names_, [source])
    masked = mask(source, register, mentions)
    payload = build_payload("p", "1", "Summarise.", [(source, masked)])
    outcome = verify(payload, register, [masked], [source])
    return [] if isinstance(outcome, VerifiedText) else [hit for hit in outcome if hit.reason != "identifier"]


@given(names(), st.sampled_from(sorted(WRITINGS)), st.sampled_from(("", "'s", "’s", "’")), st.sampled_from("<\n(“—/_"))
@example("Quillfeather", "letter-spaced", "’s", "<")
@example("O’Quillan-Vale", "capitals", "'s", "\n")
def test_no_writing_of_a_name_is_left(name: str, writing: str, possessive: str, before: str) -> None:
    text = f"## {before}{WRITINGS[writing](name)}{possessive}> ##"
    source = document(text)
    register = assign_tokens(one(name), [source])
    masked = mask(source, register, ())
    assert re.fullmatch(rf"## {re.escape(before)} ?{TOKEN.pattern} ?{possessive}> ##", masked.text)
    assert unmask(masked) == text


@given(st.lists(st.one_of(FILLER, names()), max_size=12), st.lists(names(), max_size=4), st.data())
def test_unmasking_gives_any_text_back(parts: list[str], known: list[str], data: st.DataObject) -> None:
    text = "".join(part for pair in zip(parts, [*known, *parts], strict=False) for part in pair)
    entities = tuple(entity(f"e{number}", name) for number, name in enumerate(known))
    places = st.tuples(
        st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(["", *(e.id for e in entities)])
    )
    spans = [(min(a, b), max(a, b), owner) for a, b, owner in data.draw(st.lists(places, max_size=5)) if a != b]
    mentions = tuple(
        Mention(Span(a, b), text[a:b], Kind.PERSON, Tier.SUGGESTED, "model", entity=owner) for a, b, owner in spans
    )
    source = document(text)
    masked = mask(source, assign_tokens(Register(entities), [source]), mentions)
    assert unmask(masked) == text
    assert all(o.masked_span.of(masked.text).strip(" ") == o.token for o in masked.occurrences)
    assert all(
        a.clear_span.end <= b.clear_span.start for a, b in zip(masked.occurrences, masked.occurrences[1:], strict=False)
    )


@given(st.text(), st.text(min_size=1))
def test_unmasking_gives_back_what_no_strategy_foresees(text: str, name: str) -> None:
    source = document(text + name + text)
    assert unmask(mask(source, assign_tokens(one(name), [source]), ())) == source.text


@given(
    st.lists(st.tuples(FILLER, st.sampled_from(sorted(WRITINGS)), st.integers(0, 3)), max_size=6),
    st.lists(names(), min_size=1, max_size=4),
)
def test_what_is_masked_is_verified(parts: list[tuple[str, str, int]], known: list[str]) -> None:
    register = Register(tuple(entity(f"e{number}", name) for number, name in enumerate(dict.fromkeys(known))))
    assume(not aliases(register).unsettled)
    text = "".join(filler + WRITINGS[writing](known[which % len(known)]) for filler, writing, which in parts)
    assert hits(text, register) == []
