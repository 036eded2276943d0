"""Normal forms of text, confusable letters, running heads and tables, near-duplicates, and the English dictionary."""
