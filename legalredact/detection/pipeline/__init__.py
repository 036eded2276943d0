"""The steps from candidates to mentions: merge overlaps, split, propagate through the document, set confidence."""
