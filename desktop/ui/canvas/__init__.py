"""The canvas of maps: a scene that follows the editor, gestures as objects, and the panels beside it."""
