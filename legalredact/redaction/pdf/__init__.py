"""What both kinds of redacted PDF share: pages, boxes, page breaks, Bates numbers, and the writer of the new file."""
