"""Reusable controls without knowledge of a matter: tables, lists, bars, chips."""
