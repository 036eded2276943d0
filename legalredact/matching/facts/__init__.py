"""Facts that a summary is compared by: dates, amounts, docket numbers, statutes."""
