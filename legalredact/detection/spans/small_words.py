"""Small words that people type between capitalized words of a name."""

from legalredact.detection.lexicon.word_lists import word_list

SPANISH = word_list("spanish")
"""None of them is a particle of a name."""
TYPED = word_list("typed")
"""Function words that people type in chats and notes: "uncle Pono abt the house"."""
