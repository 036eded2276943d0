"""Whatever the workflow refuses under a policy, the window lists beforehand, in the same words: for every key."""

import datetime as dt
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import certifi
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from legalredact.errors import LegalRedactError
from legalredact.governance.account import Account
from legalredact.governance.anchor import anchors_in
from legalredact.governance.forwarding import forwarder
from legalredact.governance.policy import broken
from legalredact.governance.policy_schema import keys, parsed
from legalredact.governance.selftest import SelfTests, Trial
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.governance.vouching import as_json, file_name, vouched, vouching_key
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import Words
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.send.send_view import SendView
from legalredact.model.export import FORMS
from legalredact.model.mention import Tier
from legalredact.model.policy import Policy
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.summary import prompts
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.export.export import export, to_print
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.send.summarize import place_order, summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.window.snapshot import snapshot
from tests.fakes.parts import NOON, light_parts
from tests.fakes.shared_key import SharedKey

ANN, BEA = (PersonalKey(new_seed()) for _ in range(2))
FIRM = vouching_key("AGE-SECRET-KEY-1M9XC7VL6N5KXW0X5HF8ME0WDXS8CSZR2N803KAR7TFVTVMPWT4AQ7WDQJM")
OTHER_FIRM = PersonalKey(new_seed())
KEY = SharedKey()
PROMPT = prompts.load()["document-abstract"]
LETTER = (
    "CONFIDENTIAL\n\nOn May 4, 2021, Marguerite Oldacre signed a lease with Penhallow Freight, Inc. in the old house.\n"
)
SYSTEMS_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
REASONS = dict.fromkeys(range(9), "Compared.")
SIGNED, WAITING = 0, 1
"""Places of the two summaries among the matter's: the first is signed, the second is to be reviewed."""

Content = Mapping[str, Any]
V = TypeVar("V", SendView, SignOffView)
DAY = dt.date(2026, 11, 1)
ATTESTED: Content = {
    "attested_by": "Orla Penfold",
    "attested_on": DAY,
    "contract": "ZDR-7",
    "expires": dt.date(2027, 11, 1),
    "organization_id": "org-test-1",
    "workspace_id": "wrkspc_test1",
}
APPROVED: Content = {"id": PROMPT.id, "version": PROMPT.version, "approved_by": "Orla Penfold", "approved_on": DAY}


@dataclass(frozen=True)
class Case:
    """What one key of the policy forbids.

    Arguments:
        content: tables of the policy, over a policy under which everything is allowed.
        refused: for each act that is refused, words of the reason.
        person: who acts; only Ann, who prepared, and Bea have a signing key.
        reviewer: who is said to review; None: the person.
        undecided: names are not decided yet.
        forbidden_later: the policy holds only once the matter is open, since it forbids to open it.
    """

    content: Content
    refused: Mapping[str, str]
    person: str = "bea"
    reviewer: str | None = None
    undecided: bool = False
    forbidden_later: bool = False


NAMES = "2 suggested names are not decided."
VOUCHED: Content = {"sign_off": {"vouched": True}, "recovery": {"vouching_key": FIRM.public, "vouchers": "VOUCHERS"}}
NO_KEY = "The policy asks for signed events, and there is no keyring for a signing key."
EVERYTHING = ("local", "claude", "approve", "reject", "export", "print")

CASES: Mapping[str, Case] = {
    "engines.allowed": Case({"engines": {"allowed": ["claude"]}}, {"local": "does not allow the engine local"}),
    "claude.model": Case(
        {"claude": {"model": "claude-haiku-5-5"}, "zero_retention": {**ATTESTED, "models": ["claude-opus-5-5"]}},
        {"claude": "does not cover the model claude-haiku-5-5"},
    ),
    "claude.ca_file": Case({"claude": {"ca_file": "/nowhere/ca.pem"}}, {"claude": "certificate file in policy"}),
    "zero_retention.attested_on": Case(
        {"zero_retention": {**ATTESTED, "attested_on": dt.date(2026, 12, 1)}}, {"claude": "holds from 2026-12-01"}
    ),
    "zero_retention.expires": Case(
        {"zero_retention": {**ATTESTED, "expires": dt.date(2026, 11, 2)}}, {"claude": "to 2026-11-02"}
    ),
    "zero_retention.models": Case(
        {"zero_retention": {**ATTESTED, "models": ["claude-haiku-5-5"]}}, {"claude": "does not cover the model"}
    ),
    "masking.always": Case({"masking": {"always": ["person"]}}, {"claude": "1 suggested name is not"}, undecided=True),
    "masking.keep": Case(
        {"masking": {"keep": ["Penhallow Freight, Inc."]}}, {"claude": "1 suggested name is not"}, undecided=True
    ),
    "sign_off.other_person": Case(
        {"sign_off": {"other_person": True}},
        dict.fromkeys(("approve", "reject"), "preparer of a summary may not sign"),
        person="ann",
    ),
    "sign_off.reviewers": Case(
        {"sign_off": {"reviewers": ["Dora"]}}, dict.fromkeys(("approve", "reject"), "not among those who may sign")
    ),
    "sign_off.accounts": Case(
        {"sign_off": {"accounts": True}},
        dict.fromkeys(("approve", "reject"), "sign from their own account"),
        reviewer="carl",
    ),
    "sign_off.reviewer_keys": Case(
        {"sign_off": {"reviewer_keys": [ANN.public]}},
        {**dict.fromkeys(("approve", "reject"), "does not name the reviewer's signing key")},
    ),
    "sign_off.vouched": Case(
        VOUCHED, dict.fromkeys(("approve", "reject"), "has not vouched for the reviewer's"), person="carl"
    ),
    "roles.prepare": Case(
        {"roles": {"prepare": ["dora"]}}, dict.fromkeys(("local", "claude"), "account bea prepare matters")
    ),
    "roles.review": Case(
        {"roles": {"review": ["dora"]}}, dict.fromkeys(("approve", "reject"), "account bea review summaries")
    ),
    "export.folders": Case({"export": {"folders": ["/srv/signed"]}}, {"export": "does not let results be written"}),
    "prompts.models": Case(
        {
            "prompts": {"models": [f"{PROMPT.id} | claude-haiku-5-5"]},
            "zero_retention": {**ATTESTED, "models": ["claude-opus-5-5"]},
        },
        {"claude": "asks for the model claude-haiku-5-5, which the policy or its attestation does not allow"},
    ),
    "prompts.approved[].id": Case(
        {"prompts": {"approved": [{**APPROVED, "id": "chronology"}]}},
        dict.fromkeys(("local", "claude"), f"has not approved the prompt {PROMPT.id}"),
    ),
    "prompts.approved[].version": Case(
        {"prompts": {"approved": [{**APPROVED, "version": "0"}]}},
        dict.fromkeys(("local", "claude"), f"in its version {PROMPT.version}"),
    ),
    "designations.stop": Case({"designations": {"stop": ["CONFIDENTIAL"]}}, {"claude": "designated confidential"}),
    "audit.signed": Case(
        {"audit": {"signed": True}}, dict.fromkeys(EVERYTHING, NO_KEY), person="carl", forbidden_later=True
    ),
    "recovery.vouching_key": Case(
        {**VOUCHED, "recovery": {"vouching_key": OTHER_FIRM.public, "vouchers": "VOUCHERS"}},
        dict.fromkeys(("approve", "reject"), "has not vouched for the reviewer's"),
    ),
    "recovery.vouchers": Case(
        {**VOUCHED, "recovery": {"vouching_key": FIRM.public, "vouchers": "/nowhere/vouchers"}},
        dict.fromkeys(("approve", "reject"), "cannot be reached"),
    ),
    "self_test.days": Case({"self_test": {"days": 1}}, {"claude": "more than 1 days old"}),
}
"""For each key that can forbid a send, a signature or an export: a policy in which it does."""

FORBIDS_NOTHING: Mapping[str, tuple[object, str]] = {
    "claude.base_url": ("https://proxy.example", "says where text goes"),
    "claude.models": (["claude-opus-5-5"], "a policy whose models do not hold claude.model is not read at all"),
    "claude.inference_geo": ("us", "is held against an answer, which becomes an incident"),
    "claude.proxy": ("http://proxy.example:3128", "says by which way text goes"),
    "claude.check_meaning": ("on", "is held against summaries by Claude, and these are local: see test_meaning.py"),
    "zero_retention.attested_by": ("Orla Penfold", "is told, and only has to be there"),
    "zero_retention.contract": ("ZDR-7", "is told, and only has to be there"),
    "zero_retention.organization_id": ("org-test-2", "is held against an answer, which becomes an incident"),
    "zero_retention.workspace_id": ("wrkspc_test2", "is held against an answer, which becomes an incident"),
    "masking.case_numbers": (True, "masks without a decision of a person"),
    "masking.generalise": (["birth_year"], "says what stands beside a token"),
    "detection.second_model": ("/srv/model", "is used by the search for names, which fails without its files"),
    "detection.second_model_sha256": ("0" * 64, "as detection.second_model"),
    "detection.second_model_tier": ("suggested", "says what its finds count for"),
    "detection.always_names": ("/srv/always.txt", "where it cannot be read no matter is opened, either"),
    "detection.never_names": ("/srv/never.txt", "as detection.always_names"),
    "roles.approve": (["dora"], "is for prompts of the firm: see test_prompts_view.py"),
    "prompts.folder": ("FOLDER", "adds prompts; a broken folder refuses those alone: see test_prompt.py"),
    "prompts.approval": (False, "is for prompts of the firm, as prompts.folder"),
    "prompts.issues": (["Notice | of breach"], "is asked in issue coding if nobody types others"),
    "roles.administer": (["dora"], "is for other acts"),
    "retention.days": (30, "deletes texts later"),
    "export.privileged": (False, "marks pages"),
    "production.codes": (["PRIV | Privilege"], "says which reason codes there are"),
    "production.only_listed": (True, "is held against codes of a production set, which is none of these acts"),
    "prompts.approved[].approved_by": ("R. Osei", "is told, and only has to be there"),
    "prompts.approved[].approved_on": (dt.date(2020, 1, 1), "is told, and only has to be there"),
    "audit.forward": ("file", "where events cannot be handed on no matter is opened, either"),
    "audit.file": ("FOLDER/events.jsonl", "as audit.forward"),
    "audit.anchors": ("FOLDER/anchors", "where marks cannot be written no matter is opened, either"),
    "recovery.recipient": ("", "lets the firm open the matter"),
    "recovery.drill_days": (1, "is what `doctor` reminds of"),
    "documents.converter": ("libreoffice", "lets LibreOffice convert files that are added"),
    "matters.folder": ("FOLDER", "says where matters are made"),
    "cluster.scheduler": ("tls://cluster.example:8786", "is for `batch run --cluster`"),
    "cluster.ca_file": ("/etc/cluster/ca.pem", "as cluster.scheduler"),
    "cluster.cert_file": ("/etc/cluster/cert.pem", "as cluster.scheduler"),
    "cluster.key_file": ("/etc/cluster/key.pem", "as cluster.scheduler"),
    "security.sandbox": ("required", "where the system cannot confine no matter is opened, either"),
}
"""For each other key: a value, and why it forbids none of these acts whatever it says."""


def test_every_key_of_the_policy_has_its_case() -> None:
    assert CASES.keys() | FORBIDS_NOTHING.keys() == {key.path for key in keys()}
    assert not CASES.keys() & FORBIDS_NOTHING.keys()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann's matter with a letter and two summaries, the first of them signed by Bea; what each case copies."""
    place = tmp_path_factory.mktemp("made")
    (place / "letter.txt").write_text(LETTER, encoding="utf-8")
    with OpenMatter.create(place / "matter", KEY, parts_for(place, Policy(), "ann"), "ann") as matter:
        matter.add([place / "letter.txt"])
        matter.accept(Tier.POSSIBLE)
        summarize(matter, PROMPT)
        summarize(matter, PROMPT)
    with OpenMatter.open(place / "matter", KEY, parts_for(place, Policy(), "bea"), "bea") as matter:
        review(matter, matter.summaries[SIGNED], "bea", Verdict.APPROVED, settled=REASONS)
    statements = place / "vouchers"
    statements.mkdir()
    for person, key in (("ann", ANN), ("bea", BEA)):
        statement = vouched(person, key.public, "2026-11-24", FIRM)
        (statements / file_name(statement)).write_bytes(as_json(statement))
    with OpenMatter.create(place / "undecided", KEY, parts_for(place, Policy(), "ann"), "ann") as matter:
        matter.add([place / "letter.txt"])
    return place


def parts_for(place: Path, policy: Policy, person: str) -> Parts:
    """As `wiring` puts them together, for a person of that name."""
    signer = {"ann": ANN, "bea": BEA}.get(person)
    tests = SelfTests(place / "selftest.json", "build", policy.self_test.days)
    tests.put(Trial("build", "2026-11-22T12:00:00+00:00", 3))
    witness = Witness(lambda: signer, anchors_in(policy.audit.anchors or str(place / "marks")), forwarder(policy.audit))
    account = Account(f"uid:{person}", person)
    return replace(light_parts(policy), account=account, witness=witness, tests=tests, clock=lambda: NOON)


def policy_of(content: Content, made: Path, place: Path) -> Policy:
    """Read as a file's content is; under nothing but the attestation, everything is allowed."""

    def placed(value: object) -> object:
        if isinstance(value, str):
            return value.replace("VOUCHERS", str(made / "vouchers")).replace("FOLDER", str(place))
        if isinstance(value, Mapping):
            return {name: placed(inner) for name, inner in value.items()}
        return value

    tables = {table: placed(value) for table, value in ({"zero_retention": ATTESTED} | dict(content)).items()}
    policy = parsed(tables)
    assert isinstance(policy, Policy), policy
    return policy


@dataclass
class World:
    """One person at an open matter: the two views, kept as the window keeps them, and the workflow behind them."""

    qtbot: QtBot
    session: MatterSession
    reviewer: str
    out: Path
    failed: list[LegalRedactError] = field(default_factory=list)
    _views: list[SendView | SignOffView] = field(default_factory=list)

    @property
    def matter(self) -> OpenMatter:
        return self.session._matter

    def summary(self, number: int) -> ReviewedSummary:
        return self.matter.summaries[number]

    @cached_property
    def _sends(self) -> SendView:
        return self._added(SendView(self.session))

    @cached_property
    def _signs(self) -> SignOffView:
        return self._added(SignOffView(self.session, folder=lambda _: self.out))

    def _added(self, view: V) -> V:
        self.qtbot.addWidget(view)
        self._views.append(view)
        return view

    def _show(self, view: SendView | SignOffView) -> None:
        """Alone, as the window shows one page at a time: a view that is not shown does no work."""
        for other in self._views:
            other.setVisible(other is view)

    def send_view(self, engine: str) -> SendView:
        view = self._sends
        self._show(view)
        view.prompts.setCurrentIndex(view.prompts.findData(PROMPT.id))
        view.engines.setCurrentIndex(view.engines.findData(engine))
        return view

    def sign_off_view(self, number: int) -> SignOffView:
        view = self._signs
        self._show(view)
        view.reader.choice.setCurrentIndex(number)
        view.form.who.setCurrentText(self.reviewer)
        view.form.note.setPlainText("The lease is missing.")
        for number in range(len(view.flags.boxes)):
            view.flags.settle(number, "Compared with the source.")
        return view

    def listed(self, act: str) -> tuple[str, str, bool]:
        """What the window says beforehand: the reasons alone, all that is told, and whether the button is enabled."""
        if act in ("local", "claude"):
            return of_bar(self.send_view(act))
        view = self.sign_off_view(WAITING if act in ("approve", "reject") else SIGNED)
        if act in ("approve", "export"):
            return of_bar(view)
        button: QPushButton = view.send_back if act == "reject" else view.print
        return "", button.accessibleDescription(), button.isEnabled()

    def refused(self, act: str) -> LegalRedactError | None:
        """Do it; returns why the workflow refuses it."""
        acts: dict[str, Callable[[], object]] = {
            "local": lambda: place_order(self.matter, PROMPT, "local"),
            "claude": lambda: place_order(self.matter, PROMPT, "claude"),
            "reject": lambda: review(self.matter, self.summary(WAITING), self.reviewer, Verdict.REJECTED, "Wrong."),
            "approve": lambda: review(
                self.matter, self.summary(WAITING), self.reviewer, Verdict.APPROVED, settled=REASONS
            ),
            "print": lambda: to_print(self.matter, self.summary(SIGNED), 20),
            "export": lambda: export(self.matter, self.summary(SIGNED), self.out, FORMS),
        }
        try:
            acts[act]()
        except LegalRedactError as problem:
            return problem
        return None


def of_bar(view: SendView | SignOffView) -> tuple[str, str, bool]:
    bar = view.bar
    shown = [label.text() for label in bar.findChildren(Words)]
    assert all(reason.told in shown for reason in bar.reasons)
    words = " ".join(reason.words for reason in bar.reasons)
    return words, bar.button.accessibleDescription(), bar.button.isEnabled()


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Path, made: Path) -> Iterator[Callable[..., World]]:
    opened: list[OpenMatter] = []

    def at(policy: Policy, case: Case, *, reading: bool = False) -> World:
        shutil.copytree(made / ("undecided" if case.undecided else "matter"), tmp_path / "matter")
        parts = parts_for(tmp_path, policy, case.person)
        before = replace(parts, policy=Policy(zero_retention=policy.zero_retention)) if case.forbidden_later else parts
        how = OpenMatter.read if reading else OpenMatter.open
        matter = how(tmp_path / "matter", KEY, before, case.person)
        opened.append(matter)
        matter.parts = parts
        preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        session = MatterSession(matter, snapshot(matter), Tasks(AtOnce()), preferences)
        reviewer = case.person if case.reviewer is None else case.reviewer
        here = World(qtbot, session, reviewer, tmp_path / "out")
        session.tasks.failed.connect(here.failed.append)
        return here

    yield at
    for matter in opened:
        matter.close()


def same(world: World, act: str, wanted: str) -> None:
    """That the window lists what the workflow refuses, and allows what it allows."""
    words, told, enabled = world.listed(act)
    refused = world.refused(act)
    assert (refused is None) == (not wanted) == enabled, (act, told, refused)
    if refused is None:
        assert told == ""
        return
    assert wanted in refused.what
    what, _, outcome = refused.what.rpartition(". ")
    assert outcome.startswith("Nothing was "), refused.what
    if words:  # the bar: the very words, in their order
        assert words == f"{what}."
    else:  # a button's description: each reason is followed by its remedy
        assert sorted(told.split()) == sorted(f"{what}. {refused.remedy}".split())


@pytest.mark.parametrize("key", CASES)
def test_whatever_the_workflow_refuses_the_window_lists_beforehand_in_the_same_words(
    world: Callable[..., World], made: Path, tmp_path: Path, key: str
) -> None:
    case = CASES[key]
    here = world(policy_of(case.content, made, tmp_path), case)
    for act in ("local", "claude") if case.undecided else EVERYTHING:
        if key == "export.folders" and act == "export":
            continue  # the folder is not chosen yet: see below
        if act in case.refused or not _approval_fell(here, act):
            same(here, act, case.refused.get(act, ""))
            here.session.refresh()


def _approval_fell(here: World, act: str) -> bool:
    """Under stricter rules for keys an approval does not hold any more, and nothing can be exported or printed."""
    return act in ("export", "print") and not here.session.state.signed


def test_an_undecided_name_is_what_rules_of_masking_decide(
    world: Callable[..., World], made: Path, tmp_path: Path
) -> None:
    case = Case({}, {}, undecided=True)
    same(world(policy_of({}, made, tmp_path), case), "claude", NAMES)


def test_keys_that_forbid_nothing_forbid_nothing(world: Callable[..., World], made: Path, tmp_path: Path) -> None:
    content: dict[str, Any] = {"zero_retention": dict(ATTESTED), "prompts": {"approved": [dict(APPROVED)]}}
    for path, (value, why) in FORBIDS_NOTHING.items():
        assert why
        table, _, name = path.rpartition(".")
        target = content["prompts"]["approved"][0] if table.endswith("[]") else content.setdefault(table, {})
        target[name] = value
    here = world(policy_of(content, made, tmp_path), Case({}, {}))
    for act in EVERYTHING:
        same(here, act, "")
        here.session.refresh()


@pytest.mark.skipif(sys.platform == "win32", reason="who may write is said by access lists there")
def test_a_certificate_that_others_can_write_is_listed_before_the_send(
    world: Callable[..., World], made: Path, tmp_path: Path
) -> None:
    certificate = tmp_path / "firm.pem"
    shutil.copy(certifi.where(), certificate)
    certificate.chmod(0o666)
    here = world(policy_of({"claude": {"ca_file": str(certificate)}}, made, tmp_path), Case({}, {}))
    same(here, "local", "")
    same(here, "claude", "could have been changed")


@pytest.mark.skipif(not Path(SYSTEMS_CERTIFICATES).is_file(), reason="this system keeps its certificates elsewhere")
def test_a_certificate_that_root_alone_can_write_forbids_nothing(
    world: Callable[..., World], made: Path, tmp_path: Path
) -> None:
    here = world(policy_of({"claude": {"ca_file": SYSTEMS_CERTIFICATES}}, made, tmp_path), Case({}, {}))
    same(here, "claude", "")


def test_folders_for_results_are_told_before_one_is_chosen_and_another_is_refused_in_the_workflows_words(
    world: Callable[..., World], made: Path, tmp_path: Path
) -> None:
    case = CASES["export.folders"]
    here = world(policy_of(case.content, made, tmp_path), case)
    view = here.sign_off_view(SIGNED)
    assert any("below /srv/signed alone" in label.text() for label in view.bar.findChildren(Words))
    view.primary()
    refused = here.refused("export")
    assert refused is not None
    assert [problem.what for problem in here.failed] == [refused.what]


def test_a_broken_policy_forbids_everything(world: Callable[..., World]) -> None:
    torn = replace(broken("It is torn."), zero_retention=None)
    here = world(torn, Case({}, {}, forbidden_later=True))
    for act in EVERYTHING:
        same(here, act, "cannot be read, so nothing may be done. It is torn.")


def test_whoever_only_reads_is_told_so(world: Callable[..., World], made: Path, tmp_path: Path) -> None:
    here = world(policy_of({}, made, tmp_path), Case({}, {}), reading=True)
    for act in EVERYTHING:
        same(here, act, "open for reading only.")
