"""From character boxes of a page to lines, columns, paragraphs, footnotes and running heads."""
