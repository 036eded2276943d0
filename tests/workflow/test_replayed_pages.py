"""One old page of the database put back verifies by itself; the state that the trail tells shows it."""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import LegalRedactError, Refused, VaultDamaged
from legalredact.governance.anchor import Anchors
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.policy import Policy, RolePolicy
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.workflow.export.export import export, to_print
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

PAGE = 4096
KEY, ANN = SharedKey(), PersonalKey(new_seed())
TEXT = "Marguerite Oldacre sued Penhallow Freight, Inc. on March 3, 2024.\n\nOldacre drove its trucks.\n"
Pages = dict[int, bytes]


def parts(folder: Path, policy: Policy | None = None) -> Parts:
    return replace(light_parts(policy), witness=Witness(lambda: ANN, Anchors(folder.parent / "marks")))


def opened(folder: Path) -> OpenMatter:
    return OpenMatter.open(folder, KEY, parts(folder), "ann")


def pages_of(folder: Path) -> Pages:
    content = (folder / "matter.db").read_bytes()
    return {at: content[at : at + PAGE] for at in range(0, len(content), PAGE)}


def put(folder: Path, pages: Pages) -> None:
    """Put pages at their places, as somebody can who writes to the share and has no key."""
    with (folder / "matter.db").open("rb+") as file:
        for at, page in pages.items():
            file.seek(at)
            file.write(page)


def decide(folder: Path, decision: Decision) -> None:
    with opened(folder) as matter:
        matter.decide(decision, [e.id for e in matter.register.entities if e.kind is not Kind.ADDRESS][:3])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Pages]:
    """A matter in which Ann confirmed three of many names, and the pages that were others before she did."""
    place = tmp_path_factory.mktemp("replayed")
    (place / "letter.txt").write_text(TEXT, encoding="utf-8")
    folder = place / "m"
    many = (Entity(f"t{n}", f"{n} Harbor Lane", Kind.ADDRESS, Role.IDENTIFIER, typed=True) for n in range(60))
    with OpenMatter.create(folder, KEY, parts(folder), "ann") as matter:
        matter.add([place / "letter.txt"])
        matter.type_names(Register(tuple(many)))
        matter.accept(Tier.POSSIBLE)
    decide(folder, Decision.DISMISSED)
    before = pages_of(folder)
    decide(folder, Decision.CONFIRMED)
    after = pages_of(folder)
    return folder, {at: page for at, page in before.items() if after[at] != page}


@pytest.fixture
def copy(made: tuple[Path, Pages], tmp_path: Path) -> tuple[Path, Pages]:
    """The same in a folder of the test's own, with Ann's marks."""
    folder, pages = made
    shutil.copytree(folder.parent, tmp_path / "copy")
    return tmp_path / "copy" / "m", pages


def replays(pages: Pages) -> Iterator[Pages]:
    """Each page alone, every two of them, and all at once."""
    for count in (1, 2, len(pages)):
        for chosen in itertools.combinations(sorted(pages), count):
            yield {at: pages[at] for at in chosen}


def masked_after(folder: Path) -> str:
    """What would leave of the matter, or the name of the error."""
    try:
        with opened(folder) as matter:
            return matter.masked()[1][0].text
    except LegalRedactError as problem:
        return type(problem).__name__


def test_no_old_page_brings_a_confirmed_name_back_into_clear(made: tuple[Path, Pages], tmp_path: Path) -> None:
    folder, pages = made
    outcomes = []
    for number, replayed in enumerate(replays(pages)):
        shutil.copytree(folder.parent, tmp_path / str(number))
        put(tmp_path / str(number) / "m", replayed)
        outcomes.append(masked_after(tmp_path / str(number) / "m"))
    assert len(pages) > 2
    assert not any("Oldacre" in outcome for outcome in outcomes)
    assert "VaultDamaged" in outcomes


def of_names(folder: Path, pages: Pages) -> Pages:
    """The one of the old pages that holds the names that were decided on."""
    for at, page in pages.items():
        now = pages_of(folder)[at]
        put(folder, {at: page})
        try:
            opened(folder).close()
        except VaultDamaged as problem:
            if "names" in problem.what:
                return {at: page}
        finally:
            put(folder, {at: now})
    raise AssertionError("no page holds the names")


def test_it_is_said_which_decision_is_undone_and_by_whom_it_was_made(copy: tuple[Path, Pages]) -> None:
    folder, pages = copy
    page = of_names(folder, pages)
    with opened(folder) as matter:
        decided = [event for event in matter.events if event.action == "name.decide"][-1]
    put(folder, page)
    with pytest.raises(VaultDamaged, match=rf"event {decided.number} \(name.decide by ann") as problem:
        opened(folder)
    assert "Oldacre" not in str(problem.value)
    with pytest.raises(VaultDamaged, match="names"):
        OpenMatter.read(folder, KEY, parts(folder), "ann")


def test_an_administrator_takes_the_matter_as_it_is_and_the_trail_says_what_was_found(
    copy: tuple[Path, Pages],
) -> None:
    folder, pages = copy
    put(folder, of_names(folder, pages))
    staff = Policy(roles=RolePolicy(administer=("group:it",)))
    with pytest.raises(Refused, match="administer"):
        OpenMatter.open(folder, KEY, parts(folder, staff), "ann", restored=True)
    with OpenMatter.open(folder, KEY, parts(folder), "ann", restored=True) as matter:
        accepted = next(event for event in matter.events if event.action == "audit.accept")
        assert "names" in dict(accepted.details)["found"]
        matter.check_whole()
    opened(folder).close()


@pytest.mark.parametrize("act", ["mask", "prepare", "send", "sign", "export", "print"])
def test_a_page_put_back_while_the_matter_is_open_stops_what_leaves(
    copy: tuple[Path, Pages], tmp_path: Path, act: str
) -> None:
    folder, pages = copy
    page = of_names(folder, pages)
    with opened(folder) as matter:
        summary = summarize(matter, prompts.load()["document-abstract"])
        if act in ("export", "print"):
            review(matter, summary, "bea", Verdict.APPROVED)
        acts = {
            "mask": matter.masked,
            "prepare": lambda: matter.prepare(prompts.load()["document-abstract"]),
            "print": lambda: to_print(matter, summary, 50),
            "send": lambda: summarize(matter, prompts.load()["document-abstract"]),
            "sign": lambda: review(matter, summary, "bea", Verdict.APPROVED),
            "export": lambda: export(matter, summary, tmp_path / "out"),
        }
        put(folder, page)
        if act in ("mask", "prepare"):  # of many texts one after the other, not each is compared again
            matter.trail.forget_comparison()
        sent = sum(event.action == "payload.local" for event in matter.events)
        with pytest.raises(VaultDamaged, match=r"outside LegalRedact|undone|changed while"):
            acts[act]()
        assert sum(event.action == "payload.local" for event in matter.events) == sent
    assert not (tmp_path / "out").exists()


def test_an_old_page_of_a_text_is_noticed_when_it_is_read(tmp_path: Path) -> None:
    """Texts are too large to be looked at on opening; their digests are not."""
    folder = tmp_path / "m"
    for name, text in (
        ("one.txt", TEXT),
        ("two.txt", "Nothing was said. " * 900),
        ("three.txt", "All was said. " * 900),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with OpenMatter.create(folder, KEY, parts(folder), "ann") as matter:
        matter.add([tmp_path / "one.txt", tmp_path / "two.txt"])
    before = pages_of(folder)
    with opened(folder) as matter:
        matter.add([tmp_path / "three.txt"])
        ids = matter.store.document_ids()
    pages = {at: page for at, page in before.items() if pages_of(folder)[at] != page}
    for at, page in pages.items():
        now = pages_of(folder)[at]
        put(folder, {at: page})
        try:
            with opened(folder) as matter:
                texts = [matter.store.document(one).text for one in ids]
                assert [text[:10] for text in texts] == ["Marguerite", "Nothing wa", "All was sa"]
        except (VaultDamaged, KeyError):
            pass  # noticed
        put(folder, {at: now})
    opened(folder).close()
