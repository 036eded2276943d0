"""An open matter: documents, members, the audit trail, what blocks a send."""
