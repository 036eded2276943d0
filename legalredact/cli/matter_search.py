"""`legalredact matter search`: words in the documents and names of a matter."""

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.search.matter_search import Found, search
from legalredact.workflow.search.query import Scope, parsed


def run(session: Session) -> int:
    """`matter search`."""
    query = parsed(session.options.words)
    if not query:
        raise UsageError(query.fault or "There is no word to search for.", "See `legalredact matter search --help`.")
    with session.matter() as matter:
        scope = Scope(session.options.scope)
        mentions = matter.mentions if scope is not Scope.TEXT else {}
        found = search(query, scope, matter.documents, mentions, matter.register.entities, session.report)
    session.answer(_row(found), _words(found))
    return 0


def _row(found: Found) -> dict[str, object]:
    return {
        "names": [
            {"id": one.entity.id, "token": one.entity.token, "name": one.entity.name, "places": one.total}
            for one in found.names
        ],
        "documents": [
            {
                "id": document.id,
                "name": document.name,
                "places": document.total,
                "listed": [
                    {
                        "start": place.span.start,
                        "end": place.span.end,
                        "where": place.where,
                        "words": f"{place.before}{place.words}{place.after}",
                        "name": place.entity,
                    }
                    for place in document.places
                ],
            }
            for document in found.documents
        ],
    }


def _words(found: Found) -> str:
    lines = [
        f"{one.entity.id:<7}{one.entity.token:<12}{one.entity.name}: {count_words(one.total, 'place')}"
        for one in found.names
    ]
    for document in found.documents:
        also = ", also in the file's name" if document.by_name else ""
        lines.append(f"{document.id}  {document.name}: {count_words(document.total, 'place')}{also}")
        lines.extend(f"  {place.where}: {place.before}{place.words}{place.after}" for place in document.places)
    if found.listed < found.total:
        lines.append(f"The first {count_words(found.listed, 'place')} of {found.total:,} are listed.")
    return "\n".join(lines) or "Nothing was found."
