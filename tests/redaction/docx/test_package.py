"""A Word file that is to be copied is read whole, or refused."""

import pytest

from legalredact.errors import DamagedInput
from legalredact.redaction.docx.package import WordPackage
from tests.documents.damaged_zips import PACKINGS, damaged_zip


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_part_whose_packed_bytes_are_damaged_is_told_as_damage(packing: str) -> None:
    with pytest.raises(DamagedInput):
        WordPackage(damaged_zip(packing), 1 << 20).read("word/document.xml")
