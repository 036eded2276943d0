"""The current name of the panel, with its places and the names to which one answer may apply; no widgets here."""

from collections.abc import Iterable, Mapping, Sequence

from legalredact.gui.core.session import MatterSession
from legalredact.gui.names.name_acts import acts_on
from legalredact.gui.names.name_groups import NameEntry
from legalredact.gui.names.name_places import NameOccurrence, first_place
from legalredact.gui.names.names_listing import NamesListing
from legalredact.gui.names.occurrences import NamePlaces
from legalredact.gui.names.reach import place_words
from legalredact.model.register import Entity
from legalredact.workflow.names.table_column import is_in_table, names_in_column


class CurrentName:
    """The name whose card is shown; none if its id is empty.

    Arguments:
        session: the matter.
    """

    def __init__(self, session: MatterSession) -> None:
        self._session = session
        self.id = ""
        self.places = NamePlaces()
        self.listing = NamesListing()
        """All names, as the panel lists them."""
        self.proposals: Mapping[str, Sequence[str]] = {}
        """For a name the ids of others that may be the same one; in a large matter it follows the listing."""

    @property
    def entity(self) -> Entity | None:
        """The name, as it is in the matter now."""
        return self._session.state.entities.get(self.id)

    @property
    def entry(self) -> NameEntry | None:
        """Its row in the list."""
        return self.listing.entries.get(self.id)

    def look(self, entity_id: str, document_id: str) -> None:
        """Another name, or the same one in a changed matter; its places begin in that document."""
        self.id = entity_id
        self.places.look(self._session.state, entity_id, document_id)

    def like(self) -> tuple[str, ...]:
        """Ids of the names with the same question."""
        return self.listing.alike.of(self.id) if self.entity is not None else ()

    def in_column(self) -> tuple[str, ...]:
        """Ids of the names in the table's column in which the current place is."""
        document_id, span = self.places.here or ("", None)
        document = self._session.state.document(document_id) if document_id else None
        mentions = self._session.state.mentions.get(document_id, ())
        return names_in_column(document, mentions, span) if document is not None and span is not None else ()

    def perhaps_same(self) -> list[Entity]:
        """Names that may be the same one, the likeliest first."""
        return self.known(self.proposals.get(self.id, ()))

    def known(self, ids: Iterable[str]) -> list[Entity]:
        """The names with these ids that are in the matter now."""
        return [self._session.state.entities[one] for one in ids if one in self._session.state.entities]

    def with_selected(self, selected: Sequence[NameEntry]) -> list[Entity]:
        """The names that an answer covers: the current one, or all that are selected."""
        chosen = [entry.entity for entry in selected]
        if self.entity is None or len(chosen) > 1:
            return chosen
        return [self.entity]

    def first_places(self, entities: Iterable[Entity], document_id: str) -> list[NameOccurrence | None]:
        """For each name its first place in that document, or else in the matter."""
        return [first_place(self._session.state, one.id, document_id) for one in entities]

    def decided_here(self) -> str:
        """The decision on the current place, in words; empty without a place."""
        entity, here = self.entity, self.places.here
        return place_words(entity, here) if entity is not None and here is not None else ""

    def can(self) -> frozenset[str]:
        """Acts that make sense now; see `acts_on`."""
        more = ({"step", "place"} if self.places else set()) | ({"like"} if len(self.like()) > 1 else set())
        here = self.places.here
        document = self._session.state.document(here[0]) if here else None
        more |= {"column"} if here and document is not None and is_in_table(document, here[1]) else set()
        more |= {"same"} if self.perhaps_same() else set()
        return acts_on(self.entity) | more
