"""Reads Office files (docx, xlsx, pptx): packages, parts, fields, images, metadata."""
