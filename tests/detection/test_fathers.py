"""Fathers and sons of one name are two people where a document names both. All names are invented."""

import pytest

from tests.detection.conftest import questions, resolved, who


@pytest.mark.parametrize(
    "text",
    [
        "[P Primo Vale]; his son [P Primo Vale Jr.]; and others.",
        "[P PRIMO VALE] and [P PRIMO VALE, JR.], Plaintiffs.",
        "[P Primo Vale III] met his grandfather, [P Primo Vale], there.",
        "[P Moses Vale] had three by his first wife: children [P Moses Jr.] and Opal. [P Moses Vale Jr.] lives.",
        "It was left by [P Primo Vale] to his son [P Primo Vale Jr.] in May.",
    ],
)
def test_a_name_beside_itself_with_a_suffix_is_somebody_else(text: str) -> None:
    assert len(who(resolved(text))) == len(("father", "son"))


@pytest.mark.parametrize(
    "text",
    [
        "[P Primo Vale Jr.] testified. [P Primo Vale], a driver, signed.",
        "[P Primo Vale], also known as [P Primo Vale Jr.], signed.",
        "[P Primo Vale] (“[P Primo Vale Jr.]”) signed.",
    ],
)
def test_elsewhere_the_suffix_was_left_out(text: str) -> None:
    assert len(who(resolved(text))) == 1


def test_what_both_are_called_is_asked_about() -> None:
    resolution = resolved("[P Primo Vale]; his son [P Primo Vale Jr.]. [P:title Vale] left. [P Primo] came.")
    both = {"Primo Vale", "Primo Vale Jr."}
    assert questions(resolution) == {"Vale": both, "Primo": both}


def test_a_first_name_with_a_suffix_tells_which_of_them() -> None:
    resolution = resolved("[P Silas Vale Sr.] and [P Silas Vale Jr.] came. [P Silas Jr.] left. [P Silas] stayed.")
    assert "Silas Jr." in who(resolution)["Silas Vale Jr."]
    assert questions(resolution) == {"Silas": {"Silas Vale Sr.", "Silas Vale Jr."}}
