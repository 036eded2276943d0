"""Answer files of annotators become offsets, and nothing in them is guessed. All names are invented."""

import importlib
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging/model"))

annotate = importlib.import_module("annotate")
annotated = importlib.import_module("annotated")

TEXT = "Kay Oakes met May Vale in May.\nVEC paid Oakes,\nKay\nand koakes99.\n"
ANSWER = """## letter-1
P1 Kay Oakes | Oakes, Kay | Oakes
P2 May Vale | May
?O1 VEC
-1 May
+4 P1 oakes
"""


def marked(answer: str) -> list[tuple[str, str, int]]:
    given = annotate.answers(answer)["letter-1"]
    return [(" ".join(TEXT[a:b].split()), kind, entity) for a, b, kind, entity in annotate.spans(TEXT, given)]


def test_each_spelling_is_marked_and_the_longest_wins() -> None:
    assert marked(ANSWER) == [
        ("Kay Oakes", "P", 1),
        ("May Vale", "P", 2),
        ("VEC", "O?", 1),
        ("Oakes, Kay", "P", 1),
        ("oakes", "P", 1),
    ]


@pytest.mark.parametrize(
    "answer", ["P1 Kay Oakes\n", "## letter-1\nP1\n", "## letter-1\nwhat is this\n", "## letter-1\n## letter-1\n"]
)
def test_what_cannot_be_read_is_refused(answer: str) -> None:
    with pytest.raises(annotate.Unreadable):
        annotate.answers(answer)


@pytest.mark.parametrize(
    "said", ["P1 Roe", "P1 oakes", "+1 P1 VEC", "+9 P1 Kay", "P1 Oakes\nP2 Oakes", "P1 Oakes\n-1 Vale"]
)
def test_what_does_not_fit_the_text_is_refused(said: str) -> None:
    with pytest.raises(annotate.Unreadable):
        marked(f"## letter-1\n{said}\n")


def test_a_file_of_annotations_is_written_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, folder = tmp_path / "real", tmp_path / "annotations"
    texts.mkdir()
    folder.mkdir()
    document = {"id": "letter-1", "genre": "letters", "text": TEXT}
    (texts / "letters.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (tmp_path / "answers.txt").write_text(ANSWER, encoding="utf-8")
    assert annotate.main([str(texts), str(folder / "training.jsonl"), str(tmp_path / "answers.txt")]) == 0
    monkeypatch.setattr(annotated, "FOLDER", folder)
    [read] = annotated.annotated("training", texts)
    assert [read.text[one.start : one.end] for one in read.spans][:2] == ["Kay Oakes", "May Vale"]
    assert "Oakes" not in (folder / "training.jsonl").read_text(encoding="utf-8")


def test_an_answer_about_an_absent_document_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answers.txt").write_text(ANSWER, encoding="utf-8")
    assert annotate.main([str(tmp_path), str(tmp_path / "out.jsonl"), str(tmp_path / "answers.txt")]) == 1
    assert "letter-1: no such document" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()
