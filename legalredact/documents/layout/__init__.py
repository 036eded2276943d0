"""From the words of a page to lines, columns, paragraphs, footnotes, headers and footers."""
