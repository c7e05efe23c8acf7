"""What is known: mapped classes, each field described once, and every value that rooms hand to each other."""
