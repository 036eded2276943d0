"""The generator of training documents: exact labels, the same document for the same number, nobody real."""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SAMPLE = 400


@pytest.fixture(scope="module", autouse=True)
def importable(repository: Path) -> Iterator[None]:
    """The generator lies beside the scripts that use it and is no part of the program."""
    folder = str(repository / "packaging" / "model")
    sys.path.insert(0, folder)
    yield
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def module() -> Any:
    return importlib.import_module("generator.documents")


@pytest.fixture(scope="module")
def marks() -> Any:
    return importlib.import_module("generator.marks")


@pytest.fixture(scope="module")
def sample(module: Any) -> list[Any]:
    return [module.document(seed) for seed in range(SAMPLE)]


def surfaces(document: Any, label: str) -> list[str]:
    return [document.text[s.start : s.end] for s in document.stretches if s.label == label]


def test_the_same_number_gives_the_same_document(module: Any) -> None:
    assert module.document(7) == module.document(7)
    assert module.document(7).text != module.document(8).text


def test_every_kind_of_document_occurs(module: Any, sample: list[Any]) -> None:
    assert {d.kind for d in sample} == set(module.KINDS)


@pytest.mark.parametrize("seed", range(3))
def test_every_kind_can_be_asked_for_and_has_names(module: Any, seed: int) -> None:
    for kind in module.KINDS:
        document = module.document(seed, kind)
        assert document.kind == kind
        assert kind == "boilerplate" or surfaces(document, "PER") or surfaces(document, "ORG")


def test_no_mark_is_left_in_a_text(sample: list[Any]) -> None:
    assert not [d for d in sample if re.search("[\ue000-\uf8ff]", d.text)]


def test_labels_lie_in_order_without_overlap_and_begin_and_end_with_the_name(sample: list[Any]) -> None:
    for document in sample:
        end = 0
        for stretch in document.stretches:
            surface = document.text[stretch.start : stretch.end]
            assert stretch.start >= end
            assert surface.strip() == surface != ""
            end = stretch.end


def test_labels_hold_letters_and_no_titles(sample: list[Any]) -> None:
    people = [surface for d in sample for surface in surfaces(d, "PER")]

    assert len(people) > 1000
    assert not [p for p in people if not any(c.isalpha() for c in p)]
    assert not [p for p in people if re.match(r"(?:Mr|Ms|Mrs|Dr|Hon|Judge)\b\.? ", p)]


def test_names_of_a_document_stand_under_their_label_wherever_they_stand_whole(module: Any) -> None:
    undamaged = [d for d in (module.document(seed, "contract") for seed in range(40)) if "  " not in d.text]
    for document in undamaged:
        labelled = {(s.start, s.end) for s in document.stretches}
        for name in {s for s in surfaces(document, "PER") if " " in s and s.istitle()}:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text):
                assert any(s <= match.start() and match.end() <= e for s, e in labelled), name


def test_governments_have_a_label_of_their_own(sample: list[Any]) -> None:
    found = {surface for d in sample for surface in surfaces(d, "GOV")}

    assert any(surface.startswith("City of ") for surface in found)
    assert any(surface.endswith("School District") for surface in found)


def test_a_state_and_its_officials_are_governments_in_indian_judgments(module: Any) -> None:
    judgments = [module.document(seed, "foreign judgment") for seed in range(200)]
    found = {" ".join(surface.split()) for d in judgments for surface in surfaces(d, "GOV")}

    assert any(re.fullmatch(r"State [Oo]f \w[\w. ]+", surface) for surface in found)
    assert any("Collector" in surface for surface in found)
    assert any(surface.endswith("Municipal Corporation") for surface in found)


def test_courts_and_tribunals_are_no_names(module: Any) -> None:
    judgments = [module.document(seed, "foreign judgment") for seed in range(200)]
    named = [s for d in judgments for label in ("PER", "ORG", "GOV") for s in surfaces(d, label)]

    assert any("Administrative Court" in d.text for d in judgments)
    assert [s for s in named if re.search(r"Tribunal|Supreme Court|District Court", s)] == []


def test_committees_and_the_united_states_trustee_are_bodies_on_dockets(module: Any) -> None:
    dockets = [module.document(seed, "docket") for seed in range(200)]

    assert any(s.startswith("Official Committee of ") for d in dockets for s in surfaces(d, "ORG"))
    assert any(s in ("United States Trustee", "U.S. Trustee") for d in dockets for s in surfaces(d, "GOV"))


def test_initials_stand_before_or_behind_a_name_without_blanks() -> None:
    source = importlib.import_module("generator.source").Source(3)
    marks, overseas = importlib.import_module("generator.marks"), importlib.import_module("generator.overseas")
    written = {marks.plain(overseas.OVERSEAS["indian"](source).glued) for _ in range(60)}

    assert any(re.fullmatch(r"(?:[A-Z]\.){1,2}[A-Z][a-z]+", name) for name in written)
    assert any(re.fullmatch(r"[A-Z][a-z]+\.[A-Z]\.[A-Z]\.", name) for name in written)


@pytest.mark.parametrize(
    "slot", ["startup", "foreign_co", "solicitors", "movement", "indian_co", "committee", "clinic"]
)
def test_a_body_brought_in_by_name_is_labelled_in_full_and_in_short(slot: str) -> None:
    source = importlib.import_module("generator.source").Source(4)
    marks, overseas = importlib.import_module("generator.marks"), importlib.import_module("generator.overseas")
    for _ in range(40):
        body = overseas.OVERSEAS[slot](source)
        for written in (body.full, body.short):
            text, stretches = marks.unmarked(written)
            assert [(text[s.start : s.end], s.label) for s in stretches] == [(text, "ORG")]


def test_cited_cases_are_not_labelled(module: Any, marks: Any) -> None:
    cited = importlib.import_module("generator.cited")
    source = importlib.import_module("generator.source").Source(5)
    for _ in range(50):
        text = cited.citation(source)
        assert marks.plain(text) == text


@pytest.mark.parametrize(
    "wanted",
    [
        "et al.",
        "d/b/a",
        "ex rel.",
        "by and through",
        "DOES",
        "In re",
        "IN RE",
        "/s/",
        "Jr.",
        "Dear ",
        "Subject:",
        "v.",
        "§",
        "Q.",
    ],
)
def test_what_court_papers_are_known_for_occurs(sample: list[Any], wanted: str) -> None:
    assert any(wanted in d.text for d in sample)


def test_a_name_broken_over_columns_is_labelled_on_each_line(marks: Any) -> None:
    lines = marks.closed_lines(marks.org("Alder\nFontaine") + ", Inc.")

    assert [marks.unmarked(line)[0] for line in lines] == ["Alder", "Fontaine, Inc."]
    assert [[(s.start, s.end) for s in marks.unmarked(line)[1]] for line in lines] == [[(0, 5)], [(0, 8)]]


def test_damage_keeps_labels_exact(marks: Any) -> None:
    damage = importlib.import_module("generator.damage")
    source = importlib.import_module("generator.source").Source(1)
    text = f"Counsel for {marks.per('Imelda Quartermain')} met {marks.org('Tarn & Vale LLC')} on Monday. " * 20
    for harm in (damage.lines_broken, damage.blanks_doubled, damage.quotes_straightened, damage.lines_joined):
        plain, stretches = marks.unmarked(damage.squeezed_marks(harm(source, text)))
        found = {" ".join(plain[s.start : s.end].split()) for s in stretches}
        assert found == {"Imelda Quartermain", "Tarn & Vale LLC"}


def test_a_mark_that_is_not_closed_is_an_error(marks: Any) -> None:
    with pytest.raises(ValueError, match="mark"):
        marks.unmarked("\ue000Imelda")


def test_nobody_from_the_real_files_is_in_the_documents(shared: Path, sample: list[Any]) -> None:
    rows = [json.loads(line) for line in (shared / "corpus" / "names" / "court.jsonl").read_text("utf-8").splitlines()]
    spans = [row["text"][s["start"] : s["end"]] for row in rows for s in row["spans"]]
    real = {" ".join(surface.split()) for surface in spans if len(surface.split()) >= 2}
    invented = {" ".join(surface.split()) for d in sample for label in ("PER", "ORG") for surface in surfaces(d, label)}

    assert not real & invented
