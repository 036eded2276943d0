"""Word lists about names (gazetteers, nicknames, form labels), and how a name is split into its parts."""
