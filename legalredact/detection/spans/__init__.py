"""Places in a text: the reading view, candidates, the shape of a span, and corrections of its borders."""
