"""Table four: rows that stand side by side under one header, or one below the other."""
