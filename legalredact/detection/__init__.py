"""Document to mentions, mentions to entities with aliases."""
