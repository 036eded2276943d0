"""Old Word and PowerPoint files, converted by LibreOffice where policy allows it. All names are invented."""

import json
import socket
import struct
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.documents.limits import Limits
from legalredact.documents.old_office.libreoffice import LibreOffice, libreoffice
from legalredact.documents.workers.converting import CONVERTING, OldFileReader
from legalredact.errors import DamagedInput, OversizedInput, ReaderStopped
from tests.documents.opendocument_files import content, package, part

Compound = Callable[[Mapping[tuple[str, ...], bytes]], bytes]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="conversion is for Linux alone")
needs_libreoffice = pytest.mark.skipif(
    sys.platform != "linux" or libreoffice() is None, reason="LibreOffice is not installed"
)
_BOX = 'svg:width="5cm" svg:height="2cm" text:anchor-type="paragraph"'
_HIDDEN = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:page-layout style:name="P"><style:header-style/><style:footer-style/></style:page-layout>'
)
_CHANGED = (
    "<office:change-info><dc:creator>Editor Vane</dc:creator><dc:date>2021-05-04T00:00:00</dc:date>"
    "</office:change-info>"
)
_LETTER = f"""<office:text><text:tracked-changes>
<text:changed-region text:id="c1"><text:insertion>{_CHANGED}</text:insertion></text:changed-region>
<text:changed-region text:id="c2"><text:deletion>{_CHANGED}<text:p>Deleted Sable</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p>On May 4, 2021, Marguerite Oldacre signed a lease.<text:note text:note-class="footnote" text:id="f1">
<text:note-citation>1</text:note-citation><text:note-body><text:p>Footnote Renwick</text:p></text:note-body></text:note>
<text:note text:note-class="endnote" text:id="e1"><text:note-citation>i</text:note-citation>
<text:note-body><text:p>Endnote Crane</text:p></text:note-body></text:note></text:p>
<text:p><text:change-start text:change-id="c1"/>Inserted Wren<text:change-end text:change-id="c1"/>,
<text:change text:change-id="c2"/> <text:span text:style-name="H">Hidden Lark</text:span>
<office:annotation><dc:creator>Commenter Moss</dc:creator><text:p>Comment Petrel</text:p></office:annotation></text:p>
<text:p><draw:frame {_BOX}><draw:text-box><text:p>Boxed Finch</text:p></draw:text-box></draw:frame>
<draw:frame {_BOX}><draw:image xlink:href="http://127.0.0.1:PORT/picture.png" xlink:type="simple"/></draw:frame>
<draw:custom-shape {_BOX}><text:p>Shape Dunlin</text:p></draw:custom-shape></text:p></office:text>"""
_WORDS = (
    *("Marguerite Oldacre", "Footnote Renwick", "Endnote Crane", "Inserted Wren", "Deleted Sable", "Editor Vane"),
    *("Hidden Lark", "Comment Petrel", "Commenter Moss", "Boxed Finch", "Shape Dunlin", "Header Umber"),
)
_STYLES = part(
    "document-styles",
    f"<office:automatic-styles>{_HIDDEN}</office:automatic-styles><office:master-styles>"
    '<style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p>Header Umber</text:p>'
    "</style:header></style:master-page></office:master-styles>",
)
_SLIDES = (
    '<office:presentation><draw:page draw:name="one"><draw:frame svg:width="9cm" svg:height="3cm"><draw:text-box>'
    "<text:p>Tobias Renwick leads Penhallow Freight, Inc.</text:p></draw:text-box></draw:frame><presentation:notes>"
    '<draw:frame presentation:class="notes" svg:width="9cm" svg:height="3cm"><draw:text-box><text:p>Ask Ines Marlow.'
    "</text:p></draw:text-box></draw:frame></presentation:notes></draw:page></office:presentation>"
)
_WORDPERFECT = b"\xffWPC" + struct.pack("<IBBBBHH", 16, 1, 10, 0, 1, 0, 0)
"""Header of a document of WordPerfect 5.1: place of the text, product, type, version, no encryption."""
ALLOWED = '[documents]\nconverter = "libreoffice"\n'


@dataclass(frozen=True)
class Made:
    """Old files, and a bound port to which the letter's picture is linked."""

    letter: Path
    slides: Path
    listener: socket.socket
    policy: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    office, folder = libreoffice(), tmp_path_factory.mktemp("old")
    assert office is not None
    (folder / "policy.toml").write_text(ALLOWED, encoding="utf-8")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))  # without `listen`: LibreOffice, which makes the file, is refused
        letter = _LETTER.replace("PORT", str(listener.getsockname()[1]))
        parts = {"content.xml": content(letter, _HIDDEN), "styles.xml": _STYLES}
        (folder / "letter.odt").write_bytes(package({**parts, **_manifest("text", *parts)}))
        slides = {"content.xml": content(_SLIDES)}
        (folder / "slides.odp").write_bytes(package({**slides, **_manifest("presentation", *slides)}, "presentation"))
        for name, ending in (("letter.odt", "doc"), ("slides.odp", "ppt")):
            command = [
                str(office.program),
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
            ]
            command += [ending, "--outdir", str(folder), str(folder / name)]
            statuses = (subprocess.run(command, capture_output=True, check=False).returncode for _ in range(2))
            assert 0 in statuses
            assert (folder / name).with_suffix(f".{ending}").exists()
        yield Made(folder / "letter.doc", folder / "slides.ppt", listener, folder / "policy.toml")


def _manifest(kind: str, *names: str) -> Mapping[str, bytes]:
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    whole = entry.format("/", f"application/vnd.oasis.opendocument.{kind}")
    parts = "".join(entry.format(name, "text/xml") for name in names)
    opening = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    return {"META-INF/manifest.xml": f"{opening}{whole}{parts}</manifest:manifest>".encode()}


@needs_libreoffice
def test_an_old_letter_and_a_wordperfect_file_are_read_and_a_linked_picture_is_not_fetched(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    made.listener.listen()
    made.listener.setblocking(False)

    brief = made.letter.with_name("brief.wpd")
    brief.write_bytes(_WORDPERFECT + b"On May 4, 2021, Tobias Renwick agreed.\n")

    assert run(["detect", str(made.letter), str(brief), "--json", "--policy", str(made.policy)], wiring.real()) == 0

    row, old = map(json.loads, capsys.readouterr().out.splitlines())
    assert [word for word in _WORDS if word not in row["text"]] == []
    assert f"http://127.0.0.1:{made.listener.getsockname()[1]}/picture.png" in row["text"]
    assert "Marguerite Oldacre" in {mention["surface"] for mention in row["mentions"]}
    details = [one["detail"] for one in row["unread"]]
    assert details[0].startswith("converted by LibreOffice ")
    assert any("that the old file stores" in detail for detail in details)  # the shape, which LibreOffice leaves out
    with pytest.raises(BlockingIOError):
        made.listener.accept()
    assert "Tobias Renwick agreed." in old["text"]
    assert any("could not be compared" in one["detail"] for one in old["unread"])


@needs_libreoffice
def test_an_old_presentation_is_masked_and_kept_as_it_was(made: Made, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]
    mask = ["mask", str(made.slides), "--accept", "all", "--out", str(tmp_path / "out"), *where]

    assert run([*mask, "--policy", str(made.policy)], wiring.real()) == 0

    masked = (tmp_path / "out" / "slides.masked.txt").read_text(encoding="utf-8")
    assert "PERSON_A leads" in masked
    assert "Renwick" not in masked
    assert "Marlow" not in masked


def test_policy_refuses_old_files_unless_it_allows_their_conversion(
    compound: Compound, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.doc").write_bytes(compound({("WordDocument",): b"x" * 100}))

    assert run(["detect", str(tmp_path / "old.doc"), "--json"], wiring.real()) == 4

    said = capsys.readouterr().err
    assert "save it as .docx" in said
    assert "ask IT to allow conversion" in said


WRITES_TOO_MUCH = """
import pathlib
out = pathlib.Path("/tmp/out/in.docx")
out.parent.mkdir()
out.write_bytes(bytes(2 << 20))
"""
FAULTS = [
    ("import time; time.sleep(600)", replace(CONVERTING, max_silence=5.0, max_wait=6.0), ReaderStopped, "6 seconds"),
    ("pass", CONVERTING, DamagedInput, "could not convert"),
    ("import os; os.abort()", CONVERTING, DamagedInput, "could not convert"),
    (WRITES_TOO_MUCH, replace(CONVERTING, max_bytes=1 << 20), OversizedInput, "larger than 1 MB"),
]


@pytest.mark.parametrize(("code", "limits", "error", "said"), FAULTS, ids=["hangs", "nothing", "crashes", "too much"])
def test_a_converter_that_fails_is_ended_and_the_file_is_refused(
    compound: Compound, code: str, limits: Limits, error: type[Exception], said: str
) -> None:
    mark = uuid.uuid4().hex
    stub = LibreOffice(Path(sys.executable).resolve(), "stub", ("-c", f"{code}\n# {mark}"))

    with OldFileReader(stub, limits) as reader:
        found = reader.read(compound({("WordDocument",): b"x" * 100}), "letter.doc")

    assert type(found) is error
    assert said in str(found)
    until = time.monotonic() + 30
    while _runs(mark) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(mark)


def _runs(mark: str) -> bool:
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(mark in word for word in process.cmdline()):
                return True
    return False
