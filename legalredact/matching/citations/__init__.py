"""Citations of cases and statutes: reporters, case names, where each begins and ends."""
