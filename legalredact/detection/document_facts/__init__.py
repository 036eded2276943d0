"""Facts about a whole document: caption sides, designations, quasi-identifiers, the register a person typed."""
