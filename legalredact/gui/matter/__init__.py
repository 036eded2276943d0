"""Documents, members and settings of a matter; forms for a new matter; deletion for good."""
