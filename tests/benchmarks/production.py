"""A production from its files to checked summaries: what becomes of each document, how fast, in how much memory.

    DOCUMENTS=1000 FOLDER=/tmp/production PARTS=run,speed,register python3 dev.py bench production

The production is that of `packaging/productions`: invented people, mixed kinds, families, duplicates, custodians, one
file in twenty damaged. Its texts come from templates with which the name model was trained, so how many of their names
are found says little of other papers.

`run` takes the whole production through with the local engine and may be cut short: called again with the same FOLDER,
it goes on where it was. `speed` compares the same work inline, in one process, in two, and on a cluster of two workers,
on OF_SPEED documents of one text (about a page) and a third as many of five. A machine's speed drifts, so each round
does all of them in turn, and what counts is the middle of the rounds' ratios. Models are loaded before the clock
starts; learning the names of the register is in it, and so are both ends, where a worker may find nothing left to do.
Beside the workers runs the process that keeps their results and wants a core too: the processor's time of both says
what bounds the ratio where there are two cores. `register` opens a matter with as many documents and a register of
100,000 spellings, and masks a few documents with it.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import psutil

from legalredact import wiring
from legalredact.errors import Cancelled
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.job import Stage, State, Tally
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.policy import ClusterPolicy, Policy
from legalredact.model.progress import NEVER, Cancellation, Progress, silent
from legalredact.model.register import Decision, Entity, Register
from legalredact.summary import prompts
from legalredact.vault.codec import encode
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.production_status import stopped
from legalredact.workflow.production.cluster import Cluster, connected
from legalredact.workflow.production.executors import InlineExecutor, Processes, TaskExecutor
from legalredact.workflow.production.real_toolkit import for_productions, real_kit
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.stages import MaskInput, RunSettings, done
from legalredact.workflow.production.stages import StageTask as Work
from legalredact.workflow.production.take_in import take_in

DOCUMENTS = int(os.environ.get("DOCUMENTS", "300"))
OF_SPEED = int(os.environ.get("OF_SPEED", "60"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
TEXTS = tuple(map(int, os.environ.get("TEXTS", "1,5").split(",")))
TEXTS_OF_SPEED = {texts: OF_SPEED if texts == 1 else max(OF_SPEED // 3, 1) for texts in TEXTS}
"""How many documents of how many texts."""
PARTS = os.environ.get("PARTS", "run,speed,register").split(",")
ENTITIES, ALIASES_EACH = 10_000, 9
ORDERS = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED, accept_unread=True)
_NUMBERED = re.compile(r"[\w/.-]*\d[\w/.-]*")
"""Ids and counts, which would make of one reason many."""
KEYS = PassphraseKey("five quiet words in May")


def main(_: list[str]) -> int:
    """Print the figures; 1 if a document is neither done nor refused with a reason."""
    with _folder() as folder:
        _produced(folder / "made", DOCUMENTS)
        status = _run(folder) if "run" in PARTS else 0
        if "speed" in PARTS:
            _speed(folder)
        if "register" in PARTS:
            _register(folder)
    return status


@contextmanager
def _folder() -> Iterator[Path]:
    if given := os.environ.get("FOLDER"):
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as made:
        yield Path(made)


def _produced(folder: Path, count: int, texts: int = 1) -> Path:
    """The folder of a production of that many documents of so many texts, made unless it is there."""
    if not folder.exists():
        begun = time.monotonic()
        script = Path(__file__).resolve().parents[2] / "packaging" / "productions"
        size = ["--documents", str(count), "--texts", str(texts)]
        made = [sys.executable, str(script), *size, "--out", str(folder)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        print(f"  {count} documents made in {time.monotonic() - begun:.0f} s", flush=True)
    return folder / "production"


def _gold(folder: Path) -> dict[str, tuple[str, ...]]:
    """Names of people and organizations that stand in a document, by its id."""
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return {
        f"d{row['digest'][:12]}": tuple(one["surface"] for one in row["names"] if one["label"] in ("PER", "ORG"))
        for row in rows
        if not row["damaged"]
    }


def _parts() -> Parts:
    parts = wiring.real().parts(Policy(), None)
    return replace(parts, witness=type(parts.witness)(), productions=for_productions())


def _matter(folder: Path) -> OpenMatter:
    if (folder / "key.age").exists():
        return OpenMatter.open(folder, KEYS, _parts(), "bench")
    return OpenMatter.create(folder, KEYS, _parts(), "bench", MatterInfo("bench"))


# The whole production


def _run(folder: Path) -> int:
    cancel = Cancellation()
    signal.signal(signal.SIGTERM, lambda *_: cancel.cancel())
    signal.signal(signal.SIGINT, lambda *_: cancel.cancel())
    with _matter(folder / "matter") as matter, _watched(folder / "memory.jsonl"):
        begun = time.monotonic()
        members = for_productions().intake(folder / "made" / "production", silent, cancel)
        if not matter.store.produced_count():
            print(
                f"  taken in: {take_in(matter, members, silent, cancel)} in {time.monotonic() - begun:.0f} s",
                flush=True,
            )
        begun, before, own = time.monotonic(), _through(matter.store.tally()), time.process_time()
        try:
            tally = Batch(matter, Processes(real_kit), ORDERS).run(_told, cancel)
        except Cancelled:
            tally = matter.store.tally()
            print("  paused; call it again with the same FOLDER")
        took, own = time.monotonic() - begun, time.process_time() - own
        with (folder / "runs.jsonl").open("a") as runs:
            runs.write(json.dumps({"seconds": took, "own": own, "through": _through(tally) - before}) + "\n")
        if cancel.requested:
            return 0
        status = _reported(folder, matter, tally)
    _sizes(folder)
    return status


def _told(progress: Progress) -> None:
    print(f"\r  {progress.step} {progress.done} of {progress.total}   ", end="", file=sys.stderr, flush=True)


def _through(tally: Tally) -> int:
    return tally.get((Stage.CHECK, State.DONE), 0) + sum(n for (_, state), n in tally.items() if state is State.REFUSED)


def _reported(folder: Path, matter: OpenMatter, tally: Tally) -> int:
    documents = sum(tally.get((Stage.READ, state), 0) for state in State)
    refused = stopped(matter, State.REFUSED)
    lost = documents - _through(tally)
    print(f"  {documents} documents: {tally.get((Stage.CHECK, State.DONE), 0)} summarized and checked, ", end="")
    print(f"{len(refused)} refused, {lost} neither; {len(stopped(matter, State.HELD))} held")
    reasons: dict[str, int] = {}
    for job in refused:
        words = f"{job.stage}: {_NUMBERED.sub('…', job.reason.split('. ')[0])}"
        reasons[words] = reasons.get(words, 0) + 1
    for reason, count in sorted(reasons.items(), key=lambda row: -row[1])[:8]:
        print(f"    {count:5} {reason}")
    print(f"  no reason given: {sum(not job.reason for job in refused)}")
    runs = [json.loads(line) for line in (folder / "runs.jsonl").read_text().splitlines()]
    seconds = sum(run["seconds"] for run in runs)
    print(f"  {seconds:.0f} s by the clock in {len(runs)} runs, {60 * documents / seconds:.0f} documents a minute")
    own = sum(run["own"] for run in runs)
    print(
        f"    the run's own process: {1000 * own / documents:.1f} ms of the processor a document, who is who included"
    )
    for stage, (count, spent) in matter.store.spent().items():
        print(f"    {stage:<10}{count:7} documents {1000 * spent / max(1, count):9.1f} ms of a worker each")
    _names(folder, matter)
    return int(lost != 0 or any(not job.reason for job in refused))


def _names(folder: Path, matter: OpenMatter) -> None:
    """Gold names left in payloads, and how many decisions a person would have been asked for."""
    gold, kept = _gold(folder / "made"), _kept(matter)
    left = there = holding = judges = several = 0
    for summary in matter.store.summaries():
        payload, _ = matter.store.payload(summary.checked.summary.payload_digest)
        (document,) = payload.documents
        text = " ".join(" ".join(passage.masked_text.split()) for passage in document.passages)
        names = gold.get(document.id, ())
        stand = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        found = [name for name in stand if key_of(name) not in kept]
        there, left, holding = there + len(names), left + len(found), holding + bool(found)
        judges, several = judges + len(stand) - len(found), several + sum(" " in name for name in found)
    share = 100 * left / max(1, there)
    print(f"  names: {left} of {there} left in payloads ({share:.2f} %), {several} of them of several words, ", end="")
    print(f"in {holding} documents; beside them {judges} of judges, who stay by rule")
    named = [e for e in matter.register.entities if e.kind.is_name]
    asked = [e for e in named if e.tier is Tier.SUGGESTED and not e.kept]
    unclear = sum(bool(e.among) for e in asked)
    print(f"  decisions: {len(asked)} suggested names, {unclear} of them ambiguous; {len(named) - len(asked)} possible")


def _kept(matter: OpenMatter) -> frozenset[str]:
    """Keys of the names of judges and of what stays in clear like them."""
    return frozenset(key_of(one) for e in matter.register.entities if e.kept and not e.masked for one in e.spellings)


def _sizes(folder: Path) -> None:
    size = sum(path.stat().st_size for path in (folder / "matter").iterdir())
    begun = time.process_time()
    with OpenMatter.open(folder / "matter", KEYS, _parts(), "bench") as matter:
        names, documents = len(matter.register.entities), len(matter.listing)
    print(f"  vault {size / 1e6:.0f} MB; {documents} documents, {names} entities open in ", end="")
    print(f"{time.process_time() - begun:.2f} s of the processor's time (key by passphrase included)")
    rows = [json.loads(line) for line in (folder / "memory.jsonl").read_text().splitlines()]
    for who in ("main", "worker"):
        values = [row[who] for row in rows if row[who]]
        third = max(1, len(values) // 3)
        parts = (values[third : 2 * third], values[-third:])
        print(f"  memory of {who}: {' MB, then '.join(f'{max(part, default=0):.0f}' for part in parts)} MB at most")


@contextmanager
def _watched(log: Path) -> Iterator[None]:
    """Memory of this process and of the largest worker, every few seconds."""
    stop = threading.Event()

    def watch() -> None:
        process = psutil.Process()
        while not stop.wait(5):
            try:
                workers = [child.memory_info().rss / 1e6 for child in process.children()]
                row = {"main": process.memory_info().rss / 1e6, "worker": max(workers, default=0)}
            except psutil.Error:
                continue
            with log.open("a") as file:
                file.write(json.dumps(row) + "\n")

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


# One process, two, a cluster


def _speed(folder: Path) -> None:
    """The same documents with each executor, round by round."""
    for texts, count in TEXTS_OF_SPEED.items():
        production = _produced(folder / f"of-{texts}", count, texts)
        rounds = [_round(folder, production) for _ in range(ROUNDS)]
        print(f"  {count} documents of {f'{texts} texts' if texts > 1 else 'one text'}, {ROUNDS} rounds")
        for name in rounds[0]:
            _compared(name, [one[name] for one in rounds], [one["1 process"] for one in rounds])


@dataclass(frozen=True)
class _Speed:
    """Of one run: documents, seconds by the clock, and of the processor in the workers and in the run's own process.

    Where a cluster runs on this machine, its scheduler is a part of the run's own process here.
    """

    documents: int
    clock: float
    workers: float
    own: float

    @property
    def rate(self) -> float:
        return 60 * self.documents / self.clock

    def bound(self, alone: "_Speed") -> float:
        """How many times as fast as one worker two cores can be, if nobody ever waits, by the processor's time alone.

        Arguments:
            alone: the same work with one worker, beside which its own process has the other core.
        """
        return 2 * alone.workers / (self.workers + self.own)


def _round(folder: Path, production: Path) -> dict[str, _Speed]:
    speeds = {"inline": _speed_of(folder, production, InlineExecutor(real_kit, isolated=False))}
    for width, name in ((1, "1 process"), (2, "2 processes")):
        speeds[name] = _speed_of(folder, production, Processes(real_kit, width))
    try:
        with _cluster(folder) as policy:
            made = Cluster(real_kit, connected(policy))
            speeds["2 workers of a cluster"] = _speed_of(folder, production, made)
    except ImportError:
        print("  no cluster: distributed is not installed")
    return speeds


def _compared(name: str, speeds: Sequence[_Speed], alone: Sequence[_Speed]) -> None:
    """Print the middle of all rounds.

    Arguments:
        alone: one process in the same rounds.
    """
    ratios = sorted(speed.rate / one.rate for speed, one in zip(speeds, alone, strict=True))
    workers, own = (
        median(1000 * spent / speed.documents for spent, speed in zip(of, speeds, strict=True))
        for of in ([speed.workers for speed in speeds], [speed.own for speed in speeds])
    )
    print(f"  {name:<24}{median(speed.rate for speed in speeds):7.1f} documents a minute, ", end="")
    print(f"{median(ratios):.2f} times one process ({ratios[0]:.2f} to {ratios[-1]:.2f}); ", end="")
    print(f"processor {workers:6.1f} ms of workers and {own:5.1f} ms of its own process a document")
    if name.startswith("2"):
        bound = median(speed.bound(one) for speed, one in zip(speeds, alone, strict=True))
        print(f"{'':26}by the processor's time, two cores that never wait would be {bound:.2f} times one process")


def _speed_of(folder: Path, production: Path, executor: TaskExecutor) -> _Speed:
    with tempfile.TemporaryDirectory(dir=folder, prefix="speed-") as place, _matter(Path(place) / "m") as matter:
        take_in(
            matter,
            for_productions().intake(production, silent, Cancellation()),
            silent,
            Cancellation(),
        )
        _warmed(executor)
        workers = psutil.Process().children(recursive=True)
        before, own, begun = _spent_by(workers), time.process_time(), time.monotonic()
        batch = Batch(matter, executor, ORDERS)
        try:
            while batch.begin(silent, NEVER):
                batch.keep(batch.results(0.5))
            took = time.monotonic() - begun, _spent_by(workers) - before, time.process_time() - own
        finally:
            batch.close()
        return _Speed(_through(matter.store.tally()), *took)


def _spent_by(workers: Iterable[psutil.Process]) -> float:
    """Seconds of the processor that they have taken."""
    times = [worker.cpu_times() for worker in workers]
    return float(sum(one.user + one.system for one in times))


def _warmed(executor: TaskExecutor) -> None:
    """Have each worker load its models."""
    from legalredact.documents.text.plain import document_from_text
    from legalredact.masking.verify import verify
    from legalredact.model.document import Place
    from legalredact.model.mention import Span
    from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText

    words = "Nobody waits for a model. The quay was closed on March 3, 2024."
    prompt = ORDERS.prompt
    passage = Passage("p1", words, Place(), Span(0, len(words)))
    sent = (PayloadDocument("d", "Document 1", (passage,)),)
    verified = verify(Payload(prompt.id, prompt.version, prompt.instructions, sent), Register(), (), ())
    assert isinstance(verified, VerifiedText)
    tasks = [
        Work(f"w{n}{stage}", stage, content)
        for n in range(4 * executor.width)
        for stage, content in ((Stage.DETECT, document_from_text("d", "d.txt", words)), (Stage.SUMMARIZE, verified))
    ]
    for task in tasks:
        executor.submit(task)
    back = 0
    while back < len(tasks):
        back += len(executor.finished(60))


@contextmanager
def _cluster(folder: Path) -> Iterator[ClusterPolicy]:
    import dask
    import distributed

    made = distributed.Security.temporary()
    files = {"ca_file": made.tls_ca_file, "cert_file": made.tls_client_cert, "key_file": made.tls_client_key}
    place = folder / "certificates"
    place.mkdir(exist_ok=True)
    for name, content in files.items():
        (place / name).write_text(content)
    settings = {
        "distributed.worker.memory.target": False,
        "distributed.worker.memory.spill": False,
        "distributed.scheduler.allowed-failures": 2,
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "500ms",
    }
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            protocol="tls",
            security=made,
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            local_directory=str(place),
        ) as cluster,
    ):
        yield ClusterPolicy(cluster.scheduler_address, *(str(place / name) for name in files))


# A register of 100,000 spellings


def _register(folder: Path) -> None:
    """What a worker takes to learn the register, and for each document after that."""
    _produced(folder / "few", OF_SPEED)
    register = Register(tuple(map(_entity, range(ENTITIES))))
    spellings = sum(len(entity.spellings) for entity in register.entities)
    kit, known = real_kit(), RunSettings(register, ORDERS.prompt)
    members = for_productions().intake(folder / "few" / "production", silent, Cancellation())
    whole = [m for m in members if m.location.path.suffix in (".txt", ".docx") and not m.problem]
    documents = [kit.read(member, silent)[0] for member in whole[:12]]
    times = []
    for number, document in enumerate(documents, 1):
        source = MaskInput(encode(Document, document), b"[]", number)
        (result,) = done(Work(document.id, Stage.MASK, source), kit, known, silent)
        times.append(result.seconds)
    print(f"  {spellings:,} spellings: {times[0]:.1f} s for the first document, ", end="")
    print(f"then {1000 * sum(times[1:]) / max(1, len(times) - 1):.0f} ms each")


def _entity(number: int) -> Entity:
    name = f"Ansgar{number} Oldacre{number}"
    aliases = tuple(f"{name} {suffix}{number}" for suffix in "BCDFGHKLM"[:ALIASES_EACH])
    token = f"PERSON_{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number // 26 % 26]}"
    token += "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number // 676 % 26]
    return Entity(
        f"e{number}", name, Kind.PERSON, Role.PERSON, aliases, decision=Decision.CONFIRMED, token=token, typed=True
    )
