"""From what stands behind a label to the readings of its row: numbers, blanks and other text, and the cells that they can fill."""
