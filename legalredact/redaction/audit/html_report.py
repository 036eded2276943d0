"""The report of an audit as one HTML page without scripts or external resources."""

import base64
from collections.abc import Iterator, Sequence

from legalredact.redaction.audit.audit import Audit, RemainingName
from legalredact.redaction.audit.wording import ChannelWording, Find, grouped
from legalredact.redaction.escapes import as_html

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1c1b19; background: #fff; max-width: 60rem; margin: 3rem auto;
  padding: 0 1.5rem; }
h1 { font-weight: 400; font-size: 1.9rem; margin-bottom: .2rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .3rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.5rem 0 .2rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .25rem 1rem .25rem 0; vertical-align: top; border-bottom: 1px solid #d8d5ce; }
th { font-weight: 400; color: #5a5852; }
.muted { color: #5a5852; }
.found { color: #a3241c; font-weight: 600; }
.clean { color: #17653a; font-weight: 600; }
.open { color: #7f4a00; font-weight: 600; }
.around { font-family: ui-monospace, monospace; font-size: .85rem; overflow-wrap: anywhere; }
figure { margin: 1.2rem 0; }
img { max-width: 100%; height: auto; border: 1px solid #d8d5ce; }
@media print { figure { break-inside: avoid; } }
"""


def report_html(files: Sequence[tuple[str, Audit | None, str]], when: str, *, pictures: bool) -> str:
    """The whole page.

    Arguments:
        files: name of each file, its audit, and the reason if there is none.
        when: UTC, ISO 8601.
        pictures: include images of pages, which show the names.
    """
    note = (
        "The pictures show the names. Give this report only to people who may see the originals."
        if pictures
        else "Names are given by their place in the list of names. The words around them are from the document."
    )
    left = sum(audit is None or not audit.clean for _, audit, _ in files)
    verdict = f"{left} of {len(files)} not proven clean" if left else f"No name was found in {_count(len(files))}"
    body = "".join(_file(name, audit, problem) for name, audit, problem in files)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Audit of copies</title><style>{_STYLE}</style>'
        f'<h1>Audit of copies</h1><p class="muted">{as_html(when[:16].replace("T", " "))} UTC</p>'
        f'<p class="{"found" if left else "clean"}">{verdict}.</p><p class="muted">{note}</p>{body}</html>\n'
    )


def _file(name: str, audit: Audit | None, problem: str) -> str:
    return f"<section><h2>{as_html(name)}</h2>{''.join(_about(audit, problem))}</section>"


def _about(audit: Audit | None, problem: str) -> Iterator[str]:
    if audit is None:
        yield f'<p class="open">Could not be searched. {as_html(problem)}</p>'
        return
    if audit.clean:
        yield f'<p class="clean">No name found in {audit.channels} channels.</p>'
    elif audit.findings:
        yield f'<p class="found">{_names(audit.findings)} left.</p>'
    for words, finds in grouped(audit.findings).items():
        yield from _group(words, finds)
    for what in audit.unread:
        yield f'<p class="open">Could not be searched: {as_html(what)}.</p>'
    if audit.words_only:
        numbers = ", ".join(map(str, audit.words_only))
        yield f'<p class="muted">Too short to be searched for inside other words: name {numbers}.</p>'
    for view in audit.views:
        data = base64.b64encode(view.png).decode()
        yield (
            f'<figure><figcaption class="muted">Page {view.page}</figcaption><img alt="Page {view.page} with finds '
            f'framed in red" width="{view.width}" height="{view.height}" src="data:image/png;base64,{data}"></figure>'
        )


def _group(words: ChannelWording, finds: Sequence[Find]) -> Iterator[str]:
    yield f'<h3>{words.what}</h3><p>{words.why} <span class="muted">{as_html(words.remedy)}</span></p>'
    yield "<table><tr><th>Name</th><th>Page</th><th>Around it</th><th>Seen in</th></tr>"
    for one in finds:
        around, channels = f'<td class="around">{as_html(one.masked_excerpt)}</td>', as_html(", ".join(one.channels))
        yield f'<tr><td>{one.name}</td><td>{one.page or ""}</td>{around}<td class="muted">{channels}</td></tr>'
    yield "</table>"


def _names(findings: Sequence[RemainingName]) -> str:
    count = len({finding.name for finding in findings})
    return "1 name is" if count == 1 else f"{count} names are"


def _count(files: int) -> str:
    return "this file" if files == 1 else f"{files} files"
