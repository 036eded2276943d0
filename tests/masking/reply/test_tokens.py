"""Which words of a reply are tokens that were altered on the way, for tokens and texts that few replies have."""

import pytest

from legalredact.masking.reply.tokens import KnownTokens
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity
from legalredact.model.review import FindingKind


def altered(text: str, *tokens: str, source: str = "", heading: bool = False) -> list[str]:
    """What is found altered in a reply to a payload that has these tokens, and says `source`."""
    known = KnownTokens(frozenset(tokens), source or " and ".join(tokens))
    found = list(known.findings(text, heading=heading))
    assert {kind for kind, _ in found} <= {FindingKind.ALTERED_TOKEN}
    return [span.of(text) for _, span in found]


@pytest.mark.parametrize("spelled", ["C-L-I-E-N-T", "c l i e n t", "W.I.T.N.E.S.S", "E*M*A*I*L"])
def test_a_word_of_a_token_that_is_spelled_out_is_altered(spelled: str) -> None:
    assert altered(f"So {spelled} A sued.", "CLIENT_A") == [spelled]


def test_a_short_word_of_a_kind_with_dots_is_an_abbreviation() -> None:
    assert altered("Her S.S.N. and the U-R-L are there.", "SSN_1", "URL_1") == []


def test_a_token_misspelled_by_a_letter_is_altered_unless_the_payload_has_it_so() -> None:
    for text, found in (("So PARTI B signed.", ["PARTI B"]), ("So PARTS B signed.", []), ("So PARTI C signed.", [])):
        assert altered(text, "PARTY_B") == found
    assert altered("So PARTI B signed.", "PARTY_B", source="PARTY_B is PARTI B") == []


def test_what_the_payload_spells_out_is_not_altered() -> None:
    assert altered("So C-L-I-E-N-T sued.", "CLIENT_A", source="CLIENT_A is C-L-I-E-N-T here") == []


def test_a_word_that_is_spelled_out_is_told_once() -> None:
    assert altered("So C-L-I-E-N-T sued, and C L I E N T A too.", "CLIENT_A") == ["C-L-I-E-N-T", "C L I E N T"]


def test_one_alteration_hides_no_other_before_or_after_it() -> None:
    text = "Client A sued, C-L-I-E-N-T came, Client A left, client_a wrote, Client A won."
    found = altered(text, "CLIENT_A")
    assert sorted(found) == ["C-L-I-E-N-T", "Client A", "Client A", "Client A", "client_a"]


def test_a_token_that_stood_in_a_document_of_itself_is_no_party() -> None:
    assert KnownTokens(frozenset(), "PARTY_Q and PARTY_Q and PARTY_Q").prominent({}) == ()


@pytest.mark.parametrize(
    ("text", "token", "found"),
    [
        ("So CLIENTB sued.", "CLIENT_B", ["CLIENTB"]),
        ("So CLIENTS sued.", "CLIENT_S", []),  # an English word in capitals
        ("So ClientS sued.", "CLIENT_S", ["ClientS"]),
        ("So ClientB sued.", "CLIENT_C", []),
    ],
)
def test_a_tail_may_have_grown_onto_its_word(text: str, token: str, found: list[str]) -> None:
    assert altered(text, token) == found


@pytest.mark.parametrize(
    ("text", "token", "found"),
    [
        ("So the client ab sued.", "CLIENT_AB", ["client ab"]),
        ("So the client as such sued.", "CLIENT_AS", []),
        ("So the client AS such sued.", "CLIENT_AS", ["client AS"]),
        ("So the client-as sued.", "CLIENT_AS", ["client-as"]),
        ("So no client i know sued.", "CLIENT_I", []),
        ("So no client I sued.", "CLIENT_B", []),
        ("THE CLIENT A WEEK LATER", "CLIENT_A", []),
        ("THE CLIENT A week later", "CLIENT_A", ["CLIENT A"]),
        ("So Party A Week Later sued.", "PARTY_A", ["Party A"]),
    ],
)
def test_a_tail_that_is_a_word_of_its_own_is_none_where_nothing_speaks_for_it(
    text: str, token: str, found: list[str]
) -> None:
    assert altered(text, token) == found


def test_a_capital_before_another_in_a_heading_is_no_tail() -> None:
    assert altered("Party A Week Later", "PARTY_A", heading=True) == []
    assert altered("Party A week later", "PARTY_A", heading=True) == ["Party A"]


def test_a_form_that_the_payload_has_is_not_altered() -> None:
    source = "PARTY_B signed as Party B in the form of Party-B."
    assert altered("So Party B signed.", "PARTY_B", source=source) == []
    assert altered("So party b signed.", "PARTY_B", source=source) == []
    assert altered("So PARTY B signed.", "PARTY_B", source=source) == ["PARTY B"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So the CLIENT sued in the USA", ["CLIENT"]),
        ("USA sued, then the CLIENT", ["CLIENT"]),
        ("WHAT CLIENT wanted", []),
        ("The CLIENT WANTED it", []),
        ("The PARTY sued", []),  # no token has that word
    ],
)
def test_a_bare_word_in_capitals_lost_its_tail_unless_capitals_stand_beside_it(text: str, found: list[str]) -> None:
    assert altered(text, "CLIENT_A") == found


def test_a_bare_word_that_the_payload_has_lost_nothing() -> None:
    assert altered("So the CLIENT sued.", "CLIENT_A", source="CLIENT_A is the CLIENT.") == []


def test_a_number_with_the_word_of_a_kind_is_altered_where_the_payload_has_that_token() -> None:
    assert altered("So Email 1 and Email 2 came.", "EMAIL_1") == ["Email 1"]


def test_what_is_joined_by_an_underscore_is_told_once_and_as_a_whole() -> None:
    assert altered("So client_a and _CLIENT_A_ sued.", "CLIENT_A") == ["client_a", "_CLIENT_A_"]


def test_what_the_payload_joins_by_an_underscore_is_not_altered() -> None:
    source = "CLIENT_A filled in CLIENT_Name and CLIENT_A1."
    assert altered("See CLIENT_Name and CLIENT_A1 there.", "CLIENT_A", source=source) == []
    assert altered("See CLIENT_Named there.", "CLIENT_A", source=source) == ["CLIENT_Named"]


def test_a_capital_that_stands_apart_belongs_to_no_exact_token() -> None:
    assert altered("So CLIENT_A A week later sued.", "CLIENT_A") == []
    assert altered("So Client_A B sued.", "CLIENT_A", "CLIENT_B") == ["Client_A B"]


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("CLIENT_AB", FindingKind.ALTERED_TOKEN),  # letters added
        ("PARTY_A", FindingKind.ALTERED_TOKEN),  # another role
        ("PARTY_C", FindingKind.ALTERED_TOKEN),  # letters lost
        ("CLIENT_B", FindingKind.INVENTED_TOKEN),
        ("WITNESS_AB", FindingKind.INVENTED_TOKEN),
    ],
)
def test_a_token_that_is_near_one_of_the_payload_is_altered_and_any_other_invented(
    token: str, kind: FindingKind
) -> None:
    known = KnownTokens(frozenset({"CLIENT_A", "PARTY_CD"}), "CLIENT_A v. PARTY_CD")
    assert [found for found, _ in known.findings(f"So {token} sued.", heading=False)] == [kind]


@pytest.mark.parametrize(
    ("text", "token", "found"),
    [
        ("So PARTT B signed.", "PARTY_B", ["PARTT B"]),
        ("So PRTY B signed.", "PARTY_B", ["PRTY B"]),
        ("So XPARTY B signed.", "PARTY_B", ["XPARTY B"]),
        ("So PARTYX B signed.", "PARTY_B", ["PARTYX B"]),
        ("So PART B signed.", "PARTY_B", []),  # an English word
        ("So XXPARTY B signed.", "PARTY_B", []),
        ("So XXPARTY_B signed.", "PARTY_B", ["XXPARTY_B"]),
        ("So XXPARTY_Q signed.", "PARTY_B", ["XXPARTY_Q"]),
        ("So PARTT C signed.", "PARTY_B", []),
        ("So PARTXX B signed.", "PARTY_B", []),  # two letters off, and no underscore
        ("So GRANTEX B signed.", "PARTY_B", []),
        ("So PARTXX_B signed.", "PARTY_B", ["PARTXX_B"]),
        # before an underscore a word of a token is one whatever follows it
        ("So PRTY_Q signed.", "PARTY_B", ["PRTY_Q"]),
        ("So PA-RTY_Q signed.", "PARTY_B", ["PA-RTY_Q"]),
        ("So prtyy_Q signed.", "PARTY_B", ["prtyy_Q"]),
        ("So GRANTEX_Q signed.", "PARTY_B", []),
        ("The clients came.", "CLIENT_S", []),  # an English word
        ("The clientx came.", "CLIENT_X", ["clientx"]),
        ("The clientX came.", "CLIENT_X", ["clientX"]),
        ("The clientX came.", "CLIENT_B", []),
        ("So CLI\u200bENT_A sued.", "CLIENT_A", ["CLI\u200bENT_A"]),
    ],
)
def test_how_far_a_word_may_be_from_a_tokens(text: str, token: str, found: list[str]) -> None:
    assert altered(text, token) == found


@pytest.mark.parametrize("written", ["PARTY:B", "PARTY~B", "PARTY–B", "PARTY=B", "PARTY&#x5F;B", "PARTY%5FB"])
def test_a_token_with_another_mark_is_altered_unless_the_payload_has_it_so(written: str) -> None:
    assert altered(f"So {written} signed.", "PARTY_B") != []
    assert altered(f"So {written} signed.", "PARTY_B", heading=True) == [
        written
    ]  # there the word alone is told nowhere
    assert altered(f"So {written} signed.", "PARTY_C", heading=True) == []
    assert altered(f"So {written} signed.", "PARTY_B", source=f"PARTY_B is {written} here") == []
    assert altered(f"So {written} signed.", "PARTY_C", source="PARTY_C is PARTY here") == []


@pytest.mark.parametrize(
    ("counts", "prominent"),
    [
        ({"PARTY_A": 3}, ["PARTY_A"]),
        ({"PARTY_A": 2}, []),
        ({"PARTY_A": 3, "CLIENT_B": 27}, ["CLIENT_B", "PARTY_A"]),  # three of thirty are a tenth
        ({"PARTY_A": 3, "CLIENT_B": 28}, ["CLIENT_B"]),
        ({"PARTY_A": 3, "PERSON_C": 28}, ["PARTY_A"]),  # only clients and parties count
        ({"PERSON_C": 9}, []),
        ({"PARTY_A": 4, "PARTY_B": 5, "CLIENT_D": 6}, ["CLIENT_D", "PARTY_B", "PARTY_A"]),
    ],
)
def test_a_party_is_prominent_with_three_places_and_a_tenth_of_those_of_all_parties(
    counts: dict[str, int], prominent: list[str]
) -> None:
    roles = {"PARTY": Role.PARTY, "CLIENT": Role.CLIENT, "PERSON": Role.PERSON}
    entities = {t: Entity(t, "Ada Vale", Kind.PERSON, roles[t.partition("_")[0]], (), token=t) for t in counts}
    source = " and ".join(f"{token} left" for token, count in counts.items() for _ in range(count))
    assert [*KnownTokens(frozenset(counts), source).prominent(entities)] == prominent


def test_tokens_that_are_used_are_those_of_the_payload_exactly() -> None:
    known = KnownTokens(frozenset({"PARTY_A", "PARTY_B"}), "PARTY_A, PARTY_B")
    assert known.used("So PARTY_A’s and PARTY_BC, PARTY_C and party_b.") == {"PARTY_A"}


@pytest.mark.parametrize(
    ("text", "heading", "found"),
    [
        # the word alone is one that lost its tail, except in headings
        ("So PARTY “B” signed.", False, ["PARTY"]),
        ("So PARTY “B” signed.", True, ["PARTY “B”"]),
        ("So PARTY [B] signed.", True, ["PARTY [B]"]),
        ("So PARTY “C” signed.", True, []),
        ("So PARTY  B signed.", True, ["PARTY  B"]),
        ("So PARTY : B signed.", True, ["PARTY : B"]),
        ("So PARTY / C signed.", True, []),
        ("So partyb signed.", False, ["partyb"]),
        ("So partyc signed.", False, []),
        ("So **Party** B signed.", False, ["Party** B"]),
        ("So Party\u00a0B signed.", False, ["Party\u00a0B"]),
        ("So Party‑B signed.", False, ["Party‑B"]),
        ("So Party B’S log is there.", False, []),
        ("So Email‑1 came.", False, ["Email‑1"]),
        ("So the PARTY signed.", True, []),
        ("So the PARTY signed.", False, ["PARTY"]),
        ("SO THE PARTY SIGNED.", False, []),
        ("So PARTY_ B signed.", False, ["PARTY_ B"]),
        ("So PARTY&#95;B signed.", False, ["PARTY&#95;B"]),
        ("So PARTY\u200b_B signed.", False, ["PARTY\u200b_B"]),
        ("So party_list is there.", False, []),
        ("So party_b2 is there.", False, []),
        ("So party_bcd is there.", False, ["party_bcd"]),
    ],
)
def test_marks_and_gaps_that_part_a_token(text: str, heading: bool, found: list[str]) -> None:
    assert altered(text, "PARTY_B", "EMAIL_1", heading=heading) == found
