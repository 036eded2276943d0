"""Reads PDFs: page text, images, annotations, catalog; checks the text with a second engine."""
