"""A signed summary leaves the matter: DOCX, PDF and Markdown with its citations."""
