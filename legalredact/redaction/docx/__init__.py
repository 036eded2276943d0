"""Redacts Word files: text, fields, images, styles and parts of the package."""
