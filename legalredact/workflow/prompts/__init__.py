"""The firm's own prompts: proposed by one person, approved by another, retired; and how often each is used."""
