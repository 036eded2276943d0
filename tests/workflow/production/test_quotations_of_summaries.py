"""A summary of summaries shows what the documents say where it repeats a quotation of them."""

from dataclasses import replace

from legalredact.masking.restore import restore
from legalredact.model.payload import Payload
from legalredact.model.review import Citation, Segment
from legalredact.summary import prompts
from legalredact.workflow.production.join_summaries import child, joined
from tests.masking.test_restore import PEOPLE, SUIT, Matter, checked, cited

MATTER = Matter(SUIT, *PEOPLE)
TEXTS = {"d1": MATTER.document.text}


def overview(*segments: Segment) -> Payload:
    """The payload over one summary with these segments."""
    summary = checked(*segments).summary
    return joined(prompts.load()["production-overview"], [child("Document 1", MATTER.payload, summary, TEXTS.get)])


def repeated(*segments: Segment) -> list[str]:
    """The statements of the summary, quoted by the overview, with names."""
    payload = overview(*segments)
    part = payload.documents[0]
    quoted = (
        Segment(one.masked_text, (Citation(part.id, one.id, one.id),), quoted=True, start=0) for one in part.passages
    )
    return [one.text for one in restore(checked(*quoted), payload, TEXTS.get, MATTER.register.by_token()).segments]


def test_a_quotation_of_a_quotation_shows_the_documents_characters() -> None:
    assert repeated(MATTER.quoted("PARTY_A says that PARTY_B owes it.")) == ["Roe says that Kestrel owes it."]


def test_free_text_and_the_quotation_in_it_are_repeated_as_they_were_restored() -> None:
    statement = Segment("PARTY_A is called “PARTY_A” here.", (cited(),))
    there = MATTER.told(statement).segments[0].text
    assert there == "Jane Roe is called “Roe” here."
    assert repeated(statement) == [there]


def test_a_statement_that_quotes_without_a_source_is_not_repeated() -> None:
    unknown = Segment("She said “PARTY_A never paid”.", (cited(),))
    assert len(overview(unknown, MATTER.quoted("PARTY_A says")).documents[0].passages) == 1


def test_a_part_of_a_repeated_statement_keeps_its_place() -> None:
    payload = overview(MATTER.quoted("PARTY_A says that PARTY_B owes it."))
    (passage,) = payload.documents[0].passages
    at = passage.masked_text.index("that")
    part = Segment(passage.masked_text[at:], (Citation("part-1", "s1", "s1"),), quoted=True, start=at)
    done = restore(checked(part), payload, TEXTS.get, MATTER.register.by_token())
    assert done.segments[0].text == "that Kestrel owes it."
    assert replace(passage, replaced=()) != passage
