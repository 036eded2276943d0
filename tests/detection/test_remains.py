"""Names that nobody typed, in texts as exports leave them. All names are invented."""

from typing import Final

import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Tier
from legalredact.model.register import Register

LETTER: Final = "Dear all, {} wrote to us on May 3. We met {} in Marlow, and she paid the rent.\n"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Odessa Bright=\nwater", "Odessa Brightwater"),
        ("Ren=C3=A9e Harrowgate", "Renée Harrowgate"),
        ("Ang&eacute;lica &Aacute;lvaredo", "Angélica Álvaredo"),
        ("<b>Odessa</b> <i>Brightwater</i>", "Odessa Brightwater"),
        ("Odessa Bri\u200bghtwater", "Odessa Brightwater"),
        ("Odessа Brightwаter", "Odessa Brightwater"),
        ("𝐎𝐝𝐞𝐬𝐬𝐚 𝐁𝐫𝐢𝐠𝐡𝐭𝐰𝐚𝐭𝐞𝐫", "Odessa Brightwater"),
        ("Odessa Bright-\nwater", "Odessa Brightwater"),
    ],
)
def test_a_name_is_read_through_remains_and_called_as_it_is_meant(detector: Detector, written: str, name: str) -> None:
    document = document_from_text("d1", "d1", LETTER.format(written, written))
    register = resolve([(document, detector.detect(document))], Register()).register
    people = [entity for entity in register.entities if entity.kind.is_name and entity.tier is Tier.SUGGESTED]
    assert name in [entity.name for entity in people]


def test_every_letter_of_an_escaped_name_is_in_its_mention(detector: Detector) -> None:
    text = "Then Odessa Ren=C3=A9 left. Ms. Ren=C3=A9 was gone."
    found = {mention.surface for mention in detector.detect(document_from_text("d1", "d1", text))}
    assert {"Odessa Ren=C3=A9", "Ren=C3=A9"} <= found
