"""Words and blocks that pages, documents and reports say alike."""
