"""What a screen holds and decides: drafts, selections, undo, enabled actions. No toolkit."""
