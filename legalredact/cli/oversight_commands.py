"""Options of the commands for oversight: audit, policy, incidents, keys, doctor, self-test."""

from pathlib import Path
from types import ModuleType

from legalredact.cli.options import Commands, add, group, reading
from legalredact.model.audit import TRAIL_FORMS


def declare(commands: Commands) -> None:
    """Declare all of them."""
    _audits(group(commands, "audit", "The audit trail."))
    _incidents(group(commands, "incident", "Incidents of sending to the service."))
    _policies(group(commands, "policy", "The firm's policy."))
    _keys(commands)
    report = add(commands, "doctor", _doctor, "doctor", "Report what is ready on this machine and what is not.")
    report.epilog = "exit codes: 0 ok · 1 warning · 2 failure, or a mistake in the command · 3 or more: not known"
    report.add_argument("--reach", action="store_true", help="contact the service, without any content")
    report.add_argument("--api-key-file", type=Path, metavar="FILE", help="the API key, where there is no keyring")
    report.add_argument("--bundle", type=Path, metavar="FILE", help="write a ZIP for support, without client text")
    words = "Test masking on invented names in hard cases, and process the sample matter; required before sending."
    tested = add(commands, "selftest", _selftest, "run", words, matter_too=True, must=False)
    words = "test only if the last test failed, was of another build, or is that many days old"
    tested.add_argument("--if-due", type=int, metavar="DAYS", help=words)
    shown = add(commands, "demo", _demo, "run", "Take the sample matter from files to a signed summary.")
    shown.add_argument(
        "--out", type=Path, default=Path("out"), metavar="DIR", help="folder for results (default: %(default)s)"
    )


def _audits(audits: Commands) -> None:
    words = "Check every page of the store and every link of the trail."
    verify = add(audits, "verify", _audit, "verify", words, matter_too=True)
    reading(verify)
    verify.add_argument("--thorough", action="store_true", help="check the signature of every event")
    listed = add(audits, "keys", _audit_keys, "keys", "List the signing keys of a matter's trail.", matter_too=True)
    reading(listed)
    listed.add_argument(
        "--compared",
        action="append",
        default=[],
        metavar="KEY",
        help="you compared this key with its holder; may be given again",
    )
    words = "Accept the trail as it is, after a backup was restored on purpose."
    accept = add(audits, "accept", _audit, "accept", words, matter_too=True)
    accept.add_argument("--reason", required=True, metavar="WORDS", help="which backup was restored, and why")
    words = "Print the trail, or with --month write a report on that month as HTML and PDF."
    report = add(audits, "report", _audit, "report", words, matter_too=True, must=False)
    report.add_argument("--month", default="", metavar="YYYY-MM", help="report on this month")
    report.add_argument("--out", type=Path, metavar="DIR", help="folder for the report (default: the current one)")
    export = add(audits, "export", _audit, "export", "Write every event for a SIEM.", matter_too=True, must=False)
    export.add_argument("--format", choices=TRAIL_FORMS, default="json", help="lines of JSON (default), or a table")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="file to write")
    for command in (report, export):
        command.add_argument("--folder", type=Path, metavar="DIR", help="all matters in this folder, in place of one")
        reading(command)


def _incidents(incidents: Commands) -> None:
    words = "List the incidents of a matter, and what to do."
    reading(add(incidents, "list", _incident, "show", words, matter_too=True))
    close = add(incidents, "close", _incident, "close", "Close an incident, with a reason.", matter_too=True)
    close.add_argument("--number", type=int, required=True, metavar="N", help="which incident")
    close.add_argument("--reason", required=True, metavar="WORDS", help="what was found out and done")


def _policies(policies: Commands) -> None:
    add(policies, "show", _policy, "show", "Show the policy in force, and where it came from.")
    checked = add(policies, "check", _policy, "check", "Check a policy file.")
    checked.add_argument("file", type=Path)
    checked.add_argument(
        "--installed", action="store_true", help="also check that only administrators can change the file"
    )
    add(policies, "reference", _policy, "refer", "Print every key with its meaning, as Markdown.")


def _keys(commands: Commands) -> None:
    keys = group(commands, "key", "The keys of the Claude API in the keyring; vouching for signing keys.")
    stored = add(keys, "set", _key, "set_key", "Store a key, read from standard input or a hidden prompt.")
    rotated = add(keys, "rotate", _key, "rotate_key", "Try a new key without content, then let it replace the old one.")
    used = add(keys, "use", _key, "use_profile", "Use the key of another profile.")
    _vouching_keys(keys)
    removed = add(keys, "remove", _key, "remove_key", "Remove a key.")
    shown = add(
        keys, "show", _key, "show_key", "Show a key's fingerprint, last four characters and age; never the key."
    )
    add(keys, "list", _key, "list_profiles", "List the profiles that have a key; no key is shown.")
    for command in (stored, rotated, removed, shown):
        command.add_argument("--profile", default="", metavar="NAME", help="which profile (default: the one in use)")
    for command in (stored, rotated):
        words = "read the key from this file descriptor, not from standard input"
        command.add_argument("--key-fd", type=_descriptor, metavar="N", help=words)
    used.add_argument("profile", metavar="NAME", help="which profile")


def _vouching_keys(keys: Commands) -> None:
    vouch = add(
        keys, "vouch", _vouching, "vouch_for", "Vouch with the recovery key that a signing key is a person's; for IT."
    )
    vouch.add_argument("key", metavar="KEY", help="the signing key, as `legalredact identity show` prints it there")
    vouch.add_argument("--person", required=True, metavar="NAME", help="the person, as they sign")
    vouch.add_argument("--out", type=Path, metavar="DIR", help="where the statement goes (default: recovery.vouchers)")
    shown = add(
        keys, "vouching", _vouching, "show_key", "Print the public key with which the recovery key vouches, for policy."
    )
    for command in (vouch, shown):
        command.add_argument(
            "--with",
            dest="key_files",
            action="append",
            type=Path,
            required=True,
            metavar="KEYFILE",
            help="the recovery key, or a sheet of it; may be given again",
        )


def _descriptor(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError("give the number of a file descriptor")  # never its value: it may be a key
    return number


def _audit() -> ModuleType:
    from legalredact.cli import audit

    return audit


def _audit_keys() -> ModuleType:
    from legalredact.cli import audit_keys

    return audit_keys


def _demo() -> ModuleType:
    from legalredact.cli import demo

    return demo


def _doctor() -> ModuleType:
    from legalredact.cli import doctor

    return doctor


def _incident() -> ModuleType:
    from legalredact.cli import incident

    return incident


def _key() -> ModuleType:
    from legalredact.cli import key

    return key


def _policy() -> ModuleType:
    from legalredact.cli import policy

    return policy


def _selftest() -> ModuleType:
    from legalredact.cli import selftest

    return selftest


def _vouching() -> ModuleType:
    from legalredact.cli import vouching

    return vouching
