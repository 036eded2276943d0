"""A production of thousands of documents: stages, costs, sampling, near-duplicates, overviews."""
