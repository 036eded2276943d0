"""Facts about a complete document: caption sides, designations, quasi-identifiers, the register a person typed."""
