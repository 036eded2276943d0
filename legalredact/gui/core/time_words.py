"""Times in words."""


def when_words(when: str) -> str:
    """``2026-11-24T12:00:00+00:00`` as people write it."""
    return f"{when[:10]}, {when[11:16]} UTC"
