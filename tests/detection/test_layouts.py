"""Captions in the layouts that courts use, and running heads. All names are invented."""

import pytest

from legalredact.detection.rules import captions, governments
from legalredact.model.mention import Role, Tier
from tests.detection.conftest import Look

PERSON, COMPANY = "ODESSA BRIGHTWATER", "TESSILY CARTAGE"

LAYOUTS = {
    "colons": """ODESSA BRIGHTWATER,          :
                             :
               Plaintiff,    :   CIVIL ACTION - LAW
          v.                 :
TESSILY CARTAGE,             :   No. 2021-04417
               Defendant.    :
""",
    "narrow colons": """ODESSA BRIGHTWATER : CIVIL ACTION
Plaintiff : NO. 21-1234
v. :
TESSILY CARTAGE :
Defendant :
""",
    "borders with an X": """-----------------------------------------X
ODESSA BRIGHTWATER,
                         Plaintiff,              Index No. 512/2021
        -against-
TESSILY CARTAGE,
                         Defendant.
-----------------------------------------x
""",
    "a column of X": """In the Matter of the Claim of           x
ODESSA BRIGHTWATER                      x
                       Claimant,        x
          -against-                     x
TESSILY CARTAGE                         x
                       Respondent.      x
""",
    "stars": """ODESSA BRIGHTWATER,          *
      Plaintiff,             *   IN THE CIRCUIT COURT
v.                           *   FOR MARLOW COUNTY
TESSILY CARTAGE,             *
      Defendant.             *
*****************************
""",
    "box": """+------------------------+---------------------------+
| ODESSA BRIGHTWATER,    | Case No. 21-CV-0417       |
|        Plaintiff,      |                           |
| vs.                    |                           |
| TESSILY CARTAGE,       | COMPLAINT                 |
|        Defendant.      |                           |
+------------------------+---------------------------+
""",
    "brackets": """ODESSA BRIGHTWATER, an individual;      ) Case No.: 21STCV04417
               Plaintiff,               ) COMPLAINT FOR DAMAGES
     vs.                                )
TESSILY CARTAGE, a partnership; and     ) 1. Negligence
DOES 1 through 50, inclusive,           ) 2. Fraud
               Defendants.              )
""",
    "sections": """ODESSA BRIGHTWATER     §   IN THE DISTRICT COURT
                       §
VS.                    §   MARLOW COUNTY, TEXAS
                       §
TESSILY CARTAGE        §   14TH JUDICIAL DISTRICT
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_parties_are_found_in_every_layout(found: Look, layout: str) -> None:
    mentions = found(LAYOUTS[layout])
    assert {mentions[name].tier for name in (PERSON, COMPANY)} == {Tier.SUGGESTED}
    words = {word for surface, one in mentions.items() if one.tier is Tier.SUGGESTED for word in surface.split()}
    assert not words & {"X", "x", "CIVIL", "ACTION", "COMPLAINT", "CIRCUIT", "Negligence", "1.", "|", ":", "*"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("STATE OF OHIO, ex rel. ODESSA BRIGHTWATER,\n    Relator,\n", {"STATE OF OHIO", PERSON}),
        ("IN RE: THE MARRIAGE OF\n\nODESSA BRIGHTWATER,\n     Petitioner,\n", {PERSON}),
        ("Z.K., a minor, by and through his guardian ad litem ODESSA BRIGHTWATER,\n  Plaintiff,\n", {"Z.K.", PERSON}),
        (
            "ODESSA BRIGHTWATER, Administratrix of the Estate of LIONEL DALE, Deceased,\n   Plaintiff\n",
            {PERSON, "LIONEL DALE"},
        ),
    ],
)
def test_parties_by_others(found: Look, text: str, parties: set[str]) -> None:
    roles = {surface: one.role for surface, one in found(text).items() if one.tier is Tier.SUGGESTED}
    assert roles == dict.fromkeys(parties, Role.PARTY)


@pytest.mark.parametrize(
    "text",
    [
        "STATE OF OHIO ex            | Dept. 12\nrel. ODESSA BRIGHTWATER,    | Case No. 24-118\n     Relator,\n",
        "STATE OF OHIO EX            : Dept. 12\nREL. ODESSA BRIGHTWATER     : Case No. 24-118\n     v.  :\n",
        "STATE OF OHIO,              )\nEX            ) Dept. 12\nREL. ODESSA BRIGHTWATER,    )\n  Relator, )\n",
        "| STATE OF OHIO ex | Case No. 9 |\n| rel. ODESSA BRIGHTWATER, | |\n| Relator, | |\n",
    ],
)
def test_a_border_does_not_cut_ex_rel(found: Look, text: str) -> None:
    assert {s for s, one in found(text).items() if one.tier is Tier.SUGGESTED} - {"STATE OF OHIO"} == {PERSON}


@pytest.mark.parametrize("body", ["TARROW SUPPLY", "BLUE HERON CAFE", "TESSILY CARTAGE", "STONE HARBOR DENTAL"])
@pytest.mark.parametrize("border", [":", "|"])
def test_an_and_parts_two_parties_of_a_caption_that_speaks_of_several(found: Look, body: str, border: str) -> None:
    text = f"{body} AND HARROWGATE {border} Dept. 12\nPlaintiffs, {border} Case No. 24-1\nv. {border}\n"
    assert {body, "HARROWGATE"} == {s for s, one in found(text).items() if one.tier is Tier.SUGGESTED}


def test_an_and_below_a_border_ties_another_party(found: Look) -> None:
    text = "TESSILY CARTAGE          | Dept. 12\nAND HARROWGATE,          | Case No. 9\n     Petitioners,        |\n"
    names = {s for s, one in found(text).items() if one.tier is Tier.SUGGESTED}
    assert COMPANY in names
    assert any("HARROWGATE" in name for name in names - {COMPANY})


@pytest.mark.parametrize("name", ["Bureau of Health and Human Services", "Tarrow and Marine Supply", "Wren and Sons"])
def test_an_and_inside_a_bodys_name_parts_nothing(name: str) -> None:
    text = f"{name},\n     Defendants.\n"
    assert [one.span.of(text) for one in captions.before_roles(text, ())] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ODESSA BRIGHTWATER V. LIONEL HARROWGATE\n\nOrder.\n", {PERSON, "LIONEL HARROWGATE"}),
        ("Brightwater V. Harrowgate Freight, Inc.\n", {"Brightwater", "Harrowgate Freight, Inc."}),
        ("Brightwater V. Harrowgate\nPage 2\nMs. Brightwater left.\n", {"Brightwater", "Harrowgate"}),
        ("Odessa V. Wrenley met Lionel V. Dale; Lionel was late.\n", {"Odessa V. Wrenley", "Lionel V. Dale", "Lionel"}),
    ],
)
def test_a_capital_v_parts_two_parties_and_no_persons_name(found: Look, text: str, names: set[str]) -> None:
    assert set(found(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("See City of Marlow v. State of Ohio. Harrowgate paid.", ["City of Marlow", "State of Ohio"]),
        ("CITY OF MARLOW. HARROWGATE paid", ["CITY OF MARLOW"]),
        ("the U.S. Dept. of Labor. Brightwater", ["U.S. Dept. of Labor"]),
        ("the Dep't of Transp. of Ohio", ["Dep't of Transp. of Ohio"]),
    ],
)
def test_a_government_ends_with_its_sentence(text: str, names: list[str]) -> None:
    assert [one.span.of(text) for one in governments.governments(text)] == names
