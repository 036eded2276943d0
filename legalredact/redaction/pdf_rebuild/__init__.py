"""Redacted PDFs that keep their text: each page is rebuilt from glyphs, lines and images, then compared."""
