"""A report as one HTML page without scripts or external resources."""

import html
from collections.abc import Iterator

from legalredact.model.report import Report, Section, Table

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 62rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-weight: 400; font-size: 1.9rem; color: #1f2a44; margin-bottom: .2rem; }
h2 { font-weight: 600; font-size: 1.15rem; color: #1f2a44; border-top: 1px solid #c9cfdb; padding-top: 1rem; }
h3 { font-weight: 600; font-size: .95rem; margin-bottom: .3rem; }
.made { color: #595959; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th { text-align: left; font-weight: 600; color: #595959; border-bottom: 1px solid #9aa5bd; }
td, th { padding: .25rem .8rem .25rem 0; vertical-align: top; }
tr:nth-child(even) td { background: #f5f7fa; }
svg { max-width: 100%; height: auto; }
"""


def report_html(report: Report) -> str:
    """The whole page. Its content security policy forbids scripts and external resources."""
    safety = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{safety}">'
        f"<title>{html.escape(report.title)}</title><style>{STYLE}</style></head><body>"
    )
    top = f'<h1>{html.escape(report.title)}</h1><p class="made">{html.escape(report.made)}</p>'
    body = "".join(part for section in report.sections for part in _section(section))
    return f"{head}{top}{body}</body></html>\n"


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{html.escape(section.title)}</h2>"
    yield from (f"<p>{html.escape(words)}</p>" for words in section.words)
    yield from (f"<h3>{html.escape(chart.title)}</h3>{chart.svg()}" for chart in section.charts)
    yield from (_table(table) for table in section.tables)


def _table(table: Table) -> str:
    heads = "".join(f"<th>{html.escape(column)}</th>" for column in table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    title = f"<h3>{html.escape(table.title)}</h3>" if table.title else ""
    return f"{title}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
