"""Policy, audit trail, self-tests, attestation, roles, retention, signing keys and reports."""
