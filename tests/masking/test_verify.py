"""What verification refuses, and that it lets honest payloads through."""

from collections.abc import Callable
from dataclasses import replace

from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.names import masked_names
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.payload import Hit, MaskedText, Payload, PayloadDocument, VerifiedText
from legalredact.model.register import Decision, Entity, Register
from tests.masking.made import company, document, entity, register

ALDER = entity("e1", "Robert Alder", "Alder", role=Role.CLIENT)
GRANITE = company("e2", "Granite Parcel System, Inc.", "Granite")
NAMES = register(ALDER, GRANITE)
Change = Callable[[Payload], Payload]


def prepared(text: str, names: Register = NAMES) -> tuple[Document, Register, MaskedText, Payload]:
    source = document(text)
    names = assign_tokens(names, [source])
    masked = mask(source, names, ())
    return source, names, masked, build_payload("abstract", "1", "Summarise the documents.", [(source, masked)])


def verdict(
    text: str, names: Register = NAMES, change: Change = lambda payload: payload
) -> VerifiedText | tuple[Hit, ...]:
    source, names, masked, payload = prepared(text, names)
    return verify(change(payload), names, [masked], [source])


def reasons(outcome: VerifiedText | tuple[Hit, ...]) -> set[tuple[str, str, str]]:
    assert not isinstance(outcome, VerifiedText)
    return {(hit.part, hit.reason, hit.entity) for hit in outcome}


def with_passages(*texts: str) -> Change:
    """The payload with other texts in its passages."""

    def change(payload: Payload) -> Payload:
        sent = payload.documents[0]
        passages = tuple(replace(p, masked_text=text) for p, text in zip(sent.passages, texts, strict=True))
        return replace(payload, documents=(PayloadDocument(sent.id, sent.masked_title, passages),))

    return change


def test_a_masked_payload_is_verified_with_its_tokens_and_digest() -> None:
    outcome = verdict("Robert Alder v. Granite\n\nA standard of review.")
    assert isinstance(outcome, VerifiedText)
    assert outcome.tokens == {"CLIENT_A", "PARTY_B"}
    assert outcome.digest == outcome.payload.digest


def test_a_name_in_a_passage_is_a_hit_in_that_passage() -> None:
    outcome = verdict("x\n\ny", change=with_passages("x", "by R o b e r t Al\u00adder"))
    assert ("d1/b1", "alias", "e1") in reasons(outcome)


def test_a_derived_spelling_is_a_hit() -> None:
    outcome = verdict("x", change=with_passages("Alder, R. and Granite Parcel Sys., Incorporated"))
    assert {("d1/b0", "alias", "e1"), ("d1/b0", "alias", "e2")} <= reasons(outcome)


def test_a_name_split_over_two_passages_is_a_hit() -> None:
    names = register(company("e1", "Harbor Light"))
    outcome = verdict("x\n\ny", names, with_passages("the Harbor", "Light building"))
    assert ("d1/b0", "alias", "e1") in reasons(outcome)
    assert {hit.span for hit in outcome if hit.reason == "alias"} == {Span(4, 10)}


def test_a_name_in_instructions_or_title_is_a_hit() -> None:
    outcome = verdict("x", change=lambda payload: replace(payload, instructions="Help Robert Alder."))
    assert ("instructions", "alias", "e1") in reasons(outcome)

    def titled(payload: Payload) -> Payload:
        return replace(payload, documents=(replace(payload.documents[0], masked_title="Robert Alder.pdf"),))

    assert ("title d1", "alias", "e1") in reasons(verdict("x", change=titled))


def test_the_applications_own_english_words_are_not_a_partys_name() -> None:
    standard = register(company("e1", "Document"), company("e2", "Standard"))

    def instructed(payload: Payload) -> Payload:
        return replace(payload, instructions="Standard: summarise.")

    assert isinstance(verdict("x", standard, instructed), VerifiedText)


def test_whoever_is_called_like_words_of_the_prompt_stops_no_send() -> None:
    people = register(entity("e1", "Ines Bégin", "Bégin"), company("e2", "Plain Words"), company("e3", "ORG"))

    def instructed(payload: Payload) -> Payload:
        return replace(payload, instructions="A heading begins with two signs. Use plain words. Keep ORG and so on.")

    assert isinstance(verdict("The lease begins in May.", people, instructed), VerifiedText)
    assert ("instructions", "alias", "e1") in reasons(
        verdict("x", people, lambda payload: replace(payload, instructions="Plain words for Bégin."))
    )


def test_an_english_word_in_lower_case_is_no_name() -> None:
    standard = register(company("e1", "Standard"))
    assert isinstance(verdict("II. Standard of Review. The standard of care. Standard denied.", standard), VerifiedText)


def test_a_token_neither_hides_a_name_nor_makes_one() -> None:
    _, names, _, _ = prepared("Alder Granite")
    outcome = verdict("Alder Granite", names, with_passages("CLIENT_A Alder PARTY_B"))
    assert ("d1/b0", "alias", "e1") in reasons(outcome)
    odd = register(entity("e1", "Client A Moss", role=Role.CLIENT))
    assert isinstance(verdict("Client A Moss", odd), VerifiedText)


def test_an_identifier_that_nobody_decided_on_is_a_hit() -> None:
    assert ("d1/b0", "identifier", "ssn") in reasons(verdict("SSN 123-45-6789"))


def test_a_dismissed_identifier_and_a_case_number_may_leave() -> None:
    dismissed = entity("e9", "123-45-6789", kind=Kind.SSN, role=Role.IDENTIFIER, decision=Decision.DISMISSED)
    outcome = verdict("SSN 123-45-6789 in Case No. 3:20-CV-00257", register(ALDER, dismissed))
    assert isinstance(outcome, VerifiedText)


def test_a_derived_spelling_that_could_mean_two_stops_the_payload() -> None:
    both = register(entity("e1", "John Vale"), entity("e2", "Jane Vale"))
    assert reasons(verdict("as J. Vale said", both)) == {("d1/b0", "alias", "e1"), ("d1/b0", "alias", "e2")}


def test_a_precedents_surname_may_leave() -> None:
    assert isinstance(verdict("See Alder v. Moss, 780 F.3d 304, 305 (5th Cir. 2015)."), VerifiedText)


def test_a_judges_name_may_leave() -> None:
    judge = entity("e3", "Ruth Alder Moss", role=Role.JUDGE)
    assert isinstance(verdict("Judge Ruth Alder Moss heard Alder.", register(ALDER, judge)), VerifiedText)


def test_a_token_that_stood_in_the_document_is_left_alone() -> None:
    outcome = verdict("PARTY_Q signed with Alder")
    assert isinstance(outcome, VerifiedText)
    assert outcome.tokens == {"CLIENT_A"}


def test_a_token_of_the_register_that_stood_in_the_document_is_a_hit() -> None:
    taken = register(replace(ALDER, token="CLIENT_A"))
    source = document("CLIENT_A signed with Alder")
    masked = mask(source, taken, ())
    payload = build_payload("abstract", "1", "Summarise.", [(source, masked)])
    assert reasons(verify(payload, taken, [masked], [source])) == {("d1/b0", "token", "CLIENT_A")}


def test_a_token_that_nobody_has_is_a_hit() -> None:
    assert ("d1/b0", "token", "PARTY_Z") in reasons(verdict("Alder", change=with_passages("PARTY_Z")))


def test_a_precedents_surname_in_text_that_an_engine_made_may_leave() -> None:
    _, names, _, payload = prepared("Alder sued Granite")
    made = with_passages("See Alder v. Moss, 780 F.3d 304, 305 (5th Cir. 2015).")(payload)
    assert isinstance(verify(made, names, (), ()), VerifiedText)


def test_an_identifier_in_text_that_an_engine_made_is_a_hit() -> None:
    _, names, _, payload = prepared("Alder sued Granite")
    made = with_passages("SSN 078-05-1120 sued")(payload)
    assert reasons(verify(made, names, (), ())) == {("d1/b0", "identifier", "ssn")}


def test_a_name_that_ocr_mistook_is_a_hit_where_the_passage_was_read_from_a_picture() -> None:
    oldacre = register(entity("e1", "Marguerite Oldacre", role=Role.CLIENT))
    mistaken = "by Marguer1te 0ldacre"
    for ocr in (True, False):
        source = document(mistaken, ocr=ocr)
        names = assign_tokens(oldacre, [source])
        unmasked = MaskedText(source.id, source.text, ())
        payload = build_payload("abstract", "1", "Summarise.", [(source, unmasked)])
        outcome = verify(payload, names, [unmasked], [source])
        assert isinstance(outcome, VerifiedText) != ocr


def test_a_name_that_ocr_mistook_is_told_where_it_stands() -> None:
    names = masked_names(register(entity("e1", "Marguerite Oldacre", role=Role.CLIENT)))
    text = "a page before it, then by Marguer1te 0ldacre"
    (found,) = names.names(text, [Span(19, len(text))])
    assert found.span.of(text) == "Marguer1te 0ldacre"


def test_text_that_an_engine_made_is_scanned_without_a_document() -> None:
    _, names, _, payload = prepared("Alder sued Granite")
    assert isinstance(verify(payload, names, (), ()), VerifiedText)
    assert reasons(verify(with_passages("Alder sued PARTY_Z")(payload), names, (), ())) == {
        ("d1/b0", "alias", "e1"),
        ("d1/b0", "token", "PARTY_Z"),
    }


def test_a_masked_text_that_does_not_lead_back_is_a_hit() -> None:
    source, names, masked, payload = prepared("Alder sued Granite")
    first, *others = masked.occurrences
    wrong = replace(masked, occurrences=(replace(first, clear_surface="Elder"), *others))
    assert reasons(verify(payload, names, [wrong], [source])) == {("d1", "unmask", "d1")}


def test_other_words_than_those_of_the_document_are_a_hit_although_every_token_is_right() -> None:
    source, names, masked, _ = prepared("Alder sued Granite")
    other = replace(masked, text=masked.text.replace("sued", "paid"))
    payload = build_payload("abstract", "1", "Summarise.", [(source, other)])
    assert reasons(verify(payload, names, [other], [source])) == {("d1", "unmask", "d1")}


def test_a_document_without_its_masked_text_is_a_hit() -> None:
    source, names, _, payload = prepared("Alder sued Granite")
    found = verify(payload, names, [], [source])
    assert reasons(found) == {("d1", "unmask", "d1")}
    assert not isinstance(found, VerifiedText)
    assert [hit.span for hit in found] == [Span(0, 0)]  # no place of it


def test_a_passage_that_is_no_slice_of_the_masked_text_is_a_hit() -> None:
    assert reasons(verdict("Alder sued", change=with_passages("CLIENT_A sued Moss"))) == {("d1/b0", "unmask", "d1")}


def test_an_occurrence_whose_token_is_another_is_a_hit() -> None:
    source, names, masked, payload = prepared("Alder sued Granite")
    first, *others = masked.occurrences
    wrong = replace(masked, occurrences=(replace(first, token="CLIENT_Z"), *others))
    assert ("d1", "unmask", "d1") in reasons(verify(payload, names, [wrong], [source]))


def test_an_address_that_stays_in_clear_may_hold_a_token() -> None:
    address = "http://harbor.example/pages/PFQX/index.html"
    public = entity("e3", address, kind=Kind.URL, role=Role.IDENTIFIER, tier=Tier.POSSIBLE)
    names = register(ALDER, company("e2", "Penhallow Freight, Inc.", "PFQX"), public)
    text = f"Robert Alder saw {address} there."
    outcome = verdict(text, names)
    assert isinstance(outcome, VerifiedText)
    assert "/pages/PARTY_B/index.html" in outcome.payload.documents[0].passages[0].masked_text
    assert ("d1/b0", "alias", "e2") in reasons(verdict(text, names, with_passages(text)))
    assert {reason for _, reason, _ in reasons(verdict(text, register(*names.entities[:2])))} == {"identifier"}


def test_what_is_left_of_an_address_that_stays_in_clear_may_leave() -> None:
    """A city is called like somebody in the matter; masked there, it leaves the rest of the court's address."""
    courts = entity(
        "e3", "12 Elm Street, Fontaine, CA 90012", kind=Kind.ADDRESS, role=Role.IDENTIFIER, tier=Tier.POSSIBLE
    )
    names = register(entity("e1", "Rosa Fontaine", "Fontaine"), courts)
    text = "Clerk of the Court\n12 Elm Street, Fontaine, CA 90012"
    outcome = verdict(text, names)
    assert isinstance(outcome, VerifiedText)
    assert (
        outcome.payload.documents[0].passages[0].masked_text == "Clerk of the Court\n12 Elm Street, PARTY_A, CA 90012"
    )
    assert reasons(verdict(text, register(names.entities[0]))) == {("d1/b0", "identifier", "address")}


def test_what_is_left_of_a_cited_case_may_leave_although_it_looks_like_an_address_now() -> None:
    cited = "See Moss v. Harbor.com LLC, 762 So. 2d 119 (Fla. 1999)."
    names = register(company("e2", "Southern Oak", "So. 2d"))
    assert isinstance(verdict(cited, names), VerifiedText)
    assert ("d1/b0", "identifier", "url") in reasons(verdict("See Harbor.com for more.", names))


def test_a_judges_longer_name_may_leave_although_two_could_be_called_by_a_part_of_it() -> None:
    """ "Quoc Tuan" is short for both, and the judge is neither."""
    both = (entity("e1", "Quoc Tuan Pham"), entity("e2", "Quoc Tuan Le"))
    judge = entity("e3", "Quoc Tuan Dinh", role=Role.JUDGE)
    assert isinstance(verdict("Magistrate Judge Quoc Tuan Dinh issued a report.", register(*both, judge)), VerifiedText)
    assert reasons(verdict("Then Quoc Tuan left.", register(*both, judge))) == {
        ("d1/b0", "alias", "e1"),
        ("d1/b0", "alias", "e2"),
    }


def test_only_a_judges_name_keeps_a_clients_surname_in_clear() -> None:
    """Not the longer name of somebody on whom nobody decided, nor a party's."""
    for longer in (
        entity("e3", "Ruth Alder Moss", tier=Tier.POSSIBLE),
        entity("e3", "Ruth Alder Moss", decision=Decision.DISMISSED),
    ):
        _, _, masked, _ = prepared("Then Ruth Alder Moss came.", register(ALDER, longer))
        assert "Ruth Alder" not in masked.text
        outcome = verdict("x", register(ALDER, longer), with_passages("Then Ruth Alder Moss came."))
        assert ("d1/b0", "alias", "e1") in reasons(outcome)


def test_a_partys_whole_name_that_runs_into_a_judges_does_not_leave() -> None:
    """Reading the caption's end and the judge's line as one name must not hide the party."""
    party, body = entity("e1", "Rosa Fontaine", "Fontaine"), company("e2", "Penhallow Freight, Inc.", "Penhallow")
    judges = (
        entity("e3", "Rosa Fontaine Moss", role=Role.JUDGE),
        entity("e4", "PENHALLOW ORSOVA", role=Role.JUDGE),
        entity("e5", "Ruth Fontaine Moss", role=Role.JUDGE),
    )
    text = "In the Matter of Rosa Fontaine Moss, J. v. PENHALLOW ORSOVA, J., Judge Ruth Fontaine Moss"
    outcome = verdict(text, register(party, body, *judges))
    assert isinstance(outcome, VerifiedText)
    left = outcome.payload.documents[0].passages[0].masked_text
    assert left == "In the Matter of PARTY_A Moss, J. v. PARTY_B ORSOVA, J., Judge Ruth Fontaine Moss"


def test_hits_carry_no_clear_text() -> None:
    outcome = verdict("x", change=with_passages("Robert Alder"))
    assert "Alder" not in repr(outcome)


def test_the_simpler_look_sees_what_a_blind_finder_would_miss() -> None:
    from legalredact.masking.squeezed import SqueezedNames

    entries = [(e.id, e.name, e.kind) for e in (ALDER, GRANITE, entity("e3", "Goodman"), entity("e4", "V. Harrow"))]
    look = SqueezedNames(entries)
    text = "R O B E R T  A\u00adl-\nder, GraniteParcelSystem,Inc., a good man, Alder v. Harrow, Robert Alderson"
    assert [(span.of(text), owner) for span, owner in look.find(text)] == [
        ("R O B E R T  A\u00adl-\nder", "e1"),
        ("GraniteParcelSystem,Inc.", "e2"),
    ]


def test_spans_are_those_of_the_part() -> None:
    outcome = verdict("x\n\ny", change=with_passages("x", "for Robert Alder now"))
    assert not isinstance(outcome, VerifiedText)
    assert {hit.span for hit in outcome if hit.reason == "alias" and hit.part == "d1/b1"} >= {Span(4, 16)}


def test_a_name_in_the_middle_of_a_later_passage_is_told_where_it_is() -> None:
    outcome = verdict("x\n\ny", change=with_passages("a long passage before it", "for Alder now and then, and so on"))
    assert not isinstance(outcome, VerifiedText)
    assert {(hit.part, hit.span) for hit in outcome if hit.reason == "alias"} == {("d1/b1", Span(4, 9))}


def test_possible_entities_are_not_looked_for() -> None:
    maybe: Entity = entity("e1", "Alder", decision=Decision.DISMISSED)
    assert isinstance(verdict("Alder", register(maybe)), VerifiedText)


def test_a_register_with_a_name_twice_is_masked_with_the_first_token() -> None:
    twice = register(ALDER, entity("e5", "ALDER"))
    outcome = verdict("Alder and Robert Alder", twice)
    assert isinstance(outcome, VerifiedText)
    assert outcome.tokens == {"CLIENT_A"}


def test_what_two_could_be_called_stops_the_payload_in_instructions_and_user_names_too() -> None:
    both = register(
        *(replace(entity(f"e{at}", f"{name} Valeworth"), typed=True) for at, name in ((1, "Jo"), (2, "Al")))
    )
    owners = {("instructions", "alias", "e1"), ("instructions", "alias", "e2")}
    assert reasons(verdict("x", both, lambda payload: replace(payload, instructions="Ask Valeworth."))) == owners
    assert {("d1/b0", "alias", "e1"), ("d1/b0", "alias", "e2")} <= reasons(verdict("write to @xvaleworth", both))


def test_an_identifier_in_instructions_or_a_title_is_a_hit_if_it_is_masked() -> None:
    ssn = entity("e3", "123-45-6789", kind=Kind.SSN, role=Role.IDENTIFIER)

    def instructed(payload: Payload) -> Payload:
        return replace(payload, instructions="Look for SSN 123-45-6789 or jo@example.com.")

    assert ("instructions", "identifier", "e3") in reasons(verdict("x", register(ssn), instructed))
    dismissed = replace(ssn, decision=Decision.DISMISSED)
    assert isinstance(verdict("x", register(dismissed), instructed), VerifiedText)


def test_a_masked_identifier_is_a_hit_by_its_value_however_it_is_written() -> None:
    phone = entity("e3", "(312) 555-0144", kind=Kind.PHONE, role=Role.IDENTIFIER)
    _, names, _, payload = prepared("Call +1 312 555 0144 now", register(phone))
    sent = with_passages("Call +1 312 555 0144 now")
    assert ("d1/b0", "identifier", "e3") in reasons(verdict("Call +1 312 555 0144 now", register(phone), sent))
    assert ("d1/b0", "identifier", "e3") in reasons(verify(sent(payload), names, (), ()))


def test_a_name_without_a_word_of_letters_is_a_hit_in_instructions() -> None:
    named = register(company("e1", "3M"))
    outcome = verdict("x", named, lambda payload: replace(payload, instructions="Write for 3M."))
    assert reasons(outcome) == {("instructions", "alias", "e1")}


def test_the_words_of_every_kind_of_token_are_the_applications_own() -> None:
    called = register(company("e1", "SSN"), company("e2", "BIRTHDATE"))

    def instructed(payload: Payload) -> Payload:
        return replace(payload, instructions="Keep CLIENT, SSN and BIRTHDATE as they are.")

    assert isinstance(verdict("x", called, instructed), VerifiedText)
