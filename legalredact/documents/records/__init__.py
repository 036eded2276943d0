"""Reads files of records: tables (.csv), calendars (.ics), contacts (.vcf)."""
