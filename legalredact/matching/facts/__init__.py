"""Facts by which summaries are compared with their source: dates, amounts, docket numbers, statutes."""
