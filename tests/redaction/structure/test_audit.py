"""The audit of a finished copy finds a name in its structure, its bookmarks and its metadata."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf, String

from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.options import Options
from legalredact.redaction.pdf.archival import Level
from legalredact.redaction.targets import Target
from tests.redaction.structure.copying import CLIENT, NAME, brief, copied, elements


def _entry(key: str) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        list(elements(pdf))[3][f"/{key}"] = String(f"said by {NAME}")

    return plant


def _type(pdf: Pdf) -> None:
    list(elements(pdf))[3].S = pikepdf.Name("/MargueriteOldacre")


def _role(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary({"/MargueriteOldacre": pikepdf.Name.P})


def _id_tree(pdf: Pdf) -> None:
    names = pikepdf.Array([String(NAME), list(elements(pdf))[3]])
    pdf.Root.StructTreeRoot.IDTree = pikepdf.Dictionary(Names=names)


def _bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Talk with {NAME}", 0))


def _language(pdf: Pdf) -> None:
    pdf.Root.Lang = String("x-marguerite-oldacre")


def _in_metadata(pdf: Pdf) -> None:
    packet = Level.U.packet.replace(b"</rdf:RDF>", f"<!-- {NAME} --></rdf:RDF>".encode())
    pdf.Root.Metadata.write(packet)


def _in_metadata_by_references(pdf: Pdf) -> None:
    said = "".join(f"&#{ord(letter)};" for letter in NAME)
    pdf.Root.Metadata.write(Level.U.packet.replace(b"</rdf:RDF>", f"<a>{said}</a></rdf:RDF>".encode()))


def _in_profile(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes() + NAME.encode("utf-16-be"))


def _intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].Info = String(NAME)


def _mark(pdf: Pdf) -> None:
    page = pdf.pages[0]
    said = f"/P<</MCID 0/ActualText({NAME})>>BDC".encode()
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"/H1<</MCID 0>>BDC", said))
    assert said in page.Contents.read_bytes()


PLANTS = {
    **{f"entry {key}": _entry(key) for key in ("Alt", "ActualText", "T", "E", "Lang", "ID")},
    "type": _type,
    "role": _role,
    "tree of ids": _id_tree,
    "bookmark": _bookmark,
    "language": _language,
    "metadata": _in_metadata,
    "metadata by references": _in_metadata_by_references,
    "color profile": _in_profile,
    "output intent": _intent,
    "mark": _mark,
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A copy with all that it may have."""
    document = brief()
    document.set_toc([[1, f"Deposition of {NAME}", 1]])
    options = Options(keep_text=True, pdf_a=True)
    return copied(document.tobytes(), tmp_path_factory.mktemp("copy"), options=options).copy.read_bytes()


def test_the_copy_itself_is_clean(copy: bytes, tmp_path: Path) -> None:
    (tmp_path / "copy.pdf").write_bytes(copy)

    assert audit_copy(tmp_path / "copy.pdf", (CLIENT,), None).clean


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS.keys())
def test_a_name_in_the_structure_is_found(plant: Callable[[Pdf], None], copy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(copy)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        plant(pdf)
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert audit_copy(path, (CLIENT,), None).findings


def test_the_fixed_parts_are_no_finding(copy: bytes, tmp_path: Path) -> None:
    """They are the same in every copy; a client may be called like one of their words."""
    path = tmp_path / "copy.pdf"
    path.write_bytes(copy)
    words = ("Conformance", "Description", "Lcms", "GTS", "Xpacket")

    assert audit_copy(path, [Target((word,), "X") for word in words], None).clean
