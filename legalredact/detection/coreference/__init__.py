"""Coreference: links mentions of all documents to people and bodies, each with its spellings."""
