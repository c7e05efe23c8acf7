"""What the office does: one function for each act, and the desk that runs them."""
