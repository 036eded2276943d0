"""Makes masked summaries with citations from verified text, with one of two engines behind one interface."""
