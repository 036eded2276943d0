"""Settings for copies in a matter's database: reasons, and boxes drawn by hand."""

from legalredact.model.redaction import HandBox, ReasonRules
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import transaction
from legalredact.vault.rows import Rows


class CopyRecords(Rows):
    """Reasons and hand-drawn boxes."""

    def reason_rules(self) -> ReasonRules:
        """The reasons for redaction in this matter."""
        rows = self._rows("SELECT value FROM setting WHERE name = 'reasons'")
        return decode(ReasonRules, bytes(rows[0][0])) if rows else ReasonRules()

    def put_reason_rules(self, rules: ReasonRules) -> None:
        """Replace them."""
        self._put_setting("reasons", encode(ReasonRules, rules))

    def hand_boxes(self) -> dict[str, tuple[HandBox, ...]]:
        """Boxes drawn on pages, by document id."""
        rows = self._rows("SELECT document_id, content FROM hand_boxes")
        return {document_id: decode(tuple[HandBox, ...], bytes(content)) for document_id, content in rows}

    def put_hand_boxes(self, document_id: str, boxes: tuple[HandBox, ...]) -> None:
        """Replace the boxes of a document."""
        row = (document_id, encode(tuple[HandBox, ...], boxes))
        with transaction(self._db) as db:
            db.execute("INSERT OR REPLACE INTO hand_boxes VALUES (?, ?)", row)
