"""Terms of a contract by their subject; nothing of papers that are no contracts."""

import pytest

from legalredact.model.entry_kind import EntryKind as K
from legalredact.summary.local.contract_terms import contract_terms, is_contract
from tests.summary.local.entries_of import CREW, body, ranked, told

NAMED = [f"This Lease was about the {word} of it." for word in "alder birch cedar dogwood elm fir".split()]
BOUND = [f"PARTY_B shall see the {word} of it." for word in "alder birch cedar dogwood elm fir".split()]
LEASE = (*NAMED[:4], *BOUND[:4])


@pytest.mark.parametrize(
    ("texts", "contract"),
    [
        (LEASE, True),
        (LEASE[1:], False),
        (LEASE[:7], False),
        ([one.replace("This Lease", "THIS LEASE").replace("shall see", "SHALL see what was") for one in LEASE], True),
        ((*NAMED[:4], *BOUND[:4], *CREW[:5]), True),  # four of thirteen oblige
        ((*NAMED[:4], *BOUND[:4], *CREW[:6]), False),
        (
            (
                *NAMED[:4],
                *[f"{one[:-1]} on the {n} barge." for one in BOUND[:6] for n in "red old big wet dry new".split()],
            ),
            True,
        ),
        (
            (
                *NAMED[:4],
                *[f"{one[:-1]} on the {n} barge." for one in BOUND[:6] for n in "red old big wet dry new".split()],
                BOUND[0],
            ),
            False,
        ),
        ((*NAMED[:4], *BOUND[:3], "All that PARTY_B shall see"), False),  # a line does not count
    ],
)
def test_a_contract_names_itself_and_obliges_in_many_sentences(texts: tuple[str, ...], contract: bool) -> None:
    assert is_contract(body(*texts)) is contract


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("This Lease is GOVERNED by the LAWS of East Caroline.", K.LAW),
        ("The initial TERM of three years shall commence then.", K.TERM),
        ("CLIENT_A may TERMINATE this Lease upon that.", K.TERMINATION),
        ("All NOTICES shall be in WRITING to all.", K.NOTICE),
        ("PARTY_B SHALL PAY the rent that was due to all.", K.PAYMENT),
        ("PARTY_B SHALL NOT sublet what was due to all.", K.DUTIES),
        ("PARTY_B shall pay the rent during the term of three years.", K.TERM),
        ("It was red all over the old house.", None),
    ],
)
def test_a_clause_is_told_under_its_subject_alone(clause: str, kind: K | None) -> None:
    for one in (K.LAW, K.TERM, K.TERMINATION, K.NOTICE, K.PAYMENT, K.DUTIES):
        assert (clause in told(contract_terms, *LEASE, clause, kind=one)) is (one is kind)
        assert told(contract_terms, *CREW[:9], clause, kind=one) == []


@pytest.mark.parametrize(
    "made",
    [
        "This Lease is made by and between CLIENT_A and PARTY_B.",
        "THIS LEASE IS MADE it is said BY AND BETWEEN all of them.",
        "A lease of the house was agreed among CLIENT_A and PARTY_B.",
        "A LEASE of the house was AGREED AMONG CLIENT_A and all.",
    ],
)
def test_the_parties_of_a_contract_are_where_it_begins(made: str) -> None:
    assert told(contract_terms, made, *LEASE, kind=K.PARTIES) == [made]
    assert told(contract_terms, *LEASE, made, kind=K.PARTIES) == []


def test_the_parties_are_named_within_a_fifth_of_a_contract() -> None:
    made = "This Lease is made by and between CLIENT_A and PARTY_B."
    above = (*NAMED[:3], "y" * 40)
    start = len("\n".join((*above, "")))
    for letters, found in ((start * 5, []), (start * 5 + 1, [made])):
        below = "\n".join((*above, made, *LEASE[3:], *BOUND[:4], ""))
        texts = (*above, made, *LEASE[3:], *BOUND[:4], "x" * (letters - len(below)))
        assert len(body(*texts).plain) == letters
        assert told(contract_terms, *texts, kind=K.PARTIES) == found


def test_a_short_list_keeps_clauses_below_their_heading_then_with_figures_and_duties() -> None:
    titled = "The rent is payable when PARTY_B shall see it."
    figures = "The rent of $700.00 is payable and PARTY_B shall see it."
    bound, bare = "The fee is payable when PARTY_B shall ask.", "The old price is payable in the yard."
    texts = (*LEASE, bound, bare, figures, "PAYMENT OF RENT", titled)
    assert ranked(contract_terms, *texts, kind=K.PAYMENT) == [[titled], [figures], [bound], [bare]]


@pytest.mark.parametrize(
    ("heading", "clause", "kind"),
    [
        ("GOVERNING LAWS", "It is {} governed by all the laws.", K.LAW),
        ("WHO MAY TERMINATE IT", "CLIENT_A can {} cancel it.", K.TERMINATION),
        ("RENEWAL TERMS", "It is {} renewed each spring.", K.TERM),
    ],
)
def test_a_short_list_keeps_the_clause_whose_heading_has_another_form_of_the_subject(
    heading: str, clause: str, kind: K
) -> None:
    below, elsewhere = clause.format("then"), clause.format("also")
    texts = (*LEASE, "THE HARBOR", elsewhere, heading, below)
    assert ranked(contract_terms, *texts, kind=kind) == [[below], [elsewhere]]


def test_a_short_list_keeps_duties_with_exceptions_first() -> None:
    except_for, plain = "PARTY_B shall not sell it UNLESS all agree.", "PARTY_B shall not sell it to anybody."
    assert ranked(contract_terms, *LEASE, plain, except_for, kind=K.DUTIES) == [[except_for], [plain]]


@pytest.mark.parametrize("figure", ["$700.00", "May 4, 2021", "14 days"])
def test_amounts_dates_and_periods_are_figures_of_a_clause(figure: str) -> None:
    plain, told_of = "The rent is payable in the yard.", f"The rent is payable in {figure} of it."
    assert ranked(contract_terms, *LEASE, plain, told_of, kind=K.PAYMENT) == [[told_of], [plain]]
