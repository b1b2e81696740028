"""Tables of any shape whose every number has its labels beside it: what they say places it, and all sums must hold."""
