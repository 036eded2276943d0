"""The rules, each by itself. All names are invented."""

from collections.abc import Iterable

import pytest

from legalredact.detection.lexicon.name_parsing import company_name
from legalredact.detection.pipeline.low_confidence import amid_another_tongue
from legalredact.detection.rules import captions, formulas, governments, legal_forms, titles
from legalredact.detection.rules.caption_parties import party_names
from legalredact.detection.rules.role_cues import role_of
from legalredact.detection.rules.rule import Found
from legalredact.matching.citations.find import case_citations
from legalredact.model.mention import Kind, Role, Span, Tier
from tests.detection.conftest import Look


def surfaces(text: str, found: Iterable[Found]) -> list[str]:
    return [" ".join(one.span.of(text).split()) for one in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr. Wren met Dr. Imogen A. O'Fairlie, Jr. there.", ["Wren", "Imogen A. O'Fairlie, Jr."]),
        ("MR. WREN TESTIFIED THAT", ["WREN"]),
        ("Judges Alder, Birch, and Cedarholm agree", ["Alder", "Birch", "Cedarholm"]),
        ("The Honorable Olga de Vries, presiding", ["Olga de Vries"]),
        ("Hon'ble Mr. Justice Ravi Menonkar", ["Ravi Menonkar"]),
        ("Ms. St. Cloud's claim", ["St. Cloud's"]),
        ("Officer Tallis shot", ["Tallis"]),
        ("Magistrate Judge Louisa S Tarrow: hearing", ["Louisa S Tarrow"]),
        ("the Justice Department and a Judge Advocate", []),
        ("HONORABLE DISCHARGE was denied", []),
        ("Mr. Wren\nDefendant", ["Wren"]),
        ("Hi Piet, Dr. I'm sorry", []),
    ],
)
def test_titles(text: str, names: list[str]) -> None:
    assert surfaces(text, titles.titled(text)) == names


def test_a_judges_title_is_a_judges_role() -> None:
    found = list(titles.titled("Judge Tarrow and Mr. Wren"))
    assert [one.role for one in found] == [Role.JUDGE, None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Plaintiff Acme Widgets, Inc. sued Beta Mill Corp. and the Company",
            ["Acme Widgets, Inc.", "Beta Mill Corp."],
        ),
        ("TLC Optics (USA) Corporation, et al.", ["TLC Optics (USA) Corporation"]),
        ("C. R. Tarrow, Inc. paid", ["C. R. Tarrow, Inc."]),
        ("Fern & Hollow PLLC, by", ["Fern & Hollow PLLC"]),
        ("filed by 21st Mill Corp., 53 Motion", ["21st Mill Corp."]),
        ("Bank of Ostrava, N.A. to pay", ["Bank of Ostrava, N.A."]),
        ("at Standard Mutual \nCompany today", ["Standard Mutual Company"]),
        ("Petersen Energia S.A.U. appeals", ["Petersen Energia S.A.U."]),
        ("by Maa Shakti Engines Pvt. Ltd. in", ["Maa Shakti Engines Pvt. Ltd."]),
        ("Although Viastra AB had", ["Viastra AB"]),
        ("601 MARKET STREET \nPHILADELPHIA, PA 19106", []),
        ("the Company and the Corporation", []),
    ],
)
def test_legal_forms(text: str, names: list[str]) -> None:
    assert surfaces(text, legal_forms.with_legal_form(text)) == names


def test_a_legal_form_does_not_reach_over_a_name_that_was_read() -> None:
    text = "filed by Frank H. Mora of Wren & Case, LLP today"
    barrier = text.index(" of Wren")
    assert surfaces(text, legal_forms.with_legal_form(text, {barrier})) == ["Wren & Case, LLP"]


def test_a_legal_form_does_not_reach_over_a_page() -> None:
    text = "see 2010 N.C. Sess. \n\fACME WIDGETS, LLC V. STATE"
    assert surfaces(text, legal_forms.with_legal_form(text)) == ["ACME WIDGETS, LLC"]


@pytest.mark.parametrize(
    "name",
    [
        "City of Marlow Falls",
        "Marlow Falls Water District",
        "U.S. Department of Transportation",
        "Ostrava Police Department",
        "Office of the Attorney General",
        "State of Ostrava",
        "Securities and Exchange Commission",
    ],
)
def test_governments(name: str) -> None:
    text = f"and {name}, among others"
    assert surfaces(text, governments.governments(text)) == [name]
    assert governments.is_government(name)


@pytest.mark.parametrize(
    "name", ["Marlow Falls County Court", "District of Colorado", "Acme Widgets, Inc.", "Jane Roe"]
)
def test_no_governments(name: str) -> None:
    assert surfaces(f"and {name} too", governments.governments(f"and {name} too")) == []


def test_a_sovereign_in_short_is_one_in_full_is_none() -> None:
    assert governments.is_sovereign("United States")
    assert governments.is_sovereign("the State")
    assert governments.is_sovereign("Missouri")
    assert not governments.is_sovereign("State of Missouri")


CAPTIONS: dict[str, tuple[str, set[str]]] = {
    "bracket column": (
        """JANE ROE, an individual, and ACME WIDGETS, LLC, a Delaware limited
liability company, d/b/a Widgetland,  )
                  )
   Plaintiffs,    )  Case No. 1:20-cv-1
 v.               )
                  )
QUENBY, INC.; DOES 1-10, inclusive,  )
  Defendants.     )
""",
        {"JANE ROE", "ACME WIDGETS, LLC", "Widgetland", "QUENBY, INC.", "DOES 1-10, inclusive"},
    ),
    "section column": (
        """MARTHA QUILL,      §
     Plaintiff,    §  IN THE DISTRICT COURT OF
                   §
VS.                §  HARRIS COUNTY, TEXAS
                   §
BRANDT & SOHN GMBH §
    Defendant.     §
""",
        {"MARTHA QUILL", "BRANDT & SOHN GMBH"},
    ),
    "ex rel.": (
        """STATE OF OSTRAVA, ex rel. LINNEA FROST, in her
official capacity, MARK J. SANDER,
in his official capacity.

Petitioners,
""",
        {"STATE OF OSTRAVA", "LINNEA FROST", "MARK J. SANDER"},
    ),
    "guardian": (
        "X.Y., a minor, by and through her guardian ad litem, MARY BENDER,\n\n   Plaintiff,\n",
        {"MARY BENDER"},
    ),
    "f/k/a": ("TARROW MILLS, INC. f/k/a OLD TARROW CO.,\n   Debtor.\n", {"TARROW MILLS, INC.", "OLD TARROW CO."}),
    "dotted role": (
        """Harsh Kumar Agarvale        ..... Petitioner
            versus
Union Mills And Ors     ..... Respondents
""",
        {"Harsh Kumar Agarvale", "Union Mills"},
    ),
    "role first": (
        "Appellant :- Girish Bajpaye\nRespondent :- Rama Pasik And Another\n",
        {"Girish Bajpaye", "Rama Pasik"},
    ),
    "lone v.": ("ANNA BELLWETHER\n\nv.\n\nTOBIAS WREN\n", {"ANNA BELLWETHER", "TOBIAS WREN"}),
    "address": (
        """Marina Annette Rodarte,
Aged About 44 Years, residing at 12 Thomas Road,
Kammanahal, Bangalore
   Petitioner
""",
        {"Marina Annette Rodarte"},
    ),
}


@pytest.mark.parametrize("layout", CAPTIONS)
def test_captions(layout: str) -> None:
    text, expected = CAPTIONS[layout]
    found = [
        *captions.before_roles(text, ()),
        *captions.beside_roles(text, ()),
        *captions.around_versus(text, ()),
    ]
    assert set(surfaces(text, found)) == expected
    assert {one.role for one in found} == {Role.PARTY}


def test_parties_of_a_case_name_but_not_of_a_precedent() -> None:
    text = "This is Roe v. Acme Widgets, Inc., unlike Alder v. Birch, 556 U.S. 662 (2009)."
    found = captions.in_case_names(text, case_citations(text), ())
    assert surfaces(text, found) == ["Roe", "Acme Widgets, Inc."]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In re Imogen Fairlie\n", ["Imogen Fairlie"]),
        ("Estate of Jane Q. Roe, deceased", ["Jane Q. Roe"]),
        ("IN RE: Tarrow Filters Products Liability Litigation\n", []),
        ("RE: Roe v. Doe, No. 1\n", []),
    ],
)
def test_who_a_matter_is_about(text: str, names: list[str]) -> None:
    assert surfaces(text, captions.in_re(text, ())) == names


def test_attorneys_for_plaintiff_are_no_party() -> None:
    text = "Imogen Fairlie\nAttorneys for\nPlaintiff\n"
    assert surfaces(text, captions.before_roles(text, ())) == []


def test_an_and_parts_parties_only_where_a_name_ends() -> None:
    text = "Fish and Wren Mills, Inc. and Jane Roe"
    whole = Span(0, len(text))
    assert surfaces(text, party_names(text, whole, ())) == ["Fish and Wren Mills, Inc.", "Jane Roe"]


def test_what_does_business_as_is_an_organization() -> None:
    text = "Jane Roe d/b/a Quickhaul"
    kinds = [one.kind for one in party_names(text, Span(0, len(text)), ())]
    assert kinds == [Kind.PERSON, Kind.ORGANIZATION]


def test_an_unknown_word_amid_another_language_is_possible(found: Look) -> None:
    text = "declaro que el día cuatro de marzo vi a Lupita salir de la tienda con su hermano"
    assert found(text)["Lupita"].tier is Tier.POSSIBLE


def test_a_german_noun_is_no_name_for_its_capital() -> None:
    text = "Die Klägerin hat der Beklagten die Forderung nicht bezahlt und verlangt das Gutachten zurück"
    assert not amid_another_tongue(text, Span(text.index("Gutachten"), text.index("Gutachten") + 9))


def test_a_spaced_slash_parts_two_fields() -> None:
    text = "Name / Company / Time"
    assert list(legal_forms.with_legal_form(text)) == []


def test_an_i_that_speaks_is_no_initial() -> None:
    assert [c.span.of(t) for t in ("Tell Mr. Roe I said so",) for c in titles.titled(t)] == ["Roe"]


def test_an_initial_behind_a_surname_in_brackets_stays_with_it(found: Look) -> None:
    assert "Quarmby, J" in found(
        "Order granting motion for relief from stay, RS #PD-1 (Quarmby, J) (Entered: 06/09/2008)"
    )


def test_a_state_and_a_legal_form_are_no_company() -> None:
    assert list(legal_forms.with_legal_form("Tarrow is an Ohio LLC and a California Corporation.")) == []


@pytest.mark.parametrize(
    ("core", "form"),
    [
        ("Vidrios del Bajío", ", S. de R.L. de C.V."),
        ("TARROW FREIGHT", ", S.A. DE C.V."),
        ("Tarrow Glas", " AG & Co. KGaA"),
        ("QUENBY PHOTONICS", " GMBH & CO. KG"),
        ("Huta Tarrow", " Sp. z o.o."),
        ("Tarrow Holding", " S.à r.l."),
        ("Zavod Tarrow", " OOO"),
        ("Tarrow Indah", " Tbk"),
        ("Tarrow Garasu", " K.K."),
    ],
)
def test_legal_forms_of_other_lands_and_of_several_words_end_a_name(core: str, form: str) -> None:
    text = f"It was sold to {core}{form} in May."
    assert [one.span.of(text) for one in legal_forms.with_legal_form(text)] == [core + form]
    assert company_name(core + form).form
    assert company_name(core + form).core == company_name(core).core


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The mediator, Hon. Dale Tarrow (Ret.), wants a letter.", None),
        ("Hon. Beatriz Tarrow, former mayor, came.", None),
        ("Hon. Beatriz Tarrow presided.", Role.JUDGE),
        ("Judge Beatriz Tarrow (Ret.) presided.", Role.JUDGE),
        ("Hon. Beatriz Tarrow, Senior United States District Judge", Role.JUDGE),
        ("Hon. Beatriz Tarrow, President Judge", Role.JUDGE),
        ("The Honorable Beatriz Tarrow\nUnited States District Court\n", Role.JUDGE),
        ("The case was argued before the Honorable Beatriz Tarrow on May 4.", Role.JUDGE),
        ("v.                           : Hon. Beatriz Tarrow\n", Role.JUDGE),
        ("The Honorable Beatriz Tarrow granted the motion.", Role.JUDGE),
        ("The Honorable Beatriz Tarrow\nUnited States Senate\n", None),
        ("The Honorable Beatriz Tarrow, Mayor of Alder, cut the ribbon.", None),
        ("Commissioner the Honorable Beatriz Tarrow voted.", None),
        ("The Honorable Beatriz Tarrow (State Representative) voted.", None),
        ("We met the Honorable Beatriz Tarrow at the fair.", None),
        ("The Honorable Beatriz Tarrow, who votes on budgets, wrote to the court.", None),
    ],
)
def test_an_honorable_who_holds_no_office_at_a_court_is_masked_as_others_are(text: str, role: Role | None) -> None:
    [one] = titles.titled(text)
    assert (one.role, role_of(text, one.span, Kind.PERSON)) == (role, role)


@pytest.mark.parametrize("office", ["Senator", "Mayor", "Rep.", "Commissioner", "Congresswoman"])
def test_an_office_between_honorable_and_the_name_is_no_judges(office: str) -> None:
    text = f"The Honorable {office} Beatriz Tarrow voted."
    found = list(titles.titled(text))
    assert {one.span.of(text) for one in found} == {"Beatriz Tarrow"}
    assert {(one.role, role_of(text, one.span, Kind.PERSON)) for one in found} == {(None, None)}


def test_ranks_of_two_words_stand_before_a_name() -> None:
    text = "Lt. Cmdr. Haruto Tarrow and Lt. Col. Quenby came."
    assert surfaces(text, titles.titled(text)) == ["Haruto Tarrow", "Quenby"]


def test_what_people_type_between_two_names_is_no_part_of_either(found: Look) -> None:
    names = found("[10:02] dan: can u ask priti abt the Nakatomi invoice\n[10:03] eve: lol gus halloran signs\n")
    assert "priti abt the Nakatomi" not in names
    assert "lol gus halloran" not in names


def test_a_list_of_counsel_names_each_of_them() -> None:
    text = "Counsel for Appellant :- M. Bhushak,Ashok Mehtare\n"
    assert surfaces(text, formulas.counsel_lists(text)) == ["M. Bhushak", "Ashok Mehtare"]
