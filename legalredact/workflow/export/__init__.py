"""Exports of a signed summary: title block, cited passages, dates, limits, and rules against an export."""
