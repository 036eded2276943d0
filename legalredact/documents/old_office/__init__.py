"""Reads files of Excel before 2007 (.xls); other old Office files are refused with a remedy."""
