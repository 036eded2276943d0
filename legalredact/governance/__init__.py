"""Policy, the audit trail and self-tests. Attestation, retention and reports come to stand here."""
