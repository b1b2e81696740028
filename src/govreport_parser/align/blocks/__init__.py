"""Table two: rows in blocks, each under a header of its own."""
