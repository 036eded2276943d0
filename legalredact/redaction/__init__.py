"""Makes redacted copies of documents, and proves that no name is left in them."""
