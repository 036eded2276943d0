"""Old Office files: reads .xls itself; has LibreOffice convert .doc, .ppt and WordPerfect where policy allows it."""
