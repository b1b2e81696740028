"""Table three: many rows under one header, with sums of rows and of columns."""
