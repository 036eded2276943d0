"""Redacted PDFs made of images: each page is drawn, names are covered, and a new file holds the drawings alone."""
