"""What is seen: PySide6 pages, forms, tables and the canvas; the only room that knows Qt.

Inside, imports go down: application → pages → forms | tables | canvas → kit.
"""
