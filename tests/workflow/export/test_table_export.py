"""A use whose answer is a table, from the service's reply to Word and Markdown; what is no table stays a list."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from pytestqt.qtbot import QtBot

from legalredact.documents.export.docx import docx_bytes
from legalredact.documents.export.markdown import markdown
from legalredact.model.export import Layout
from legalredact.model.review import FindingKind, Segment
from legalredact.summary import prompts
from legalredact.workflow.export.export import contents, has_rows
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.send.typed_question import with_question
from tests.fakes.messages_answers import Said, reply
from tests.fakes.messages_server import MessagesServer
from tests.gui.reviewing import attested, confirm, session_for

PROMPT = prompts.load()["claims-and-relief"]
LANDLORD = "Penhallow Freight, Inc."
ROWS = (
    "Breach of the lease | {0} | not stated | {0} signed a lease. | not stated",
    "Rent | not stated | {0} | not stated | not stated",
)


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


def test_rows_of_a_reply_become_a_table_with_the_columns_of_the_use(
    qtbot: QtBot, tmp_path: Path, server: MessagesServer
) -> None:
    session = session_for(tmp_path, attested(server), server)
    confirm(session)
    matter = session._matter
    token = with_question(matter, prompts.load()["matter-question"], LANDLORD).question
    said = [Said(row.format(token), [(0, 0, 1)]) for row in ROWS]
    server.script.answers.append(reply("- ", said[0], "\n- ", said[1]))
    summary = summarize(matter, PROMPT, "claude")
    assert FindingKind.ROW not in {one.kind for one in summary.checked.findings}
    content = contents(matter, summary, None)
    assert (content.layout, content.columns) == (Layout.TABLE, PROMPT.columns)
    headed = "| " + " | ".join((*PROMPT.columns, "Source")) + " |"
    assert headed in markdown(content)
    assert f"| Breach of the lease | {LANDLORD} | not stated |" in markdown(content)
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(docx_bytes(content))).tables
    ]
    (table,) = (table for table in tables if table[0][: len(PROMPT.columns)] == list(PROMPT.columns))
    assert [row[0] for row in table] == [PROMPT.columns[0], "Breach of the lease", "Rent"]
    assert table[1][1] == LANDLORD

    local = contents(matter, summarize(matter, PROMPT, "local"), None)
    assert (local.layout, local.columns) == (Layout.LIST, ())


def test_a_table_needs_one_whole_row() -> None:
    columns = ("Item", "Amount")
    assert has_rows([Segment("None was found."), Segment("Rent | $5")], columns)
    assert not has_rows([Segment("None was found.")], columns)
    assert not has_rows([Segment("Rent | $5", quoted=True), Segment("A | B", heading=True)], columns)
    assert not has_rows([Segment("Rent | $5")], ())
