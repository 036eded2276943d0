"""Word lists are data files: each is whole, each is used, and detection stops where one is not as it was shipped."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import legalredact.detection
from legalredact import resources
from legalredact.detection.lexicon import word_lists
from legalredact.detection.lexicon.word_lists import WordList, alternatives, entries, rows, word_list
from legalredact.resources import ResourceMissing, resource

CODE = sorted(Path(legalredact.detection.__file__).parent.rglob("*.py"))
OF_THE_LANGUAGE = {"english", "function"}
"""Lists of matching, see `matching.text.dictionary`."""
SHIPPED = sorted({path.stem for path in resource("words").glob("*.txt")} - OF_THE_LANGUAGE - {"LICENCE"})
MOST = 11
"""Words that a set in code may have; more are a list."""


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of word lists of our own, in which lists are looked for first."""
    folder = tmp_path / "words"
    folder.mkdir()
    monkeypatch.setattr(resources, "_roots", lambda: (tmp_path,))
    entries.cache_clear()
    yield folder
    entries.cache_clear()


@pytest.mark.parametrize("name", SHIPPED)
def test_each_list_is_whole_and_says_what_it_holds_and_its_source(name: str) -> None:
    head = [line for line in resource("words", f"{name}.txt").read_text("utf-8").splitlines() if line.startswith("#")]
    assert len(head) >= len(("what", "source", "entries"))
    assert any(line.startswith("# Source: ") for line in head)
    assert entries(name)
    assert all(entry == entry.strip() for entry in entries(name))


def test_every_list_is_used_and_every_list_used_is_shipped() -> None:
    asked = re.compile(r"\b(?:word_list|entries|rows)\(\"(\w+)\"\)")
    used = {name for path in CODE for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert used == set(SHIPPED)


def literals(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """Lines of collections of words in code, and how many words each has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            words = [one for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield node.lineno, len(words)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            text = node.func.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield node.lineno, len(text.value.split())


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_list_of_words_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [line for line, words in literals(tree) if words > MOST] == []


def test_a_list_in_code_would_be_seen() -> None:
    words = " ".join(map(str, range(MOST + 1)))
    for code in (f"x = frozenset({words!r}.split())", f"x = frozenset({set(words.split())!r})"):
        assert [count for _, count in literals(ast.parse(code)) if count > MOST] == [MOST + 1]


@pytest.mark.parametrize(
    "content",
    [
        "# Entries: 3\nalder\nbirch\n",
        "# Entries: 2\nalder\nalder\n",
        "# Entries: 0\n",
        "alder\nbirch\n",
        "# Entries: 1\n\udcff\n",
    ],
)
def test_a_list_that_is_not_as_it_was_shipped_is_refused(words: Path, content: str) -> None:
    (words / "trees.txt").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ResourceMissing, match=r"words/trees.txt is damaged"):
        entries("trees")


def test_a_list_that_is_absent_is_refused_with_the_remedy(words: Path) -> None:
    with pytest.raises(ResourceMissing, match=r"words/trees.txt is missing.*Install LegalRedact again"):
        entries("trees")


def test_comments_are_no_entries_and_the_order_stays(words: Path) -> None:
    (words / "trees.txt").write_text("# Trees.\n# Entries: 2\nbirch bark\nalder\n", encoding="utf-8")
    assert entries("trees") == ("birch bark", "alder")
    assert rows("trees") == (("birch", "bark"), ("alder",))


def test_a_list_is_read_when_a_word_is_looked_up_and_once(words: Path) -> None:
    both = (word_list("trees") | {"oak"}) - {"birch"}
    (words / "trees.txt").write_text("# Entries: 2\nalder\nbirch\n", encoding="utf-8")
    assert "alder" in both
    (words / "trees.txt").unlink()
    assert set(both) == {"alder", "oak"}
    assert both & {"oak", "ash"} == {"oak"}
    assert both.isdisjoint({"birch"})
    assert both.issuperset({"oak"})


def test_a_longer_word_stands_before_one_that_it_begins_with() -> None:
    assert alternatives(WordList(lambda: ("a.b", "a.b c", "x"))).split("|") == [r"a\.b\ c", r"a\.b", "x"]


def test_a_damaged_list_stops_a_command_with_the_remedy_and_no_other_command(tmp_path: Path) -> None:
    (tmp_path / "resources/words").mkdir(parents=True)
    (tmp_path / "resources/words/roles.txt").write_text("# Entries: 300\nplaintiff\n", encoding="utf-8")
    letter = tmp_path / "letter.txt"
    letter.write_text("Olle Tarrow wrote.\n", encoding="utf-8")
    code = f"import sys; sys._MEIPASS = {str(tmp_path)!r}; from legalredact.__main__ import main; sys.exit(main())"
    done = [
        subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False, timeout=120)
        for command in (["--version"], ["detect", str(letter)])
    ]
    assert done[0].returncode == 0
    assert done[1].returncode != 0
    assert "words/roles.txt is damaged" in done[1].stderr
    assert "Install LegalRedact again" in done[1].stderr
    assert "Traceback" not in done[1].stderr


def test_the_module_reads_nothing_when_it_is_imported() -> None:
    code = "from legalredact.detection import detect; from legalredact.detection.lexicon import word_lists as w; "
    code += "print(w.entries.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert (done.stdout.strip(), word_lists.__name__) == ("0", "legalredact.detection.lexicon.word_lists")
