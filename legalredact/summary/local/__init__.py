"""The local engine: exact quotations of the documents, in entries by kind; nothing leaves the machine."""
