"""The audit trail, incidents and reports for supervisors."""
