"""Normal forms of text, confusable letters, running lines, tables, near-duplicates, and the English dictionary."""
