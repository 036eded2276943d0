"""Names of files with masked text spell no name of the matter, and two of them are never the same."""

from dataclasses import replace

import pytest

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.masking.tokens import assign
from legalredact.model.mention import Kind, Role
from legalredact.model.payload import MaskedText
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.send import output_names as module
from legalredact.workflow.send.output_names import output_names


@pytest.fixture(scope="module")
def register() -> Register:
    typed = parse_register("Marguerite Oldacre | client\nPenhallow Freight, Inc. | party | Penhallow\n")
    return assign(typed, ())


def named(register: Register, *originals: str) -> list[str]:
    names = output_names({f"d{n}": name for n, name in enumerate(originals)}, register)
    return [one.name for one in names.values()]


@pytest.mark.parametrize(
    "name",
    ["letter.txt", "complaint_2024-01-09.pdf", "NDA (final), v. 2.docx", "Schriftsatz Müller.txt", "naïve 契約.txt"],
)
def test_a_name_that_spells_nobody_stays_as_it_is(register: Register, name: str) -> None:
    assert named(register, name) == [f"{name.rpartition('.')[0]}.masked.txt"]
    assert not output_names({"d": name}, register)["d"].masked


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("Oldacre v. Penhallow motion.pdf", "CLIENT_A v. PARTY_A motion.masked.txt"),
        ("marguerite_oldacre_letter.txt", "CLIENT_A letter.masked.txt"),
        ("MARGUERITE OLDACRE.txt", "CLIENT_A.masked.txt"),
        ("Oldacre-Penhallow.docx", "CLIENT_A-PARTY_A.masked.txt"),
    ],
)
def test_a_name_of_the_matter_becomes_its_token(register: Register, name: str, output: str) -> None:
    typed = {entity.name: entity.token for entity in register.entities}
    wanted = output.replace("CLIENT_A", typed["Marguerite Oldacre"]).replace(
        "PARTY_A", typed["Penhallow Freight, Inc."]
    )
    assert named(register, name) == [wanted]
    assert output_names({"d": name}, register)["d"].masked


@pytest.mark.parametrize("name", ["letter to Xi Wu.txt", "letter to x-i-w-u.txt", "for Quillfeather.txt"])
def test_a_name_that_masking_missed_gives_way_to_the_id(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = assign(parse_register("Xi Wu | client\nTamsin Quillfeather | party | Quillfeather\n"), ())
    blind = MaskedText("d7", "", ())
    monkeypatch.setattr(module, "mask", lambda document, *_: replace(blind, text=document.text))
    monkeypatch.setattr(module, "_words_masked", lambda text, _: text)
    outputs = output_names({"d7": name}, known)
    assert (outputs["d7"].name, outputs["d7"].masked) == ("d7.masked.txt", True)


def test_words_of_what_is_left_in_clear_and_of_addresses_stay(register: Register) -> None:
    """Somebody dismissed Penhallow; of an address the words alone say nothing."""
    entities = tuple(
        replace(entity, decision=Decision.DISMISSED) if entity.name.startswith("Penhallow") else entity
        for entity in register.entities
    )
    address = Entity("e9", "4 Quillfeather Road", Kind.ADDRESS, Role.IDENTIFIER, typed=True, token="ADDRESS_A")
    known = Register((*entities, address))
    assert named(known, "Penhallow rates.txt", "Quillfeather plan.txt") == [
        "Penhallow rates.masked.txt",
        "Quillfeather plan.masked.txt",
    ]


def test_a_word_that_two_share_stands_for_neither() -> None:
    known = assign(parse_register("Marguerite Oldacre | client\nHarlan Oldacre | party\n"), ())
    (name,) = named(known, "Oldacre letter.txt")
    assert "ldacre" not in name
    assert not any(entity.token in name for entity in known.entities)


def test_a_name_that_no_token_can_stand_for_gives_way_to_the_id(register: Register) -> None:
    (name,) = named(register, "xxOldacrexPenhallowxx.txt")
    assert "ldacre" not in name
    assert "enhallow" not in name


def test_no_two_outputs_are_the_same(register: Register) -> None:
    originals = (
        "Oldacre letter.txt",
        "Marguerite Oldacre letter.pdf",
        "OLDACRE LETTER.txt",
        "oldacre letter.txt",
        "a.txt",
        "a.pdf",
        "a.txt.docx",
        "A.TXT",
        "same.txt",
        "same.txt",
        "",
        ".txt",
    )
    names = named(register, *originals)
    assert len({name.casefold() for name in names}) == len(originals)
    assert not any("oldacre" in name.casefold() for name in names)


def test_a_name_that_another_file_has_with_its_ending_is_not_given_twice(register: Register) -> None:
    assert named(register, "a.txt", "a.pdf", "a.txt.docx") == [
        "a.txt.d0.masked.txt",
        "a.pdf.masked.txt",
        "a.txt.masked.txt",
    ]


@pytest.mark.parametrize(("name", "masked"), [("xFenbyx.txt", True), ("xQuorx.txt", False), ("xRavelinx.txt", False)])
def test_names_of_five_letters_are_found_among_others_and_words_of_addresses_are_not(name: str, masked: bool) -> None:
    typed = assign(parse_register("Fenby | client\nQuor | party\n"), ())
    address = Entity("e9", "4 Ravelin Road", Kind.ADDRESS, Role.IDENTIFIER, typed=True, token="ADDRESS_A")
    outputs = output_names({"d0": name}, Register((*typed.entities, address)))
    assert outputs["d0"].masked is masked


def test_files_that_share_a_name_keep_their_endings_and_then_their_ids(register: Register) -> None:
    assert named(register, "a.txt", "a.pdf") == ["a.txt.masked.txt", "a.pdf.masked.txt"]
    assert named(register, "a.txt", "a.txt") == ["a.txt.d0.masked.txt", "a.txt.d1.masked.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "x" * 300 + ".txt",
        "ü" * 250 + ".txt",
        "a/../../b?.txt",
        "con.txt",
        "CON.txt",
        "Lpt1.txt",
        "a\x00b\ud800.txt",
        "",
    ],
)
def test_every_name_can_be_written_on_every_system(register: Register, name: str) -> None:
    (output,) = named(register, name)
    assert not output.startswith(".")
    assert len(output.encode()) <= 255
    assert not set(output) & set('/\\:*?"<>|\x00')
    assert not output.lower().startswith(("con.", "lpt1."))


def test_a_file_without_a_name_is_called_by_its_id(register: Register) -> None:
    assert named(register, "") == ["d0.masked.txt"]


def test_a_name_is_cut_only_where_it_has_to_be(register: Register) -> None:
    longest = "x" * (240 - len(".masked.txt") - 1) + "."
    assert named(register, "a..txt") == ["a..masked.txt"]
    assert named(register, f"{longest}.txt") == [f"{longest}.masked.txt"]
    assert named(register, f"{longest}x.txt") == [f"{longest[:-1]}.masked.txt"]


def test_long_names_that_are_cut_stay_apart(register: Register) -> None:
    originals = {f"d{n}{'0' * 40}": f"{'x' * 300}{n}.txt" for n in (1, 2)}
    names = [one.name for one in output_names(originals, register).values()]
    assert all(f"x.{document_id}.masked.txt" in name for document_id, name in zip(originals, names, strict=True))
    assert len(set(names)) == 2
    assert [len(name.encode()) for name in names] == [240, 240]


def test_a_company_is_known_by_one_word_of_its_name_too() -> None:
    typed = assign(parse_register("Penhallow Freight, Inc. | party\nOrla Vantongeren | client\n"), ())
    tokens = {entity.name.split()[0]: entity.token for entity in typed.entities}
    assert named(typed, "PENHALLOW old rates.txt") == [f"{tokens['Penhallow']} old rates.masked.txt"]
    assert named(typed, "vantongeren_affidavit.txt") == [f"{tokens['Orla']} affidavit.masked.txt"]
    assert named(typed, "freight rates.txt") == ["freight rates.masked.txt"]
