"""Citations of cases and statutes: reporters, case names, and their spans."""
