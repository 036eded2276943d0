"""Two names that a model takes for one. All names are invented."""

from legalredact.model.mention import Kind, Tier
from tests.detection.conftest import Look


def test_a_rank_cut_short_stands_before_a_name(found: Look) -> None:
    names = found("The report was checked by Sgt Royal for the Det Bureau, and Atty Crisp asked for Atty Fees.")
    assert names["Royal"].tier.value == "suggested"
    assert not {"Fees", "Bureau"} & {surface for surface, one in names.items() if one.source == "title"}


def test_somebody_behind_a_public_body_is_one_by_themselves(found: Look) -> None:
    names = found(
        "Response filed by the Clerk for Town of Ashby, Ashlow County and Devon Fairlie. The court heard the plaintiff."
    )
    assert names["Devon Fairlie"].kind is Kind.PERSON
    assert names["Devon Fairlie"].tier is Tier.SUGGESTED
    assert names["Ashlow County"].kind is Kind.GOVERNMENT
