"""`legalredact mask`: reads files into a matter, and writes the masked text that would be sent."""

from collections import Counter

from legalredact.cli import locked_files
from legalredact.cli.session import Session
from legalredact.cli.writing import write_text
from legalredact.model.legend import shortened
from legalredact.model.mention import Tier
from legalredact.model.payload import VerifiedText
from legalredact.summary import prompts
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.blockers import WITHHELD, Blocker
from legalredact.workflow.matter.incoming import Added
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.left_in_clear import left_in_clear
from legalredact.workflow.send.output_names import output_names

PROMPT = "document-abstract"
_LEAKS = (
    "the check still found a name or a number in it. "
    "In the window, under Check and send, each can be masked or kept in clear at its place."
)
_NOT_SEARCHED = (
    "the search for names in it, or its masking, did not come to its end. "
    "Split the file into smaller ones and add those."
)


def run(session: Session) -> int:
    """Exit 0: all written and decided; 1: names left open, or a file withheld; 4: a file could not be read."""
    session.place(session.options.out)
    with session.matter(make=True) as matter:
        typed = session.typed_register()
        if typed.entities:
            matter.type_names(typed)
        added = locked_files.add(session, matter, session.options.paths)
        if session.options.accept:
            matter.accept(Tier.POSSIBLE if session.options.accept == "all" else Tier.SUGGESTED)
            say_left_in_clear(session, matter)
        if session.options.accept_unread:
            accept_unread(session, matter)
        wanted = {*added.documents, *(document_id for _, document_id in added.known)}
        prepared = matter.prepare(prompts.load()[PROMPT])
        written, withheld = _write(session, matter, prepared, wanted)
        blockers = matter.blockers()
        _tell_known(session, matter, added)
        _tell_unsure(session, matter, wanted)
        legend = shortened(prepared.payload.legend, _tokens(prepared, wanted - withheld.keys()))
    return _answer(session, added, written, withheld, legend, [b for b in blockers if not _decided(session, b.kind)])


def _tell_known(session: Session, matter: OpenMatter, added: Added) -> None:
    """Report files that are not documents of their own, since a file with the same bytes is there already."""
    names = {line.id: line.name for line in matter.listing}
    for path, document_id in added.known:
        session.say(f"{path}: the same file as {names[document_id]}; it is there once.")


def _tell_unsure(session: Session, matter: OpenMatter, wanted: set[str]) -> None:
    """Report documents with unread parts, which a person should check; they block a send, but not a masked text."""
    for name, count in Counter(line.name for line, _ in matter.open_parts() if line.id in wanted).items():
        parts = "1 part was" if count == 1 else f"{count} parts were"
        session.say(f"{name}: {parts} not read reliably; a name may be hidden there. Look at the file itself.")


def say_left_in_clear(session: Session, matter: OpenMatter) -> None:
    """Report each name that is not masked although names were confirmed together, and why."""
    for left in left_in_clear(matter.register, matter.parts.policy.masking.keep):
        session.say(f"{left.entity.id} {left.entity.name}: stays in clear, since {left.why}.")


def accept_unread(session: Session, matter: OpenMatter) -> None:
    """Record that the person who runs the command has checked every unread part."""
    parts = [(document.id, part.id) for document, part in matter.open_parts()]
    if parts:
        matter.accept_unread(parts, "accepted by --accept-unread")
        session.say(f"{len(parts)} parts that could not be read reliably were accepted.")


def _decided(session: Session, kind: str) -> bool:
    """Ambiguous spellings keep a token of their own with --accept; unread parts block a send, but not a masked text."""
    return kind == "unread" or (kind == "ambiguous" and bool(session.options.accept))


def _write(
    session: Session, matter: OpenMatter, prepared: Prepared, wanted: set[str]
) -> tuple[list[str], dict[str, str]]:
    """Write the masked text of each wanted document, except if a name was found in it or a person withholds it."""
    leaking, undetected = _leaking(prepared), matter.undetected()
    names = output_names({d.id: d.name for d in matter.documents if d.id in wanted}, matter.keep_tokens())
    written: list[str] = []
    wanted = {one for one in wanted if not matter.store.is_accepted(one, WITHHELD)}
    withheld = {one: _NOT_SEARCHED for one in undetected if one in wanted}
    for document in prepared.payload.documents:
        if document.id not in wanted or document.id in withheld:
            continue
        if document.id in leaking:
            withheld[document.id] = _LEAKS
            continue
        passages = "\n\n".join(passage.masked_text for passage in document.passages)
        name = names[document.id].name
        write_text(session.options.out / name, f"{document.masked_title}\n\n{passages}\n")
        written.append(name)
        if names[document.id].masked:
            session.say(f"{name}: the file's own name spells a name of the matter, so its output is called this.")
    return written, withheld


def _tokens(prepared: Prepared, wanted: set[str]) -> set[str]:
    """The tokens in the masked texts of these documents."""
    return {one.token for masked in prepared.masked if masked.document_id in wanted for one in masked.occurrences}


def _leaking(prepared: Prepared) -> set[str]:
    if isinstance(prepared.outcome, VerifiedText):
        return set()
    parts = {hit.part.removeprefix("title ").partition("/")[0] for hit in prepared.outcome}
    everything = {document.id for document in prepared.payload.documents}
    return parts if parts <= everything else everything


def _answer(
    session: Session,
    added: Added,
    written: list[str],
    withheld: dict[str, str],
    legend: str,
    open_now: list[Blocker],
) -> int:
    for path, problem in added.refused:
        session.say(f"{path}: {problem}")
    for document_id, why in withheld.items():
        session.say(f"{document_id}: withheld, since {why}")
    for blocker in open_now:
        session.say(blocker.what)
    session.answer(
        {
            "written": written,
            "legend": legend,
            "withheld": list(withheld),
            "refused": [{"file": str(path), "error": str(problem)} for path, problem in added.refused],
            "open": [{"kind": b.kind, "ids": b.ids} for b in open_now],
        },
        "\n".join((*(f"wrote {session.options.out / name}" for name in written), *([f"\n{legend}"] if legend else []))),
    )
    if withheld or open_now:
        return 1
    return 4 if added.refused else 0
