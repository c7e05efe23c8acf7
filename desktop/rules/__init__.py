"""What follows from what is known: pure functions, without input or output and without a clock of their own."""
