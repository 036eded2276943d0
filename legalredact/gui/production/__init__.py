"""A production: its stages, costs, questions, samples and stopped documents."""
