"""Names that a table cuts in two. All names are invented."""

import pytest

from legalredact.detection.columns import in_columns
from legalredact.detection.detect import Detector
from legalredact.detection.resolve import resolve
from legalredact.documents.text import document_from_text
from legalredact.model.register import Register

LAST_FIRST = """Last        First       Title
Okafor      Desmond     Driver
Wetherby    Tamsin      Clerk

Desmond Okafor called.
"""
FIRST_LAST = """First Name | Last Name | Dept
Ottoline | Quarmby | Sales
Ignatz | Bellwood | Legal
"""
EXPORT = "id,last_name,first_name,city\n1,Stone,Carter,Reno\n2,Okafor,Desmond,Erie\n"
QUOTED = '"First Name","Last Name"\n"Ottoline","Quarmby"\n"Carter","Stone"\n'
PAIRS = "Okafor,\tDesmond\tDriver\nWetherby,\tTamsin\tDispatcher\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (LAST_FIRST, ["Okafor Desmond", "Wetherby Tamsin"]),
        (FIRST_LAST, ["Ottoline | Quarmby", "Ignatz | Bellwood"]),
        (PAIRS, ["Okafor, Desmond", "Wetherby, Tamsin"]),
        (EXPORT, ["Stone,Carter", "Okafor,Desmond"]),
        (QUOTED, ['Ottoline","Quarmby', 'Carter","Stone']),
        ("id,last_name,city\n1,Stone,Reno\n", []),
        ("Last        Visit\nOkafor      May\n", []),
        ("Okafor,\tDesmond\n", []),
    ],
)
def test_two_cells_are_one_name(text: str, names: list[str]) -> None:
    assert [" ".join(one.span.of(text).split()) for one in in_columns(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LAST_FIRST, "Desmond Okafor"),
        (FIRST_LAST, "Ottoline Quarmby"),
        (PAIRS, "Okafor, Desmond"),
        (EXPORT, "Stone, Carter"),
    ],
)
def test_they_are_one_person(detector: Detector, text: str, name: str) -> None:
    document = document_from_text("d1", "d1", text)
    register = resolve([(document, detector.detect(document))], Register()).register
    assert name in [entity.name for entity in register.entities]
