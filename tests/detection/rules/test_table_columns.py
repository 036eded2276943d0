"""Names that a table cuts in two. All names are invented."""

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.detection.rules.table_columns import in_columns
from legalredact.documents.text.plain import document_from_text
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
SHEET = """EMP\tLAST_NAME\tFIRST_NAME\tSUPERVISOR\tDEPT
\tMajor\tPrice\tTarrow, Olle\tSales

7\tde la Cruz\tIris\t\tLegal
8\tQuarmby\tIgnatz\t\t
"""
"""A sheet of which one cell is empty, read in two pieces."""
NUMBERED = "1. OKAFOR QUENBY   Elmer Ino   born 2006\n2. OKAFOR QUENBY   Flor        born 2011\n"
PAIRS = "Okafor,\tDesmond\tDriver\nWetherby,\tTamsin\tDispatcher\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (LAST_FIRST, ["Okafor Desmond", "Wetherby Tamsin"]),
        (FIRST_LAST, ["Ottoline | Quarmby", "Ignatz | Bellwood"]),
        (PAIRS, ["Okafor, Desmond", "Wetherby, Tamsin"]),
        (EXPORT, ["Stone,Carter", "Okafor,Desmond"]),
        (QUOTED, ['Ottoline","Quarmby', 'Carter","Stone']),
        (SHEET, ["Major Price", "Tarrow, Olle", "de la Cruz Iris", "Quarmby Ignatz"]),
        (NUMBERED, ["OKAFOR QUENBY Elmer Ino", "OKAFOR QUENBY Flor"]),
        ("1. NAME   Tarrow\n2. STREET   Alder\n", []),
        ("Supervisor\tNote\nSee Attached\tBlue Sky\n", []),
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
        (SHEET, "Major, Price"),
        (PAIRS, "Okafor, Desmond"),
        (EXPORT, "Stone, Carter"),
    ],
)
def test_they_are_one_person(detector: Detector, text: str, name: str) -> None:
    document = document_from_text("d1", "d1", text)
    register = resolve([(document, detector.detect(document))], Register()).register
    assert name in [entity.name for entity in register.entities]
