"""Places in a text: the reading view, candidates, the shape of a span, and the repair of its borders."""
