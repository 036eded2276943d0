"""LegalRedact: names out, facts in; summaries of legal documents without a client's name leaving the office."""

from legalredact.environment import make_safe

__version__ = "0.1.0"

make_safe()  # before anything else is imported, since that may import a library
