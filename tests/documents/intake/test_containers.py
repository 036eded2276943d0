"""What lies inside a file is read, or refused in words; a damaged archive is no exception."""

from pathlib import Path

import pytest

from legalredact.documents.intake.containers import content_at
from legalredact.errors import DamagedInput
from legalredact.model.production import Location, Step, StepKind
from tests.documents.damaged_zips import PACKINGS, damaged_zip


@pytest.mark.parametrize("packing", PACKINGS)
def test_an_entry_whose_packed_bytes_are_damaged_is_refused_and_the_others_are_read(
    packing: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.zip"
    path.write_bytes(damaged_zip(packing, "b.txt", whole={"a.txt": b"all of it"}))

    assert content_at(Location(path, (Step(StepKind.ENTRY, 0),))) == b"all of it"
    with pytest.raises(DamagedInput):
        content_at(Location(path, (Step(StepKind.ENTRY, 1),)))
