"""`legalredact audit keys`, and warnings of other commands about signing keys that were not compared yet."""

from legalredact.cli.session import Session
from legalredact.governance.signing import fingerprint, readable
from legalredact.governance.signing_keys import PresentedKey
from legalredact.workflow.matter.new_signing_keys import KnownKey, key_named, known_keys, mark_compared, new_keys
from legalredact.workflow.matter.open_matter import OpenMatter


def keys(session: Session) -> int:
    """`audit keys`: the signing keys of a matter's trail; with --compared, record that this person compared some."""
    with session.matter() as matter:
        mark_compared(matter, [key_named(matter, words).public for words in session.options.compared])
        found = known_keys(matter)
    words = "\n".join(f"{one.key.words}{_state(one)}" for one in found) or "Nobody has signed anything here."
    session.answer({"keys": [row(one) for one in found]}, words)
    return 0


def row(known: KnownKey) -> dict[str, object]:
    """A key for a script."""
    key = known.key
    return {
        "key": fingerprint(key.public),
        "public": key.public,
        "fingerprint": readable(key.public),
        "name": key.name,
        "account": key.account,
        "first_used": key.when,
        "firm": known.firm,
        "own": known.own,
        "new": known.new,
    }


def say_new(session: Session, matter: OpenMatter) -> tuple[PresentedKey, ...]:
    """Report on standard error keys that the person has not compared; returns them."""
    found = new_keys(matter)
    for key in found:
        session.say(f"NEW KEY of {key.words}")
    if found:
        session.say(
            "Compare it with what `legalredact identity show` prints on their machine, by phone or face to face, then "
            f"say so: `legalredact audit keys --compared {fingerprint(found[0].public)} --matter …`."
        )
    return found


def _state(known: KnownKey) -> str:
    state = "your own" if known.own else "NEW: compare it with them" if known.new else "compared by you"
    return f" ({'; '.join(filter(None, (state, known.firm)))})"
