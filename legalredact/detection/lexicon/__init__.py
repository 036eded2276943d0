"""Word lists about names (gazetteers, nicknames, form labels), and a parser for names."""
