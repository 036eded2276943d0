"""What a person sees in a finished copy, checked on drawings by PDFium, which did not make it."""
