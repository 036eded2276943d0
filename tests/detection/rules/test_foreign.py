"""Courts, governments and offices of other countries. All names of people are invented."""

import pytest

from legalredact.detection.rules.foreign import foreign_bodies, is_abroad, is_american
from legalredact.model.mention import Kind, Tier
from tests.detection.conftest import Look

ABROAD = "The Marlova Administrative Court heard Lionel Harrowgate on 3 May 1999. The Court of Cassation agreed.\n"
AMERICAN = "Under 28 U.S.C. § 1331 the Supreme Court of Ohio heard Odessa Brightwater. The Court of Appeals agreed.\n"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("heard by the Marlova Administrative Court on", "Marlova Administrative Court"),
        ("in the Court of Cassation (yargilik) then", "Court of Cassation (yargilik)"),
        ("the Ministry of the Interior said", "Ministry of the Interior"),
        ("at the Marlova garrison there", "Marlova garrison"),
        ("the Foreign and Commonwealth Office wrote", "Foreign and Commonwealth Office"),
        ("the High Court of Marlova at Oster sat", "High Court of Marlova at Oster"),
        ("he left Turkey in", "Turkey"),
        ("the United Kingdom Government said", "United Kingdom Government"),
        ("and the House of Lords held", "House of Lords"),
    ],
)
def test_bodies_abroad(text: str, body: str) -> None:
    assert body in [one.span.of(text) for one in foreign_bodies(text)]


@pytest.mark.parametrize("text", ["he went to court", "The court held", "In court he said", "This Office is closed"])
def test_no_bodies_abroad(text: str) -> None:
    assert list(foreign_bodies(text)) == []


def test_they_are_possible_and_kept_in_clear(found: Look) -> None:
    mentions = found(ABROAD)
    for name in ("Marlova Administrative Court", "Court of Cassation"):
        assert (mentions[name].kind, mentions[name].tier) == (Kind.GOVERNMENT, Tier.POSSIBLE)
    assert mentions["Lionel Harrowgate"].tier is Tier.SUGGESTED


def test_courts_of_an_american_paper_are_not_offered(found: Look) -> None:
    assert is_american(AMERICAN)
    assert set(found(AMERICAN)) == {"Odessa Brightwater"}


def test_a_person_beside_a_body_stays_suggested(found: Look) -> None:
    text = "Mr. Lionel Harrowgate Court Registrar of the Marlova Court left. Mr. Harrowgate came.\n"
    assert found(text)["Harrowgate"].tier is Tier.SUGGESTED


FROM_ABROAD = "The Marlova Administrative Court of Denmark heard the Danish firm. The Council agreed. He left Turkey.\n"


def test_named_bodies_are_suggested_where_a_paper_says_it_is_from_abroad(found: Look) -> None:
    assert is_abroad(FROM_ABROAD)
    mentions = found(FROM_ABROAD)
    assert mentions["Marlova Administrative Court of Denmark"].tier is Tier.SUGGESTED
    assert "Council" not in {surface for surface, one in mentions.items() if one.tier is Tier.SUGGESTED}
    assert mentions["Turkey"].tier is Tier.POSSIBLE


@pytest.mark.parametrize("text", [AMERICAN, f"{FROM_ABROAD} {AMERICAN}", "The Office of the Registrar wrote to her."])
def test_american_papers_and_papers_that_do_not_say_are_not_from_abroad(text: str) -> None:
    assert not is_abroad(text)


@pytest.mark.parametrize("text", ["the High Court held", "a Division Bench sat", "under the Rules of Court"])
def test_courts_without_a_name_are_not_offered(text: str) -> None:
    assert list(foreign_bodies(text)) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("On 20 March the Court of Appeal (Svea hovrätt) upheld it.", "Court of Appeal (Svea hovrätt)"),
        ("It upheld the decision of the Marlova court on the appeal. It was final.", "Marlova court"),
        ("It asked the Court of Justice of the European Union (ECJ).", "Court of Justice of the European Union (ECJ)"),
    ],
)
def test_a_courts_name_is_kept_whole(found: Look, text: str, body: str) -> None:
    assert found(text)[body].tier is Tier.POSSIBLE
