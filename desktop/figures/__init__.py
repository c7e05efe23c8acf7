"""What is drawn: maps and charts as vector primitives in millimetres, the same for screen, PDF and SVG."""
