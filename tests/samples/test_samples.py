"""The sample matter: made by its script, true to its gold, about nobody."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy
import PIL.Image
import pymupdf
import pytest

from legalredact.documents.ocr.engine import Ocr, OcrEngine

Reader = Callable[[Path], dict[str, str]]
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples" / "alder_v_granite"
SCRIPT = ROOT / "packaging" / "samples" / "make_samples.py"
GOLD = json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))
READABLE = [document for document in GOLD["documents"] if document["file"] != "exhibit_c_scan.pdf"]
SCAN = SAMPLES / "exhibit_c_scan.pdf"
ROLES = {"client", "party", "counsel", "witness", "judge", "organization", "person"}


def name_of(document: dict[str, Any]) -> str:
    return str(document["file"])


each_document = pytest.mark.parametrize("document", GOLD["documents"], ids=name_of)
each_readable = pytest.mark.parametrize("document", READABLE, ids=name_of)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, SCRIPT, "--out", folder], check=True)
    return folder


def placed(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every form and identifier of a document's gold with each channel it stands in."""
    for entity in document["entities"]:
        for form, channels in entity["channels"].items():
            yield from ((form, channel) for channel in channels)
    for item in (*document["identifiers"], *document["ambiguous"]):
        yield from ((item.get("text", item.get("form")), channel) for channel in item["channels"])


# The script and its files


def test_the_script_makes_the_same_files(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == {path.name for path in SAMPLES.iterdir()}
    for name in ("register.txt", "gold.json", "email_thread.txt"):
        assert (made / name).read_bytes() == (SAMPLES / name).read_bytes(), name


@each_readable
def test_a_file_made_again_says_the_same_in_every_channel(
    document: dict[str, Any], made: Path, by_channel: Reader
) -> None:
    assert by_channel(made / document["file"]) == by_channel(SAMPLES / document["file"])


def test_the_scan_made_again_looks_the_same(made: Path) -> None:
    for number in range(2):
        was, now = (numpy.frombuffer(picture(folder, number), numpy.uint8) for folder in (SAMPLES, made))
        assert numpy.abs(was.astype(int) - now.astype(int)).mean() < 2


def picture(folder: Path, number: int) -> bytes:
    """A page of the scan at 100 dpi, as gray bytes."""
    with pymupdf.open(folder / SCAN.name) as document:
        samples: bytes = document[number].get_pixmap(dpi=100, colorspace=pymupdf.csGRAY).samples
        return samples


def test_the_files_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in SAMPLES.iterdir()}
    assert sizes["exhibit_c_scan.pdf"] < 400_000
    assert sum(sizes.values()) < 1_000_000


def test_the_pdfs_have_the_pages_of_real_papers() -> None:
    counts = {}
    for path in SAMPLES.glob("*.pdf"):
        with pymupdf.open(path) as document:
            counts[path.name] = document.page_count
    assert counts == {"complaint.pdf": 6, "deposition.pdf": 8, "exhibit_c_scan.pdf": 2}


# The gold


@each_readable
def test_every_form_of_the_gold_stands_in_its_channel(document: dict[str, Any], by_channel: Reader) -> None:
    said = by_channel(SAMPLES / document["file"])
    missing = [
        (form, channel) for form, channel in placed(document) if channel != "picture" and form not in said[channel]
    ]
    assert not missing


@each_readable
def test_every_string_to_keep_stands_in_its_file(document: dict[str, Any], by_channel: Reader) -> None:
    said = " ".join(by_channel(SAMPLES / document["file"]).values())
    assert not [kept for kept in (*document["keep"], *document["citations"]) if kept not in said]


@each_readable
def test_no_name_stands_in_a_file_outside_the_forms_of_its_gold(document: dict[str, Any], by_channel: Reader) -> None:
    said = " ".join(by_channel(SAMPLES / document["file"]).values())
    for broken in document["broken"]:
        said = said.replace(broken.replace("\n", " "), broken.replace("\n", ""))
    # In the reading that drops hyphens at line ends, compounds are glued.
    known = {form for form, _ in placed(document)} | {form.replace("-", "") for form, _ in placed(document)}
    for form in sorted((*known, *document["citations"]), key=len, reverse=True):
        said = said.replace(form, "\n")
    left = [word for word in re.findall(r"[a-z]{3,}", said.casefold()) if word in telling_words()]
    assert not left


def telling_words() -> set[str]:
    """All words of persons' names and the first word of every organization's."""
    words: set[str] = set()
    for entity in GOLD["entities"]:
        parts = re.findall(r"[a-z]{3,}", entity["name"].casefold())
        words.update(parts if entity["kind"] == "person" else parts[:1])
    return words


@pytest.mark.parametrize("document", [each for each in READABLE if each["broken"]], ids=name_of)
def test_names_break_at_line_ends_where_the_gold_says(document: dict[str, Any]) -> None:
    with pymupdf.open(SAMPLES / document["file"]) as opened:
        printed = "\n".join(page.get_text() for page in opened)
    assert all(name in printed for name in document["broken"])


@each_document
def test_every_document_tells_ten_to_fifteen_facts_with_dates_and_sums_of_its_own(document: dict[str, Any]) -> None:
    assert 10 <= len(document["facts"]) <= 15
    stated = {match for fact in document["facts"] for match in re.findall(r"\$[\d,.]*\d|[A-Z][a-z]+ \d+, \d{4}", fact)}
    assert stated <= set(document["keep"])


def test_a_bare_surname_of_two_people_stands_once_and_is_ambiguous() -> None:
    bare = [item for document in GOLD["documents"] for item in document["ambiguous"]]
    assert [(item["form"], sum(item["channels"].values())) for item in bare] == [("Thackeray", 1)]
    assert {"dominic", "lucille"} == set(bare[0]["among"])


def test_the_gold_covers_every_channel_that_the_files_have() -> None:
    channels = {channel for document in GOLD["documents"] for _, channel in placed(document)}
    assert channels == {
        *("alt_text", "annotation", "body", "bookmark", "comment", "deletion", "field", "footnote", "header"),
        *("heading", "hidden", "insertion", "link", "picture", "property", "table_cell", "text_box"),
    }


# The register


def test_the_register_holds_the_registered_entities_with_their_roles() -> None:
    lines = [line.split(" | ") for line in (SAMPLES / "register.txt").read_text(encoding="utf-8").splitlines()]
    assert {line[1] for line in lines} <= ROLES
    registered = [(entity["name"], entity["role"]) for entity in GOLD["entities"] if entity["registered"]]
    assert [(line[0], line[1]) for line in lines] == registered


# Special traits of a file


def test_the_scan_is_pictures_alone() -> None:
    with pymupdf.open(SCAN) as document:
        for page in document:
            assert page.get_text() == ""
            (image,) = page.get_images()
            assert image[2:4] == (2550, 3300)


def test_every_form_of_the_scans_gold_can_be_read_in_its_pictures() -> None:
    document = next(each for each in GOLD["documents"] if each["file"] == SCAN.name)
    read = squeezed(recognised())
    forms = [form for form, _ in placed(document)] + document["keep"]
    assert not [form for form in forms if squeezed(form) not in read]


def recognised() -> str:
    """The words of both pages by the models that every installation has."""
    ocr = Ocr(OcrEngine.EMBEDDED)
    with pymupdf.open(SCAN) as document:
        pages = [page.get_pixmap(dpi=130) for page in document]
    pictures = [PIL.Image.frombytes("RGB", (page.width, page.height), page.samples) for page in pages]
    return " ".join(word.text for picture in pictures for word in ocr.recognize(picture, 130))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_pleading_and_transcript_number_their_lines() -> None:
    for name, lines in (("complaint.pdf", 28), ("deposition.pdf", 25)):
        with pymupdf.open(SAMPLES / name) as document:
            for page in document:
                numbers = [int(line) for line in page.get_text().splitlines() if line.strip().isdigit()]
                assert set(range(1, lines + 1)) <= set(numbers)


# Nobody real


@pytest.fixture(scope="module")
def everything(by_channel: Reader) -> str:
    parts = [text for document in READABLE for text in by_channel(SAMPLES / document["file"]).values()]
    return " ".join([*parts, (SAMPLES / "gold.json").read_text(encoding="utf-8")])


def test_telephone_numbers_are_those_kept_for_fiction(everything: str) -> None:
    numbers = re.findall(r"\(?\d{3}\)?[ -]\d{3}-\d{4}", everything)
    assert numbers
    assert all(re.search(r"555-01\d\d$", number) for number in numbers)


def test_domains_and_addresses_of_the_internet_are_those_kept_for_examples(everything: str) -> None:
    domains = re.findall(r"(?:@|https?://|www\.)([\w.-]+)", everything)
    assert domains
    assert all(domain.rstrip(".").endswith(".example") for domain in domains)
    assert set(re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", everything)) == {"192.0.2.44"}


def test_numbers_of_persons_and_cards_are_published_specimens(everything: str) -> None:
    found = {(item["kind"], item["text"]) for document in GOLD["documents"] for item in document["identifiers"]}
    assert found >= {
        ("ssn", "219-09-9999"),
        ("licence", "I1234562"),
        ("vehicle", "1M8GDM9AXKP042788"),
        ("card", "4111 1111 1111 1111"),
        ("taxpayer", "12-3456789"),
    }
    assert set(re.findall(r"\b\d{3}-\d{2}-\d{4}\b", everything)) == {"219-09-9999"}


def test_nobody_of_the_real_court_files_is_named(shared: Path) -> None:
    real = "\n".join(path.read_text(encoding="utf-8") for path in (shared / "corpus" / "names").glob("*.jsonl"))
    real += (shared / "corpus" / "court" / "gold.json").read_text(encoding="utf-8")
    assert not [entity["name"] for entity in GOLD["entities"] if entity["name"].casefold() in real.casefold()]
