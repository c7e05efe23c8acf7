"""The cellar: where the office is kept. Engines, keys, migrations, units of work, every select, drafts.

Entered only by `services` and `bootstrap`. Nothing here decides what an office may do; it keeps, finds and
guards.
"""
