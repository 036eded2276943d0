"""Every use of the registry by command, over the sample matter and the court files beside the checkout (../shared).

The sample is one matter; each court file is a matter of its own, and the first two are one for the comparison. A use
runs with the local engine where it can, else with Claude, whose stand-in on loopback answers with the first passage of
each document in the use's form. So a row of Claude shows that the command runs, and nothing of what Claude writes.

Columns: statements; those without a source; quotations that begin or end within a sentence of their source; quotations
that differ from their source; flags of the check; commands that ended with another exit code than 0; seconds.

Usage: dev.py bench uses [--every N] [--only ID] [--show] [--fragments]; `--show` prints the summaries, `--fragments`
the quotations that are counted as such; `--every N` takes every Nth court file.
"""

import argparse
import contextlib
import io
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from legalredact.cli.main import run
from legalredact.model.payload import Payload
from legalredact.model.policy import CLAUDE, LOCAL, Policy
from legalredact.model.review import FindingKind, ReviewedSummary, Segment
from legalredact.resources import resource
from legalredact.summary.engine import Engine
from legalredact.summary.local.engine import LocalEngine
from legalredact.summary.prompts import Prompt, load
from legalredact.wiring import real
from legalredact.workflow.administration.sample import sample_files
from legalredact.workflow.matter.dependencies import Parts, Reverify, Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from tests.benchmarks._judge import SHARED
from tests.benchmarks.quotes import FILES, folded
from tests.fakes.messages_answers import in_form
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.summary.asking import sender

ASKED = {"matter-question": "When was the agreement signed?", "issue-coding": "notice of breach; amount of the damages"}
"""What a person types, by the id of the use."""
KINDS = ("statements", "uncited", "fragments", "differ", "flags", "failed")
_ENDS = frozenset(["", *'.?!:;…)]"”’'])
_ACTOR = "Bench"


@dataclass(frozen=True)
class Bench:
    """One policy and key for all commands of a run."""

    folder: Path
    server: MessagesServer
    key: SharedKey

    def command(self, *words: str) -> tuple[int, dict[str, Any]]:
        """Exit code and answer of a command, run in this process."""
        out, err = io.StringIO(), io.StringIO()
        options = ("--json", "--quiet", "--policy", str(self._policy()), "--as", _ACTOR)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run([*words, *options], Wiring(self.parts, lambda _: self.key, lambda _: iter(())))
        if status != 0:
            print(f"  {words[0]} ended with {status}: {out.getvalue().strip()} {err.getvalue().strip()}")
            return status, {}
        return status, json.loads(out.getvalue())

    def parts(self, policy: Policy, _: Path | None = None) -> Parts:
        """The real reader and name search; Claude is the stand-in."""

        def make(engine: str, reverify: Reverify) -> Engine:
            return LocalEngine() if engine == LOCAL else sender(self.server, reverify)

        light = light_parts(policy)
        return replace(real().parts(policy, None), engine=make, witness=Witness(), tests=light.tests, clock=light.clock)

    def _policy(self) -> Path:
        file = self.folder / "policy.toml"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(
                f'[claude]\nbase_url = "{self.server.base_url}"\n[zero_retention]\nattested_by = "Orla Penfold"\n'
                f'attested_on = 2026-11-01\ncontract = "ZDR-7"\nexpires = 2027-11-01\n'
                f'organization_id = "{ORGANIZATION}"\nworkspace_id = "{WORKSPACE}"\n',
                encoding="utf-8",
            )
        return file


def main(arguments: list[str]) -> int:
    """Print a row for each use; 1 if a command failed, or a quotation differs from its source."""
    options = _options(arguments)
    uses = [prompt for prompt in load().values() if options.only in ("", prompt.id)]
    total = Counter[str]()
    with tempfile.TemporaryDirectory(prefix="legalredact-uses-") as place, MessagesServer() as server:
        bench = Bench(Path(place), server, SharedKey())
        for name, matters in (("sample", [sample_files()]), ("court files", _court(options.every))):
            counts: dict[str, Counter[str]] = {prompt.id: Counter() for prompt in uses}
            for number, files in enumerate(matters):
                fitting = [one for one in uses if name == "sample" or bool(one.documents) == (len(files) > 1)]
                _run_all(bench, Path(place) / f"{name}-{number}", files, fitting, counts, options)
            _print(name, uses, counts)
            for one in counts.values():
                total += one
    return 1 if total["differ"] or total["failed"] else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench uses")
    parser.add_argument("--every", type=int, default=3, help="take every Nth court file (default: 3)")
    parser.add_argument("--only", default="", choices=["", *load()], metavar="ID", help="run this use alone")
    parser.add_argument("--show", action="store_true", help="print each summary")
    parser.add_argument("--fragments", action="store_true", help="print the quotations that are counted as fragments")
    return parser.parse_args(arguments)


def _court(every: int) -> list[tuple[Path, ...]]:
    folder = SHARED / "corpus/court"
    if not folder.is_dir():
        print("The court files are not beside this checkout.")
        return []
    files = sorted(one for one in folder.iterdir() if one.suffix in FILES)
    return [*((file,) for file in files[::every]), tuple(files[:2])]


def _run_all(
    bench: Bench,
    folder: Path,
    files: Sequence[Path],
    uses: Iterable[Prompt],
    counts: Mapping[str, Counter[str]],
    options: argparse.Namespace,
) -> None:
    """Make a matter of these files, and add to the counts those of each use."""
    where = ("--matter", str(folder))
    names = resource("samples", "alder_v_granite", "register.txt")
    known = ("--register", str(names)) if files == sample_files() else ()
    read = ("--accept", "all", "--accept-unread", "--out", str(bench.folder / "masked"))
    bench.command("mask", *map(str, files), *where, *known, *read)
    with OpenMatter.open(folder, bench.key, bench.parts(Policy()), _ACTOR) as matter:
        _decide(matter)
        listed = [line.name for line in matter.listing]
    for prompt in uses:
        counts[prompt.id].update(_counted(bench, folder, prompt, listed, options))


def _decide(matter: OpenMatter) -> None:
    """Spellings that several people share stay people of their own, as in the trial of a prompt."""
    for entity in matter.register.entities:
        if entity.open and entity.among:
            matter.settle((entity.id,), None)


def _counted(
    bench: Bench, folder: Path, prompt: Prompt, listed: Sequence[str], options: argparse.Namespace
) -> Counter[str]:
    """Counts of one use in one matter."""
    engine = LOCAL if LOCAL in prompt.engines else CLAUDE
    words = ["summarize", "--matter", str(folder), "--engine", engine, "--prompt", prompt.id]
    if prompt.asks:
        asked = bench.folder / "asked.txt"
        asked.write_text(ASKED[prompt.id], encoding="utf-8")
        words += ["--question-file", str(asked)]
    if prompt.documents:
        words += ["--documents", *listed[: int(prompt.documents)]]
    bench.server.script.answers = [in_form(prompt.columns)] * (engine == CLAUDE)
    begun = time.monotonic()
    status, answer = bench.command(*words)
    counts = Counter[str](milliseconds=round((time.monotonic() - begun) * 1000), failed=int(status != 0))
    if status != 0:
        return counts
    with OpenMatter.open(folder, bench.key, bench.parts(Policy()), _ACTOR) as matter:
        summary = matter.summary(str(answer["summary"]))
        payload = matter.prepare(prompt).payload
        texts = {document.id: document.text for document in matter.documents}
    if options.show:
        print(f"\n=== {prompt.id}, {listed[0]}\n{answer['text']}")
    return counts + _of_summary(summary, payload, texts, show=options.fragments)


def _of_summary(summary: ReviewedSummary, payload: Payload, texts: Mapping[str, str], *, show: bool) -> Counter[str]:
    counts = Counter[str]()
    for segment in summary.clear_segments:
        counts["statements"] += not segment.heading
        counts["uncited"] += not segment.heading and not segment.citations
        if segment.quoted:
            source, above, below = _source(segment, payload, texts)
            cut = is_fragment(segment.text, source, above, below)
            differs = folded(segment.text) not in source
            counts["differ"] += differs
            counts["fragments"] += cut
            if show and (cut or differs):
                print(f"  {'differs' if differs else 'fragment'}: {folded(segment.text)!r}\n    source: {source!r}")
    counts["flags"] = len(summary.checked.findings)
    counts["uncited"] = max(counts["uncited"], sum(one.kind is FindingKind.UNCITED for one in summary.checked.findings))
    return counts


def _source(segment: Segment, payload: Payload, texts: Mapping[str, str]) -> tuple[str, str, str]:
    """The cited passages with names, on one line, and the text of the document before and after them."""
    if not segment.citations:
        return "", "", ""
    of = segment.citations[0].document_id
    document = next(one for one in payload.documents if one.id == of)
    ids = [passage.id for passage in document.passages]
    cited = [(ids.index(one.first), ids.index(one.last)) for one in segment.citations if one.document_id == of]
    parts = [document.passages[n].shown_span.of(texts[of]) for first, last in cited for n in range(first, last + 1)]
    above, below = (document.passages[n] for n in (cited[0][0], cited[-1][1]))
    before = next((one for one in document.passages if above.continues and one.id == above.continues), None)
    after = next((one for one in document.passages if one.continues == below.id), None)
    around = [folded(one.shown_span.of(texts[of])) if one is not None else "" for one in (before, after)]
    return folded("\n".join(parts)), around[0], around[1]


def is_fragment(quotation: str, source: str, above: str = "", below: str = "") -> bool:
    """Whether a quotation begins or ends within a sentence of its source.

    It begins with small letters behind words that end no sentence, or ends without a mark before small letters.

    Arguments:
        above, below: of the paragraph of the source, what is in other passages.
    """
    text = folded(quotation)
    before, found, after = source.partition(text)
    if not found:
        return False
    before, after = f"{above} {before}".strip(), f"{after} {below}".strip()
    first = next((letter for letter in text if letter.isalnum()), "")
    begins = before[-1:] not in _ENDS and first.islower()
    ends = text[-1] not in _ENDS and after[:1].islower()
    return begins or ends


def _print(name: str, uses: Iterable[Prompt], counts: Mapping[str, Counter[str]]) -> None:
    print(f"\n{name:<24}{'engine':<8}{''.join(f'{kind:>12}' for kind in KINDS)}{'seconds':>10}")
    for prompt in uses:
        engine = LOCAL if LOCAL in prompt.engines else CLAUDE
        row = counts[prompt.id]
        figures = "".join(f"{row[kind]:>12,}" for kind in KINDS)
        print(f"{prompt.id:<24}{engine:<8}{figures}{row['milliseconds'] / 1000:>10.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
