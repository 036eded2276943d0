"""Which classes of personal data a document holds, what masking leaves of them, and what that adds up to."""

from collections.abc import Sequence

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.governance.inventory import (
    STRETCH,
    UNDECIDED,
    Inventory,
    InventoryRow,
    PiiClass,
    Risk,
    inventory,
    risk_of,
    stretches,
)
from legalredact.governance.inventory_patterns import BEHAVIOURAL, METADATA, QUASI, SENSITIVE
from legalredact.model.document import Block, BlockKind, Document, Page
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity

PLAIN = "The lease was signed in May, as agreed. The fence is two feet high and runs along the road."


def read(text: str, named: Sequence[tuple[str, Kind, Decision]] = ()) -> Inventory:
    """The inventory of a text in which those words are named."""
    mentions, entities = [], {}
    for number, (words, kind, decision) in enumerate(named):
        start = text.index(words)
        role = Role.PERSON if kind.is_name else Role.IDENTIFIER
        mentions.append(
            Mention(Span(start, start + len(words)), words, kind, Tier.SUGGESTED, "test", role, f"e{number}")
        )
        entities[f"e{number}"] = Entity(f"e{number}", words, kind, role, decision=decision)
    return inventory(document_from_text("d1", "letter.txt", text), mentions, entities)


def held(found: Inventory) -> dict[str, tuple[int, int]]:
    return {one.what: (one.count, one.left) for one in found.held}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("was diagnosed with diabetes", "health"),
        ("a DNA sample", "genetic"),
        ("was convicted of a felony", "criminal"),
        ("filed for bankruptcy", "financial"),
        ("attends the synagogue", "religious"),
        ("an undocumented immigrant", "origin"),
        ("was sexually harassed", "sexual life"),
        ("paid her union dues", "union or politics"),
        ("a minor child", "minors"),
        ("GPS records", "location"),
        ("the call logs", "communication"),
        ("his browsing history", "use and purchases"),
        ("is 34 years old", "age"),
        ("in Salem, OR 97301 now", "zip"),
        ("a nurse at Marion Hospital", "job with employer"),
        ("and his wife", "family"),
        (r"stood in C:\Users\oldacre\notes", "file path"),
        ("the card 00:1A:2B:3C:4D:5E was", "system identifier"),
    ],
)
def test_each_sort_is_found_where_it_stands(words: str, what: str) -> None:
    assert what in held(read(f"It says that she {words}, as we know."))


def test_every_pattern_has_a_test_above_and_finds_nothing_in_plain_words() -> None:
    assert sum(len(patterns) for patterns in (QUASI, SENSITIVE, BEHAVIOURAL, METADATA)) == 18
    assert read(PLAIN).held == ()
    assert read(PLAIN).risk is Risk.LOW


def test_what_is_masked_is_counted_and_not_left() -> None:
    text = "Marguerite Oldacre, SSN 078-05-1120."
    found = read(
        text, [("Marguerite Oldacre", Kind.PERSON, Decision.CONFIRMED), ("078-05-1120", Kind.SSN, Decision.OPEN)]
    )
    assert held(found) == {"person": (1, 0), "ssn": (1, 0)}
    assert found.count(PiiClass.DIRECT) == (2, 0)
    assert found.risk is Risk.LOW


def test_a_number_that_somebody_leaves_in_clear_is_a_high_risk_and_a_dismissed_name_is_no_name() -> None:
    found = read(
        "Apple, SSN 078-05-1120.",
        [("Apple", Kind.ORGANIZATION, Decision.DISMISSED), ("078-05-1120", Kind.SSN, Decision.DISMISSED)],
    )
    assert held(found) == {"ssn": (1, 1)}
    assert found.risk is Risk.HIGH
    assert found.reasons == ("left in clear: ssn",)


def test_words_inside_a_masked_place_are_not_left() -> None:
    text = "She lives at 4 Quay Road, Salem, OR 97301."
    found = read(text, [("4 Quay Road, Salem, OR 97301", Kind.ADDRESS, Decision.CONFIRMED)])
    assert held(found) == {"address": (1, 0), "zip": (1, 0)}


def row(pii: PiiClass, what: str, left: int = 1) -> InventoryRow:
    return InventoryRow(pii, what, max(left, 1), left)


@pytest.mark.parametrize(
    ("rows", "risk"),
    [
        ([row(PiiClass.QUASI, "age")], Risk.LOW),
        ([row(PiiClass.QUASI, "age"), row(PiiClass.QUASI, "family")], Risk.MEDIUM),
        ([row(PiiClass.QUASI, one) for one in ("age", "family", "job with employer")], Risk.HIGH),
        ([row(PiiClass.QUASI, "zip"), row(PiiClass.QUASI, "birth_date")], Risk.HIGH),
        ([row(PiiClass.QUASI, "zip"), row(PiiClass.QUASI, "birth_date", 0)], Risk.LOW),
        ([row(PiiClass.QUASI, "birth_date")], Risk.LOW),
        ([row(PiiClass.QUASI, "birth_date"), row(PiiClass.QUASI, "age")], Risk.MEDIUM),
        ([row(PiiClass.SENSITIVE, "health")], Risk.MEDIUM),
        ([row(PiiClass.SENSITIVE, "health"), row(PiiClass.QUASI, "age")], Risk.HIGH),
        ([row(PiiClass.SENSITIVE, "health", 0), row(PiiClass.QUASI, "age")], Risk.LOW),
        ([row(PiiClass.BEHAVIOURAL, "location")], Risk.MEDIUM),
        ([row(PiiClass.DIRECT, "possible name")], Risk.MEDIUM),
        ([row(PiiClass.DIRECT, "email")], Risk.HIGH),
        ([row(PiiClass.METADATA, "file property", 0)], Risk.LOW),
    ],
)
def test_combination_raises_the_risk_and_masking_lowers_it(rows: list[InventoryRow], risk: Risk) -> None:
    found, reasons = risk_of(rows)
    assert found is risk
    assert bool(reasons) == (risk is not Risk.LOW)


def test_traces_beside_the_page_are_counted_and_comments_would_be_sent() -> None:
    text = "author\n\nnote\n\nbody"
    blocks = (
        Block("b1", BlockKind.PROPERTY, Span(0, 6)),
        Block("b2", BlockKind.COMMENT, Span(8, 12)),
        Block("b3", BlockKind.BODY, Span(14, 18)),
    )
    found = inventory(Document("d1", "a.docx", text, blocks, (), (), "ab"), (), {})
    assert held(found) == {"comment": (1, 1), "file property": (1, 0)}


def test_nothing_of_the_text_stands_in_what_is_told() -> None:
    found = read("Marguerite Oldacre was diagnosed in Salem, OR 97301.")
    assert "Oldacre" not in repr(found)
    assert "97301" not in repr(found)


def test_a_long_text_is_looked_through_in_stretches_that_lose_nothing() -> None:
    lines = [f"Line {number}: she was diagnosed in May, as we know.\n" for number in range(2_000)]
    text = "".join(lines)
    cut = list(stretches(text))
    assert len(cut) > 4
    assert "".join(one.of(text) for one in cut) == text
    assert all(len(one) <= STRETCH and one.of(text).endswith("\n") for one in cut)
    assert held(read(text)) == {"health": (2_000, 2_000)}


def test_a_text_without_line_ends_is_cut_all_the_same() -> None:
    assert [len(one) for one in stretches("x" * 25, 10)] == [10, 10, 5]
    assert list(stretches("")) == []


OLDACRE = "Marguerite Oldacre"


def of_one(entity: Entity | None) -> Inventory:
    """The inventory of a text that is one name, which means that entity."""
    mention = Mention(Span(0, len(OLDACRE)), OLDACRE, Kind.PERSON, Tier.SUGGESTED, "model", entity="e1")
    entities = {entity.id: entity} if entity is not None else {}
    return inventory(document_from_text("d1", "letter.txt", OLDACRE), (mention,), entities)


def test_a_possible_name_on_which_nobody_decided_stays_in_clear_and_is_counted_so() -> None:
    possible = of_one(Entity("e1", OLDACRE, Kind.PERSON, Role.PERSON, tier=Tier.POSSIBLE))
    assert held(possible) == {UNDECIDED: (1, 1)}
    assert possible.risk is Risk.MEDIUM


def test_a_judge_whom_nobody_decided_on_and_somebody_who_is_in_no_register_are_not_counted() -> None:
    assert of_one(Entity("e1", OLDACRE, Kind.PERSON, Role.JUDGE)).held == ()
    assert of_one(None).held == ()


def test_pages_with_bates_numbers_are_counted_and_never_sent() -> None:
    pages = (Page(1, 612, 792, bates="PF 01"), Page(2, 612, 792))
    found = inventory(Document("d1", "a.pdf", "body", (), pages, (), "ab"), (), {})
    assert held(found) == {"Bates number": (1, 0)}


def test_classes_stand_in_their_order_and_sorts_in_that_of_the_alphabet() -> None:
    found = read(
        "GPS records: aged 44, diagnosed with asthma, SSN 078-05-1120, jo@example.org.",
        [("078-05-1120", Kind.SSN, Decision.DISMISSED), ("jo@example.org", Kind.EMAIL, Decision.DISMISSED)],
    )
    rows = [(list(PiiClass).index(one.pii), one.what) for one in found.held]
    assert rows == sorted(rows)
    assert [one.what for one in found.held][:2] == ["email", "ssn"]


@pytest.mark.parametrize(
    ("kind", "what", "sent"),
    [
        (BlockKind.PROPERTY, "file property", False),
        (BlockKind.BOOKMARK, "bookmark", False),
        (BlockKind.LINK, "link", False),
        (BlockKind.COMMENT, "comment", True),
        (BlockKind.INSERTION, "tracked change", True),
        (BlockKind.DELETION, "tracked change", True),
    ],
)
def test_each_trace_is_counted_and_told_whether_it_would_be_sent(kind: BlockKind, what: str, sent: bool) -> None:
    found = inventory(Document("d1", "a.docx", "note", (Block("b1", kind, Span(0, 4)),), (), (), "ab"), (), {})
    assert held(found) == {what: (1, int(sent))}
