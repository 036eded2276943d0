"""Options of the commands for oversight: audit, policy, incidents, keys, doctor, self-test."""

from pathlib import Path

from legalredact.cli import audit, audit_keys, demo, doctor, incident, key, policy, selftest
from legalredact.cli.options import Commands, add, group, reading
from legalredact.workflow.administration.reports import FORMS


def declare(commands: Commands) -> None:
    """Declare all of them."""
    _audit(group(commands, "audit", "The audit trail."))
    _incident(group(commands, "incident", "Incidents of sending to the service."))
    _policy(group(commands, "policy", "The firm's policy."))
    key.declare(commands)
    report = add(commands, "doctor", doctor.doctor, "Report what is ready on this machine and what is not.")
    report.epilog = "exit codes: 0 ok · 1 warning · 2 failure, or a mistake in the command · 3 or more: not known"
    report.add_argument("--reach", action="store_true", help="contact the service, without any content")
    report.add_argument("--api-key-file", type=Path, metavar="FILE", help="the API key, where there is no keyring")
    report.add_argument("--bundle", type=Path, metavar="FILE", help="write a ZIP for support, without client text")
    words = "Test masking on invented names in hard cases, and process the sample matter; required before sending."
    tested = add(commands, "selftest", selftest.run, words, matter_too=True, must=False)
    words = "test only if the last test failed, was of another build, or is that many days old"
    tested.add_argument("--if-due", type=int, metavar="DAYS", help=words)
    shown = add(commands, "demo", demo.run, "Take the sample matter from files to a signed summary.")
    shown.add_argument(
        "--out", type=Path, default=Path("out"), metavar="DIR", help="folder for results (default: %(default)s)"
    )


def _audit(group_: Commands) -> None:
    words = "Check every page of the store and every link of the trail."
    verify = add(group_, "verify", audit.verify, words, matter_too=True)
    reading(verify)
    verify.add_argument("--thorough", action="store_true", help="check the signature of every event")
    listed = add(group_, "keys", audit_keys.keys, "List the signing keys of a matter's trail.", matter_too=True)
    reading(listed)
    listed.add_argument(
        "--compared",
        action="append",
        default=[],
        metavar="KEY",
        help="you compared this key with its holder; may be given again",
    )
    words = "Accept the trail as it is, after a backup was restored on purpose."
    accept = add(group_, "accept", audit.accept, words, matter_too=True)
    accept.add_argument("--reason", required=True, metavar="WORDS", help="which backup was restored, and why")
    words = "Print the trail, or with --month write a report on that month as HTML and PDF."
    report = add(group_, "report", audit.report, words, matter_too=True, must=False)
    report.add_argument("--month", default="", metavar="YYYY-MM", help="report on this month")
    report.add_argument("--out", type=Path, metavar="DIR", help="folder for the report (default: the current one)")
    export = add(group_, "export", audit.export, "Write every event for a SIEM.", matter_too=True, must=False)
    export.add_argument("--format", choices=FORMS, default="json", help="lines of JSON (default), or a table")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="file to write")
    for command in (report, export):
        command.add_argument("--folder", type=Path, metavar="DIR", help="all matters in this folder, in place of one")
        reading(command)


def _incident(incidents: Commands) -> None:
    words = "List the incidents of a matter, and what to do."
    reading(add(incidents, "list", incident.show, words, matter_too=True))
    close = add(incidents, "close", incident.close, "Close an incident, with a reason.", matter_too=True)
    close.add_argument("--number", type=int, required=True, metavar="N", help="which incident")
    close.add_argument("--reason", required=True, metavar="WORDS", help="what was found out and done")


def _policy(policies: Commands) -> None:
    add(policies, "show", policy.show, "Show the policy in force, and where it came from.")
    checked = add(policies, "check", policy.check, "Check a policy file.")
    checked.add_argument("file", type=Path)
    checked.add_argument(
        "--installed", action="store_true", help="also check that only administrators can change the file"
    )
    add(policies, "reference", policy.refer, "Print every key with its meaning, as Markdown.")
