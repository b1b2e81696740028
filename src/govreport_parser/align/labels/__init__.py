"""The labels of all forms in a text: which stand where, and which of them belong to one table."""
