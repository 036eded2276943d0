"""`legalredact demo`: process the sample matter from start to end, with a temporary key."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from legalredact.cli.session import Session
from legalredact.cli.writing import write_text
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.masking.mask import unmask
from legalredact.model.export import FORMS
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.policy import Policy
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.resources import resource
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.export.export import export
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.selftest_cases import Check
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review

SAMPLE = ("samples", "alder_v_granite")
READABLE = frozenset({".pdf", ".docx", ".txt"})
PREPARER, REVIEWER = "Demo paralegal", "Demo reviewer"


def run(session: Session) -> int:
    """Process the sample from files to a signed summary; print each step and the places of the results."""
    out: Path = session.options.out
    session.say("LegalRedact demo: invented people, no network, a matter key that exists in memory only.")
    with tempfile.TemporaryDirectory(prefix="legalredact-demo-") as place, _matter(session, Path(place)) as matter:
        prepared = _prepare(session, matter)
        files = [*_write_masked(matter, prepared, out), *_sign(session, matter, out)]
    session.answer({"files": [str(f) for f in files]}, "\n".join(("Results:", *(f"  {f}" for f in files))))
    return 0


def _matter(session: Session, place: Path) -> OpenMatter:
    parts = session.wiring.parts(Policy(), None)
    return OpenMatter.create(place / "matter", ThrowAwayKey(), parts, PREPARER, MatterInfo("sample"))


def _prepare(session: Session, matter: OpenMatter) -> Prepared:
    folder = resource(*SAMPLE)
    matter.type_names(parse_register((folder / "register.txt").read_text(encoding="utf-8")))
    added = matter.add(sample_files(), session.report)
    for path, problem in added.refused:
        session.say(f"{path.name}: {problem}")
    session.say(f"read     {len(added.documents)} documents, {sum(len(d.pages) for d in matter.documents)} pages")
    confirmed = matter.accept(Tier.SUGGESTED)
    session.say(f"confirm  {confirmed} suggested names and identifiers")
    looked_at = matter.open_parts()
    matter.accept_unread([(d.id, part.id) for d, part in looked_at], "demo")
    session.say(f"accept   {len(looked_at)} parts that were read from images, or not reliably")
    prepared = matter.prepare(prompts.load()["document-abstract"])
    replaced = sum(len(masked.occurrences) for masked in prepared.masked)
    session.say(f"mask     {replaced} names and identifiers replaced by {len(prepared.verified.tokens)} tokens")
    spellings = sum(len(entity.spellings) for entity in matter.register.entities if entity.masked)
    session.say(f"verify   none of {spellings} spellings found in the payload {prepared.payload.digest[:12]}…")
    return prepared


def sample_files() -> list[Path]:
    """The documents of the sample matter, in a fixed order."""
    known = {"register.txt"}
    return sorted(p for p in resource(*SAMPLE).iterdir() if p.suffix in READABLE and p.name not in known)


def _write_masked(matter: OpenMatter, prepared: Prepared, out: Path) -> Iterator[Path]:
    names = {document.id: Path(document.name).stem for document in matter.documents}
    for document in prepared.payload.documents:
        path = out / f"{names[document.id]}.masked.txt"
        write_text(path, "\n\n".join((document.masked_title, *(p.masked_text for p in document.passages))) + "\n")
        yield path


def _sign(session: Session, matter: OpenMatter, out: Path) -> tuple[Path, ...]:
    summary = summarize(matter, prompts.load()["document-abstract"], report=session.report)
    session.say(f"summary  {summary.id} by the local engine, {len(summary.clear_segments)} passages, names restored")
    reasons = dict.fromkeys(range(len(summary.checked.findings)), "Compared with the source.")
    review(matter, summary, REVIEWER, Verdict.APPROVED, settled=reasons)
    session.say(f"sign     by {REVIEWER}, who is not {PREPARER}")
    verdict = matter.check_whole()
    session.say(f"audit    {verdict.events} events, unbroken, head {verdict.head[:12]}…")
    return export(matter, summary, out, FORMS)


def sample_checks(session: Session) -> tuple[Check, ...]:
    """Process the sample in a temporary folder, for the self-test."""
    with tempfile.TemporaryDirectory(prefix="legalredact-selftest-") as place, _matter(session, Path(place)) as matter:
        prepared = _prepare(session, matter)
        files = _sign(session, matter, Path(place))
        return tuple(Check(what, well) for what, well in _checks(matter, prepared, matter.summary(), files))


def _checks(
    matter: OpenMatter, prepared: Prepared, summary: ReviewedSummary, files: tuple[Path, ...]
) -> Iterator[tuple[str, bool]]:
    texts = {document.id: document.text for document in matter.documents}
    payload = "\n".join(prepared.payload.parts()).casefold()
    typed = [entity.name.casefold() for entity in matter.register.entities if entity.typed and entity.masked]
    yield "every document was read", len(texts) == len(sample_files())
    yield "no typed name stands in the payload", bool(typed) and not any(name in payload for name in typed)
    yield "unmasking gives the clear text back", all(unmask(m) == texts[m.document_id] for m in prepared.masked)
    yield "the summary was restored", summary.checked.restorable and bool(summary.clear_segments)
    yield "the signed summary was exported", all(f.stat().st_size > 0 for f in files) and len(files) == len(FORMS)
