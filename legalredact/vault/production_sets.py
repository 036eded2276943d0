"""Production sets in a matter's database: the plan of the next one, and all finished ones."""

from legalredact.model.production_set import ProducedBox, ProducedSet, ProductionPlan
from legalredact.vault.codec import decode, encode
from legalredact.vault.rows import Rows

PLAN, SETS, BOXES = "production_plan", "production_sets", "production_boxes"
"""Names of the settings; that of boxes is followed by a colon and the name of their set."""


class ProductionSetRecords(Rows):
    """The plan and the finished production sets."""

    def production_plan(self) -> ProductionPlan:
        """Decisions on documents for production sets."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", PLAN)
        return decode(ProductionPlan, bytes(rows[0][0])) if rows else ProductionPlan()

    def put_production_plan(self, plan: ProductionPlan) -> None:
        """Replace them."""
        self._put_setting(PLAN, encode(ProductionPlan, plan))

    def production_sets(self) -> tuple[ProducedSet, ...]:
        """All finished production sets, the latest last."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", SETS)
        return decode(tuple[ProducedSet, ...], bytes(rows[0][0])) if rows else ()

    def put_production_sets(self, sets: tuple[ProducedSet, ...]) -> None:
        """Replace them."""
        self._put_setting(SETS, encode(tuple[ProducedSet, ...], sets))

    def production_boxes(self, name: str) -> tuple[ProducedBox, ...]:
        """All boxes of a finished set, in order."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", f"{BOXES}:{name}")
        return decode(tuple[ProducedBox, ...], bytes(rows[0][0])) if rows else ()

    def put_production_boxes(self, name: str, boxes: tuple[ProducedBox, ...]) -> None:
        """Replace them."""
        self._put_setting(f"{BOXES}:{name}", encode(tuple[ProducedBox, ...], boxes))
