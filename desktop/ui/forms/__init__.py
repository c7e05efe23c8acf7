"""Forms on the window: editors made from a definition, bound to the draft that is being filled.

FormView(draft, offers)                 the whole form; see desktop.ui.forms.view
Offers(entries, candidates, caption)    what can be chosen: dictionary entries, records for references
"""
