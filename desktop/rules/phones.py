"""Phones by country: how many digits a number has. A number that does not fit is said, never refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desktop.base.messages import N_, Message, message


@dataclass(frozen=True, slots=True)
class _Plan:
    code: str  # after the plus
    digits: int  # after the code
    trunk: str  # what is dialled inside the country instead of the code


PLANS: Final = {"ru": _Plan("7", 10, "8"), "kg": _Plan("996", 9, "0"), "ua": _Plan("380", 9, "0")}
_LOCAL = range(5, 8)  # digits of a number inside a town or village
_SEVERAL = re.compile(r"[,;\n]")


def check_phone(phone: str, country: str | None) -> Message | None:
    """What looks wrong with a number, or with the first of several written one after another."""
    for one in _SEVERAL.split(phone):
        digits = re.sub(r"\D", "", one)
        if not digits:
            continue
        plan = _plan(one, digits, country)
        if plan is not None and not _fits(one, digits, plan):
            said = N_("A number of this country has {digits} digits after +{code}: check the number")
            return message(said, digits=plan.digits, code=plan.code)
    return None


def _plan(written: str, digits: str, country: str | None) -> _Plan | None:
    """Whose rule it is: the dialling code says, else the country of the office; foreign numbers have none."""
    if written.strip().startswith("+"):
        return next((plan for plan in PLANS.values() if digits.startswith(plan.code)), None)
    return PLANS.get((country or "").lower())


def _fits(written: str, digits: str, plan: _Plan) -> bool:
    if written.strip().startswith("+"):
        return len(digits) == len(plan.code) + plan.digits
    if plan.trunk == "0" and digits.startswith("0"):  # no number begins with what is dialled before it
        return len(digits) == len(plan.trunk) + plan.digits or len(digits) in _LOCAL
    whole = {plan.digits, len(plan.code) + plan.digits if digits.startswith(plan.code) else plan.digits}
    if digits.startswith(plan.trunk):
        whole.add(len(plan.trunk) + plan.digits)
    return len(digits) in whole or len(digits) in _LOCAL
