"""LegalRedact: names out, facts in; summaries of legal documents without a client's name leaving the office."""

__version__ = "0.1.0"
