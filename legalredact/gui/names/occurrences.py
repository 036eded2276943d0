"""Places of the current name, and the one that is shown."""

from legalredact.gui.names.name_places import NameOccurrence, nearest, occurrence, places_of
from legalredact.model.mention import Span
from legalredact.workflow.window.snapshot import Snapshot

Place = tuple[str, Span]
"""(document id, span)."""


class NamePlaces:
    """Steps from place to place; the first step shows the one that is on the card already."""

    def __init__(self) -> None:
        self._entity_id = ""
        self._places: list[Place] = []
        self._at, self._went = 0, False

    def __len__(self) -> int:
        return len(self._places)

    @property
    def all(self) -> list[Place]:
        """All places, in the order of documents and text."""
        return self._places

    @property
    def here(self) -> Place | None:
        """The current place."""
        return self._places[self._at] if self._places else None

    def look(self, state: Snapshot, entity_id: str, document_id: str) -> None:
        """Another name, or the same one in a changed matter; begins in the current document."""
        if entity_id != self._entity_id:
            self._at, self._went = -1, False
        self._entity_id = entity_id
        self._places = places_of(state, entity_id) if entity_id else []
        if not 0 <= self._at < len(self._places):
            self._at = nearest(self._places, document_id)

    def go_to(self, place: Place) -> bool:
        """Go to that place; False if the name does not occur there."""
        if place not in self._places:
            return False
        self._at, self._went = self._places.index(place), True
        return True

    def step(self, by: int) -> Place | None:
        """The next place, or the one before; None if the name occurs nowhere."""
        if not self._places:
            return None
        self._at = (self._at + by) % len(self._places) if self._went else self._at
        self._went = True
        return self._places[self._at]

    def occurrence(self, state: Snapshot) -> tuple[NameOccurrence | None, int, int]:
        """The place with the words around it, its number from 1, and the number of places."""
        document = state.document(self.here[0]) if self.here else None
        if self.here is None or document is None:
            return None, 0, 0
        return occurrence(document, self.here[1]), self._at + 1, len(self._places)
