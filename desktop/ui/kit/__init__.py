"""The visual language of the window: theme, editors, buttons, notices. Nothing here knows families.

What is where (each module's first lines give the exact calls):
theme, palettes, icons · text (PlainLabel, Heading, KeyHint) · buttons · badges (Badge, Chip, ChipBar) ·
segments (Segmented, YesNo) · lines (TextEdit1, MoneyEdit, TimeEdit, LongText) · dates
(DateEdit) ·
choices (Choice) · many (ManyChoice, PersonChips) · field (Field, FieldGrid, EnterMoves) · sidebar (Sidebar,
NavItem) ·
sections (SectionList) · topbar (TopBar) · ribbon (StageRibbon, Stage) · status (SaveState, StatusStrip) ·
notices (Banner, EmptyState) · dialogs (Ask, Progress, CrashDialog) · shortcuts (Command, Commands) ·
finder (CommandPalette) · accessibility (announce) · delivery (Delivery).

Every editor answers to the same four: `value()`, `set_value(v)` (tells nobody), `edited` (the user changed
it),
`set_problem("" | "warning" | "error")`.
"""
