"""A person's decisions for one place or one document hold there alone, when masking and when verifying."""

from dataclasses import replace

from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.names import masked_names
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.document import Document
from legalredact.model.mention import Role, Span
from legalredact.model.payload import MaskedText, VerifiedText
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from tests.masking.made import document, entity, mention

TEXT = "Oldacre met Fairlie.\n\nOldacre wrote it."
FIRST, FIRST_PLACE = document(TEXT), Span(0, len("Oldacre"))
SECOND = replace(FIRST, id="d2", name="other.txt")
OLDACRE = entity("e1", "Marguerite Oldacre", "Oldacre", role=Role.CLIENT)
FAIRLIE = entity("e2", "Tobias Fairlie", "Fairlie")
PAIR = (("e1", "Marguerite Oldacre"), ("e2", "Jonas Oldacre"))


def left(one: Entity, decision: Decision, document_id: str, span: Span | None = None) -> Entity:
    return replace(one, local=(*one.local, LocalDecision(document_id, span, decision)))


def masked(*entities: Entity) -> tuple[Register, list[MaskedText]]:
    names = assign_tokens(Register(entities), [FIRST, SECOND])
    return names, [mask(one, names, ()) for one in (FIRST, SECOND, FIRST)]


def is_verified(names: Register, source: Document, text: MaskedText) -> bool:
    payload = build_payload("abstract", "1", "Summarize.", [(source, text)])
    return isinstance(verify(payload, names, [text], [source]), VerifiedText)


def test_a_name_that_is_left_in_one_document_is_masked_in_the_others() -> None:
    """One after the other, since the names of a document are kept for the next."""
    names, texts = masked(left(OLDACRE, Decision.DISMISSED, FIRST.id), left(FAIRLIE, Decision.DISMISSED, SECOND.id))
    mine, other = "Oldacre met PARTY_B.\n\nOldacre wrote it.", "CLIENT_A met Fairlie.\n\nCLIENT_A wrote it."
    assert [one.text for one in texts] == [mine, other, mine]
    assert is_verified(names, FIRST, texts[0])
    assert is_verified(names, SECOND, texts[1])
    for source in (FIRST, SECOND):
        assert not is_verified(names, source, MaskedText(source.id, TEXT, ()))


def test_the_names_of_a_document_without_decisions_are_those_of_the_matter() -> None:
    names = masked_names(Register((left(OLDACRE, Decision.DISMISSED, FIRST.id),)))
    assert names.in_document(SECOND.id) is names
    assert names.in_document(FIRST.id) is names.in_document(FIRST.id) is not names


def test_a_name_that_is_left_at_one_place_is_masked_at_the_others() -> None:
    names, texts = masked(left(OLDACRE, Decision.DISMISSED, FIRST.id, FIRST_PLACE), FAIRLIE)
    assert texts[0].text == "Oldacre met PARTY_B.\n\nCLIENT_A wrote it."
    assert texts[1].text == "CLIENT_A met PARTY_B.\n\nCLIENT_A wrote it."
    assert is_verified(names, FIRST, texts[0])
    assert not is_verified(names, FIRST, MaskedText(FIRST.id, TEXT, ()))


def test_a_name_that_is_left_everywhere_is_masked_at_the_place_that_a_person_chose() -> None:
    kept = replace(OLDACRE, decision=Decision.DISMISSED)
    names, texts = masked(left(kept, Decision.CONFIRMED, FIRST.id, Span(0, len("Oldacre "))), FAIRLIE)
    assert texts[0].text == "CLIENT_A met PARTY_B.\n\nOldacre wrote it."
    assert texts[1].text == "Oldacre met PARTY_B.\n\nOldacre wrote it."
    assert is_verified(names, FIRST, texts[0])


def test_of_two_names_with_a_decision_for_one_place_the_one_that_is_mentioned_there_is_masked() -> None:
    both = (left(entity(key, name), Decision.CONFIRMED, FIRST.id, FIRST_PLACE) for key, name in PAIR)
    names = assign_tokens(Register((*both,)), [FIRST])
    for key, _ in PAIR:
        token = names.get(key).token
        assert mask(FIRST, names, [mention(FIRST, "Oldacre", key)]).text.startswith(f"{token} met")


def test_a_decision_for_a_place_that_the_document_no_longer_has_is_passed_over() -> None:
    beyond = Span(len(TEXT) - 3, len(TEXT) + 4)
    _, texts = masked(left(OLDACRE, Decision.CONFIRMED, FIRST.id, beyond), FAIRLIE)
    assert texts[0].text == "CLIENT_A met PARTY_B.\n\nCLIENT_A wrote it."
