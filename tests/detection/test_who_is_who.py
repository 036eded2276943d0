"""Spellings to entities: what merges, what must not, what is asked. All names are invented."""

import pytest

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.detection.lexicon.name_parsing import person_name
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Decision, Register
from tests.detection.conftest import questions, resolved, who


def test_every_spelling_of_a_person_is_one_entity() -> None:
    resolution = resolved(
        "[P Jonathan Q. Fairlie] sued. [P FAIRLIE] left. Mr. [P Fairlie] and [P J. Fairlie] "
        "and [P Fairlie, Jonathan] and [P Fairlie's] dog."
    )
    assert who(resolution) == {"Jonathan Q. Fairlie": {"Fairlie", "J. Fairlie", "Fairlie, Jonathan"}}
    assert len(resolution.mentions["d1"]) == 6


def test_every_spelling_of_a_company_is_one_entity() -> None:
    resolution = resolved(
        "[O Tarrow Mills Corp.] paid. [O TARROW MILLS CORPORATION] sued. [O Tarrow Mills] won, and [O Tarrow] left."
    )
    assert who(resolution) == {"Tarrow Mills Corp.": {"TARROW MILLS CORPORATION", "Tarrow Mills", "Tarrow"}}


def test_middle_names_and_initials_fit() -> None:
    resolution = resolved(
        "[P Nichola Marie Jagel], [P Nichola M. Jagel], [P NICHOLA MARIE JAGEL], [P R. Bruce Carlow], [P Bruce Carlow]"
    )
    assert set(who(resolution)) == {"Nichola Marie Jagel", "R. Bruce Carlow"}


def test_two_people_of_one_surname_are_two_and_the_bare_surname_is_asked() -> None:
    resolution = resolved("[P John Marrow] and [P Mary Marrow] met. [P Marrow] left.")
    assert set(who(resolution)) == {"John Marrow", "Mary Marrow"}
    assert questions(resolution) == {"Marrow": {"John Marrow", "Mary Marrow"}}


def test_a_question_is_masked_under_a_token_of_its_own() -> None:
    resolution = resolved("[P John Marrow] and [P Mary Marrow] met. [P Marrow] left.")
    question = next(e for e in resolution.register.entities if e.among)
    assert question.masked
    assert [m.entity for m in resolution.mentions["d1"]][2] == question.id


def test_an_initial_that_fits_two_is_asked() -> None:
    resolution = resolved("[P John Marrow] and [P Jane Marrow] met. [P J. Marrow] signed.")
    assert questions(resolution) == {"J. Marrow": {"John Marrow", "Jane Marrow"}}


def test_an_initial_that_nobody_has_seen_but_the_text_has_is_asked() -> None:
    resolution = resolved("[P John Marrow] and [P Jane Marrow] met. Then J. Marrow signed.")
    assert questions(resolution) == {"J. Marrow": {"John Marrow", "Jane Marrow"}}


def test_junior_and_senior_are_two() -> None:
    resolution = resolved("[P Robert Vandel, Jr.] sued [P Robert Vandel, Sr.]. [P Robert Vandel] testified.")
    assert set(who(resolution)) == {"Robert Vandel, Jr.", "Robert Vandel, Sr."}
    assert set(questions(resolution)) == {"Robert Vandel"}


def test_titles_of_two_genders_block_a_merge() -> None:
    resolution = resolved("Mrs. [P Imogen Fairlie] met Mr. [P Fairlie].")
    assert set(who(resolution)) == {"Imogen Fairlie", "Fairlie"}


def test_two_middle_initials_are_two_people() -> None:
    resolution = resolved("[P Jane Q. Roedale] met [P Jane R. Roedale].")
    assert set(who(resolution)) == {"Jane Q. Roedale", "Jane R. Roedale"}


def test_double_surnames_and_particles() -> None:
    resolution = resolved(
        "[P Maria Lopez Garcinda], [P Lopez Garcinda], Ms. [P Garcinda], [P Vanessa St. Cloud], [P St. Cloud], "
        "[P Olga Petrovna de Brito], [P de Brito]"
    )
    assert set(who(resolution)) == {"Maria Lopez Garcinda", "Vanessa St. Cloud", "Olga Petrovna de Brito"}


def test_a_judge_and_a_party_of_one_surname_are_two() -> None:
    resolution = resolved("Judge [P Grellman] ruled.", "[P Tom Grellman], Plaintiff, waited.")
    assert set(who(resolution)) >= {"Tom Grellman"}
    roles = {e.name: e.role for e in resolution.register.entities if not e.among}
    assert roles["Tom Grellman"] is not Role.JUDGE


def test_companies_of_different_forms_are_two_and_the_bare_name_is_asked() -> None:
    resolution = resolved("[O Acme Widgets, Inc.] and [O Acme Widgets, LLC] merged. [O Acme Widgets] paid.")
    assert set(who(resolution)) == {"Acme Widgets, Inc.", "Acme Widgets, LLC"}
    assert set(questions(resolution)) == {"Acme Widgets"}


def test_a_company_with_a_form_of_its_own_is_no_short_name() -> None:
    resolution = resolved("[O Petersen Energia Inversora, S.A.U.] owns [O Petersen Energia S.A.U.] of Spain.")
    assert set(who(resolution)) == {"Petersen Energia Inversora, S.A.U.", "Petersen Energia S.A.U."}


@pytest.mark.parametrize("term", ["BPV", "Bellwether", "Peripheral"])
def test_a_defined_term_is_its_owners(term: str) -> None:
    resolution = resolved(f"[O Bellwether Peripheral Ventures, Inc.] (“[O {term}]”) paid. [O {term}] won.")
    assert who(resolution) == {"Bellwether Peripheral Ventures, Inc.": {term}}


def test_a_term_defined_for_two_is_asked() -> None:
    resolution = resolved(
        "[O C. R. Tarrow, Inc.] and [O Tarrow Vascular, Inc.] (collectively, “[O Tarrow]”) made filters."
    )
    assert questions(resolution) == {"Tarrow": {"C. R. Tarrow, Inc.", "Tarrow Vascular, Inc."}}


def test_an_abbreviation_is_derived() -> None:
    resolution = resolved("[O Ostrava Water Resources Board] met. [O OWRB] left.")
    assert who(resolution) == {"Ostrava Water Resources Board": {"OWRB"}}


@pytest.mark.parametrize("tie", ["d/b/a", "f/k/a", "also known as", "doing business as"])
def test_what_documents_say_of_two_names(tie: str) -> None:
    resolution = resolved(f"[O Brightwater Logistics, LLC], {tie} [O Quickhaul], paid.")
    assert who(resolution) == {"Brightwater Logistics, LLC": {"Quickhaul"}}


def test_names_are_found_over_the_whole_matter() -> None:
    resolution = resolved(
        "[P Imogen Fairlie] sued.", "Then FAIRLIE left with imogen fairlie's dog, said Fairlie, Imogen."
    )
    assert [m.surface for m in resolution.mentions["d2"]] == ["FAIRLIE", "imogen fairlie", "Fairlie, Imogen"]


def test_a_derived_spelling_over_two_names_of_a_list_is_none() -> None:
    resolution = resolved("[P Mark A. Downsend], [P Wanda J. Downsend] filed.")
    assert [m.surface for m in resolution.mentions["d1"]] == ["Mark A. Downsend", "Wanda J. Downsend"]


def test_an_address_that_spells_a_name_is_there_twice() -> None:
    resolution = resolved(
        "[P Imogen Fairlie] of [O Fern Hollow Partners] wrote [E ifairlie@fernhollow.com], see [U www.fernhollow.com]"
    )
    ids = {e.name: e.id for e in resolution.register.entities}
    spelled = {m.surface: m.entity for m in resolution.mentions["d1"] if m.source == "address"}
    assert spelled == {
        "ifairlie@fernhollow.com": ids["Imogen Fairlie"],
        "www.fernhollow.com": ids["Fern Hollow Partners"],
    }
    kinds = [m.kind for m in resolution.mentions["d1"] if m.surface == "ifairlie@fernhollow.com"]
    assert kinds == [Kind.EMAIL, Kind.PERSON]  # what it is comes first, and masks it


def test_margin_numbers_hyphens_and_letter_spacing_do_not_part_names() -> None:
    resolution = resolved(
        "1  [P IMOGEN FAIRCLOTH-\n2   WAINFORD] sued\n3  [O T E S S I L Y  Corp.] "
        "and [O Tessily\n4  Corporation]; [P Faircloth-Wainford] lost."
    )
    assert set(who(resolution)) == {"IMOGEN FAIRCLOTH-WAINFORD", "Tessily Corporation"}


def test_possible_names_stay_possible_until_one_place_is_sure() -> None:
    resolution = resolved("[P? Okonski] left.", "[P? Tarrow] and Mr. [P Tarrow].")
    tiers = {e.name: e.tier for e in resolution.register.entities}
    assert tiers == {"Okonski": Tier.POSSIBLE, "Tarrow": Tier.SUGGESTED}


# The register


def test_names_of_the_register_alone_lead_to_every_spelling() -> None:
    register = parse_register(
        "Jonathan Q. Fairlie | client\nTarrow Mills, Inc. | party\nOstrava Water Resources Board | party"
    )
    resolution = resolved(
        "Fairlie wrote to FAIRLIE, J. Fairlie and Fairlie, Jonathan. TARROW MILLS and Tarrow paid; so did the OWRB, "
        "and Jonathan Fair-\nlie, at [E jfairlie@tarrowmills.com].",
        register=register,
    )
    text = resolution.mentions["d1"]
    assert [m.surface for m in text if m.kind is not Kind.EMAIL] == [
        "Fairlie",
        "FAIRLIE",
        "J. Fairlie",
        "Fairlie, Jonathan",
        "TARROW MILLS",
        "Tarrow",
        "OWRB",
        "Jonathan Fair-\nlie",
        "jfairlie@tarrowmills.com",
    ]


def test_roles_and_decisions_of_the_register_are_kept() -> None:
    register = parse_register("Imogen Fairlie | client")
    resolution = resolved("Judge [P Imogen Fairlie] sat.", register=register)
    (entity,) = resolution.register.entities
    assert (entity.id, entity.role, entity.decision, entity.typed) == ("e1", Role.CLIENT, Decision.CONFIRMED, True)


def test_an_ordinary_word_is_taken_for_a_typed_name_only_where_it_stands_alone() -> None:
    register = parse_register("Standard Mutual Company | client")
    resolution = resolved("They sued Standard over the Standard Form. Standards rose.", register=register)
    assert [m.surface for m in resolution.mentions["d1"]] == ["Standard", "Standard"]
    assert resolved("The Standard Form is standard.", register=register).mentions["d1"] == ()


def test_a_newcomer_makes_a_found_alias_a_question() -> None:
    before = resolved("[P John Marrow] met. [P Marrow] left.").register
    after = resolved("[P John Marrow] met. [P Marrow] left.", "[P Mary Marrow] came.", register=before)
    assert questions(after) == {"Marrow": {"John Marrow", "Mary Marrow"}}
    assert after.register.get(before.entities[0].id).name == "John Marrow"


def test_what_a_company_was_called_by_before_people_of_that_name_came_is_a_question() -> None:
    typed = parse_register("Marrow & Vandel Mills LLC | client\nThomas Marrow, Jr. | client")
    before = resolved("Marrow & Vandel Mills LLC sold. The elder Marrow did not sign.", register=typed)
    after = resolved(
        "[O Marrow & Vandel Mills LLC] sold to [P Thomas Marrow, Sr.]. The elder Mr. [P Marrow] did not sign.",
        register=before.register,
    )
    asked = questions(after)["Marrow"]
    assert {"Thomas Marrow, Jr.", "Thomas Marrow, Sr."} <= asked
    assert all("Marrow" not in aliases for aliases in who(after).values())


def test_a_surname_that_a_company_begins_with_means_the_person_who_is_typed() -> None:
    typed = parse_register("Marrow & Vandel Mills LLC | client\nThomas Marrow | client")
    resolution = resolved("Mr. Marrow left. They sued Marrow.", register=typed)
    assert {m.entity for m in resolution.mentions["d1"]} == {"e2"}


def test_a_companys_short_name_stays_while_nobody_bears_it() -> None:
    typed = parse_register("Marrow & Vandel Mills LLC | client")
    before = resolved("They sued Marrow.", register=typed).register
    after = resolved("They sued Marrow.", "[P Mary Fairlie] came.", register=before)
    assert who(after)["Marrow & Vandel Mills LLC"] == {"Marrow"}


def test_a_typed_alias_stays_although_a_newcomer_shares_it() -> None:
    register = parse_register("John Marrow | client | Marrow")
    resolution = resolved("[P Mary Marrow] came. [P Marrow] left.", register=register)
    assert questions(resolution) == {}
    assert [m.entity for m in resolution.mentions["d1"]][1] == "e1"


def test_a_fuller_name_becomes_the_name_and_ids_stay() -> None:
    before = resolved("Mr. [P Marrow] left.").register
    after = resolved("Mr. [P Marrow] left.", "[P John Marrow] came.", register=before)
    assert who(after) == {"John Marrow": {"Marrow"}}
    assert [e.id for e in after.register.entities] == [e.id for e in before.entities]


def test_who_bears_a_surname_that_is_masked_by_itself_is_suggested() -> None:
    resolution = resolved("[P August Lane] sued. [P Lane] left. [P? April Lane] keeps the books; [P? May Street] left.")
    assert {e.name: e.tier for e in resolution.register.entities if not e.among} == {
        "August Lane": Tier.SUGGESTED,
        "April Lane": Tier.SUGGESTED,
        "May Street": Tier.POSSIBLE,
    }


def test_who_bears_a_surname_that_is_typed_for_somebody_is_suggested() -> None:
    typed = parse_register("August Lane | client | Lane")
    resolution = resolved("[P August Lane] sued. [P? April Lane] keeps the books.", register=typed)
    assert [e.tier for e in resolution.register.entities if e.name == "April Lane"] == [Tier.SUGGESTED]


@pytest.mark.parametrize("name", ["August Lane", "Summer Stone", "May Field"])
def test_a_typed_name_of_two_words_of_the_language_is_a_persons_if_one_is_a_given_name(name: str) -> None:
    assert [e.kind for e in parse_register(f"{name} | client").entities] == [Kind.PERSON]


def test_who_bears_a_surname_that_stays_in_clear_stays_possible() -> None:
    before = resolved("[P August Lane] sued. [P Lane] left.").register
    dismissed = before.decided(Decision.DISMISSED, [before.entities[0].id])
    after = resolved("[P August Lane] sued.", "[P? April Lane] left.", register=dismissed).register
    assert [e.tier for e in after.entities if e.name == "April Lane"] == [Tier.POSSIBLE]


def test_dismissed_names_stay_dismissed() -> None:
    before = resolved("[P Imogen Fairlie] left.").register
    dismissed = before.decided(Decision.DISMISSED, [before.entities[0].id])
    after = resolved("[P Imogen Fairlie] left.", "[P Fairlie] came.", register=dismissed).register
    assert [(e.decision, e.aliases) for e in after.entities] == [(Decision.DISMISSED, ("Fairlie",))]


def test_no_spelling_has_two_owners() -> None:
    register = resolved(
        "[P John Marrow], [P Mary Marrow], [P Marrow], [O Marrow Mills, Inc.], [O Marrow Mills], [P J. Marrow], [O MMI]"
    ).register
    spellings = [spelling for e in register.entities for spelling in e.spellings]
    assert len(spellings) == len(set(spellings))


def test_an_empty_matter_resolves_to_its_register() -> None:
    register = parse_register("Imogen Fairlie | client")
    assert resolved(register=register).register == register
    assert resolved("Nobody is here.").register == Register()


ENGLISH = "Daniel Young | client\nTheresa May | client\nOdessa Price | party\nJude Law | witness"


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Young paid the bill.", ["Young"]),
        ("May said no in May.", ["May"]),
        ("May said no. They asked May.", ["May", "May"]),
        ("Then May said no.", ["May"]),
        ("In May the rain came. On May 5 it went.", []),
        ("Price testified that the price rose.", ["Price"]),
        ("Price increases were high.", []),
        ("The law is clear. Law enforcement came.", []),
        ("PRICE: I do not know.\nLAW: Nor do I.", ["PRICE", "LAW"]),
        ("Price, who drove, left.", ["Price"]),
        ("Young's case failed, and a young man cried.", ["Young"]),
    ],
)
def test_a_typed_surname_that_is_a_word_is_told_by_what_it_does(text: str, surfaces: list[str]) -> None:
    resolution = resolved(text, register=parse_register(ENGLISH))
    assert [m.surface for m in resolution.mentions["d1"]] == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("August wrote to them on August 14, 2023. In August, they answered.", ["August"]),
        ("August said so. A call with August; then since August came.", ["August", "August", "August"]),
        ("In August it rained, and on August 5.", []),
    ],
)
def test_a_typed_given_name_that_is_a_month_is_told_by_what_it_does(text: str, surfaces: list[str]) -> None:
    resolution = resolved(text, register=parse_register("August Lane | client"))
    assert [m.surface for m in resolution.mentions["d1"]] == surfaces


def test_a_lone_given_name_of_somebody_known_is_theirs() -> None:
    register = parse_register("Odessa Brightwater | client\nGrant Wrenley | party")
    resolution = resolved("The form names Odessa as a payee. The grant was for Odessa Harrow.", register=register)
    assert [m.surface for m in resolution.mentions["d1"]] == ["Odessa", "Odessa"]


# Evidence and conflicts, one by one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Ellerby", "Bob Ellerby"),
        ("Robert Q. Ellerby", "Robt. Ellerby"),
        ("William Ellerby", "Wm. Ellerby"),
        ("Bobby Ellerby", "Robert Ellerby"),
        ("Elizabeth Ellerby", "ELLERBY, BETH"),
    ],
)
def test_a_diminutive_before_the_same_surname_is_the_same_person(one: str, other: str) -> None:
    assert len(who(resolved(f"[P {one}] called. [P {other}] signed."))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Ellerby", "William Ellerby"),
        ("Robert Ellerby, Jr.", "Bob Ellerby, Sr."),
        ("Robert A. Ellerby", "Bob C. Ellerby"),
        ("Robert Ellerby", "Bob Wrenley"),
    ],
)
def test_a_diminutive_merges_nobody_against_a_conflict(one: str, other: str) -> None:
    assert len(who(resolved(f"[P {one}] called. [P {other}] signed."))) == 2


def test_a_diminutive_of_two_is_asked() -> None:
    resolution = resolved("[P Robert Ellerby] and [P Albert Ellerby] met. [P Bert Ellerby] signed.")
    assert questions(resolution) == {"Bert Ellerby": {"Robert Ellerby", "Albert Ellerby"}}


def test_titles_of_two_genders_block_a_diminutive() -> None:
    resolution = resolved("Mr. [P Alexander Ellerby] called. Ms. [P Alex Ellerby] signed.")
    assert len(who(resolution)) == 2


def test_a_party_of_the_caption_is_who_the_text_calls_by_surname_and_role() -> None:
    resolution = resolved("[P:caption ODESSA BRIGHTWATER],\n\n  Plaintiff.\n\nPlaintiff [P Brightwater] fell.")
    assert who(resolution) == {"ODESSA BRIGHTWATER": {"Brightwater"}}


@pytest.mark.parametrize("address", ["odessa.brightwater@x.example", "obrightwater@x.example", "brightwater@x.example"])
def test_an_address_is_evidence_where_only_one_person_fits(address: str) -> None:
    resolution = resolved(f"[P Odessa Brightwater] and [P Lionel Dale] met. Write to [E {address}].")
    owner = next(e.id for e in resolution.register.entities if e.name == "Odessa Brightwater")
    assert [m.entity for m in resolution.mentions["d1"] if m.source == "address"] == [owner]


def test_an_address_that_fits_two_is_nobodys() -> None:
    resolution = resolved("[P Odessa Brightwater] and [P Olaf Brightwater] met. Write to [E obrightwater@x.example].")
    assert [m for m in resolution.mentions["d1"] if m.source == "address"] == []


def test_a_middle_name_is_no_better_than_a_first_name_of_somebody_else() -> None:
    resolution = resolved("[P Euphemia Clement Marrow] willed it to [P Clement Birch Tull]. [P Clement] cried.")
    assert questions(resolution) == {"Clement": {"Euphemia Clement Marrow", "Clement Birch Tull"}}


def test_a_surname_in_capitals_before_the_given_name_is_a_surname() -> None:
    resolution = resolved("[P SINGH Harpreet] and [P SINGH Harjit] sailed. [P Harjit Singh] fell. [P Singh] called.")
    assert who(resolution) == {"SINGH Harpreet": set(), "Harjit Singh": {"SINGH Harjit"}}
    assert questions(resolution) == {"Singh": {"SINGH Harpreet", "Harjit Singh"}}


@pytest.mark.parametrize("surface", ["AJ Marrow", "Ana MARROW", "MARROW ANA", "JR Marrow"])
def test_other_capitals_turn_no_order(surface: str) -> None:
    assert person_name(surface).surname == person_name(surface.title()).surname


def test_an_at_behind_a_titled_name_says_where_somebody_is() -> None:
    resolution = resolved("Dr. [P Kimmel] @ [P Pekin Peds] will see [P Thimmaiah] @ [P Thimma].")
    assert who(resolution) == {"Kimmel": set(), "Pekin Peds": set(), "Thimmaiah": {"Thimma"}}


def test_an_attorney_is_not_the_firm_of_their_name() -> None:
    resolution = resolved("Legal was told (Atty [P:title Larkin]). A fee went to [O Larkin Advocates, PLLC].")
    assert set(who(resolution)) == {"Larkin", "Larkin Advocates, PLLC"}


def test_two_letters_are_no_company_that_their_documents_do_not_name() -> None:
    apart = resolved("[O Alder Pane Pty Ltd] sued.", "Grady in [O AP] said so.")
    assert who(apart) == {"Alder Pane Pty Ltd": set(), "AP": set()}
    assert who(resolved("[O Alder Pane Pty Ltd] sued. [O AP] won."))["Alder Pane Pty Ltd"] == {"AP"}


def test_a_given_name_and_a_surname_are_not_the_end_of_somebodys_name() -> None:
    father = resolved("[P Thaddeus Joseph Tarrow] was born to [P Joseph Tarrow] and Irene.")
    assert set(who(father)) == {"Thaddeus Joseph Tarrow", "Joseph Tarrow"}
    assert set(who(resolved("[P Maria Lopez Garcia] came. [P Lopez Garcia] left."))) == {"Maria Lopez Garcia"}


def _owners(*texts: str) -> dict[str, set[str]]:
    """Address → names of people and companies of which it is a mention, too."""
    resolution = resolved(*texts)
    named = {e.id: e.name for e in resolution.register.entities if e.kind.is_name}
    found: dict[str, set[str]] = {}
    for mention in (one for mentions in resolution.mentions.values() for one in mentions):
        if "@" in mention.surface:
            found.setdefault(mention.surface, set()).update(
                {named[mention.entity]} if mention.entity in named else set()
            )
    return found


def test_a_company_does_not_absorb_the_people_of_its_mail_domain() -> None:
    said = "[O Tarrow Mills, Inc.] paid [P Maren Okonski]. "
    mail = "[E mokonski@tarrowmills.com] [E jane.fairlie@tarrowmills.com] [E jf@tarrowmills.com]"
    assert _owners(said + mail) == {
        "mokonski@tarrowmills.com": {"Maren Okonski"},
        "jane.fairlie@tarrowmills.com": set(),
        "jf@tarrowmills.com": set(),
    }


def test_the_shared_mailboxes_of_a_company_are_the_companys() -> None:
    said = "[O Tarrow Mills, Inc.] paid. "
    mail = "[E info@tarrowmills.com] [E no-reply@tarrowmills.com] [E tarrowmills@gmail.com] [E tarrowmills@pell.com]"
    assert _owners(said + mail) == {
        "info@tarrowmills.com": {"Tarrow Mills, Inc."},
        "no-reply@tarrowmills.com": {"Tarrow Mills, Inc."},
        "tarrowmills@gmail.com": {"Tarrow Mills, Inc."},
        "tarrowmills@pell.com": set(),
    }


def test_an_address_is_that_of_the_person_who_is_known_by_one_of_its_names_alone() -> None:
    said = "[O Tarrow Mills, Inc.] asked [P Gwen] and [P Muldoon]; [P Robert Fairlie] left. "
    mail = "[E gwen.pascoe@tarrowmills.com] [E tmuldoon@tarrowmills.com] [E jane.fairlie@tarrowmills.com]"
    assert _owners(said + mail) == {
        "gwen.pascoe@tarrowmills.com": {"Gwen"},
        "tmuldoon@tarrowmills.com": {"Muldoon"},
        "jane.fairlie@tarrowmills.com": set(),
    }


@pytest.mark.parametrize("mailbox", ["SBRANDM", "Sbrandm", "SVALE"])
def test_the_mailbox_behind_a_name_is_the_persons(mailbox: str) -> None:
    address = f"</O=[O TARROW]/OU=NA/CN=RECIPIENTS/CN=[P {mailbox}]>"
    resolution = resolved(f"To: [P Brandmeir, Solveig] {address}\nCc: [P Vale, Ann]")
    assert who(resolution) == {
        "Brandmeir, Solveig": {"Brandmeir", mailbox},
        "TARROW": set(),
        "Vale, Ann": set(),
    }


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("To: [P Brandmeir, Tom] </O=X/CN=RECIPIENTS/CN=[P BRANDMEIR]>\nMs. [P Mary Brandmeir] left.", "Brandmeir"),
        ("To: [P Brandmeir, Tom] </O=X/CN=RECIPIENTS/CN=[P MARY]>\nMs. [P Mary Brandmeir] left.", "Mary"),
        ("Dinner: [P Solveig Brandmeir] @[P Martin]\nMr. [P Martin Vale] left.", "Martin"),
        ("Dinner: [P Solveig Brandmeir] @[P Vale]\nMr. [P Martin Vale] left.", "Vale"),
        ("To: [P Vale, Ann] </O=X/CN=RECIPIENTS/CN=[P TARROW]>\n[O Tarrow] sued. [O Tarrow] won.", "Tarrow"),
    ],
)
def test_a_mailbox_or_place_that_is_another_name_is_not_taken_from_its_bearer(said: str, word: str) -> None:
    resolution = resolved(said, f"Then [P {word}] left." if word != "Tarrow" else "")
    first = said[said.index("[P ") + 3 : said.index("]")]
    assert word.casefold() not in {alias.casefold() for alias in who(resolution)[first]}


def test_a_mailbox_of_two_people_is_asked() -> None:
    box = "</O=X/CN=RECIPIENTS/CN=[P ZDESK]>"
    resolution = resolved(f"To: [P Vale, Ann] {box}\nCc: [P Brandmeir, Solveig] {box}")
    assert questions(resolution) == {"ZDESK": {"Vale, Ann", "Brandmeir, Solveig"}}


@pytest.mark.parametrize("listed", ["@[P {}] (chair)", "(@[P {}])", "@[P {}]"])
def test_the_user_name_behind_a_whole_name_in_a_list_is_the_persons(listed: str) -> None:
    resolution = resolved(f"* [P Solveig Brandmeir] {listed.format('frostfox')}\n* [P Ann Vale]")
    assert "frostfox" in who(resolution)["Solveig Brandmeir"]


@pytest.mark.parametrize("said", ["[P Solveig] @[P frostfox]", "[P Solveig Brandmeir] @[P frostfox] are you there"])
def test_a_user_name_that_is_spoken_to_is_somebody_else(said: str) -> None:
    assert "frostfox" in who(resolved(said))


def test_a_body_behind_a_name_is_no_user_name() -> None:
    resolution = resolved("* [P Solveig Brandmeir] (@[O tarrowmills])")
    assert "tarrowmills" in who(resolution)


def test_a_name_in_brackets_behind_another_is_no_mailbox() -> None:
    resolution = resolved("[P Solveig Brandmeir] <[P Kvale]> wrote.")
    assert set(who(resolution)) == {"Solveig Brandmeir", "Kvale"}


def test_the_initials_before_the_place_of_a_body_abbreviate_it() -> None:
    resolution = resolved("The [O Lutheran Community Center of Halden] paid. The [O LCC] left.")
    assert set(who(resolution)) == {"Lutheran Community Center of Halden"}
