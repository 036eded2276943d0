"""Productions of invented people: documents of every kind, with what is true of each."""
