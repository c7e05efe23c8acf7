"""What every room stands on: errors, words, ids, places, settings, logs, jobs. Knows nothing of families."""
