"""Rules that find candidates: titles, cue phrases, legal forms, captions, tables, places."""
