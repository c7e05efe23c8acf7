"""The key file beside an encrypted office: a slot for the password of each user, one for the recovery code.

One random secret opens the office; every user has a slot that closes it with their password. Changing a
password rewrites one slot, not the office. The file is copied into every backup: without it a copy cannot be
opened.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.base.errors import CannotOpen, Rejected
from desktop.base.files import refusal, replace_file
from desktop.base.messages import N_, Finding, message
from desktop.store.keys import (
    KEY_BYTES,
    STANDARD,
    Cost,
    KeyRing,
    canonical,
    check_password,
    new_code,
    read_code,
    signature,
    unwrap,
    wrap,
)

FORMAT = 1
_PASSWORD, _RECOVERY = "password", "recovery"


def key_path(office: Path) -> Path:
    """The key file of an office file."""
    return office.with_name(office.name + ".keys")


def is_encrypted(office: Path) -> bool:
    """Whether this office asks for a password."""
    return key_path(office).exists()


def create(office: Path, office_id: UUID, user: str, password: str, cost: Cost = STANDARD) -> tuple[KeyRing, str]:
    """Keys for a new office: its ring, and the recovery code to print once and lock away.

    Raises:
        Rejected: the password is weak or the name is empty.
        CannotOpen: there is a key file already.
        Unavailable: it could not be written.
    """
    if key_path(office).exists():
        raise CannotOpen(
            message(
                N_("There is already a key file {name} here: it may be the only key of another office."),
                name=key_path(office).name,
            )
        )
    name = _name(user)
    check_password(name, password)
    ring = KeyRing(office_id, name, os.urandom(KEY_BYTES))
    code = new_code()
    _write(office, ring, [_slot(ring, _PASSWORD, name, password, cost), _slot(ring, _RECOVERY, "", code, cost)])
    return ring, code


def users(office: Path) -> tuple[str, ...]:
    """Who has a password for this office, in the order they were added.

    Raises:
        CannotOpen: the key file is missing or damaged.
    """
    return tuple(slot["name"] for slot in _read(office)["slots"] if slot["kind"] == _PASSWORD)


def unlock(office: Path, user: str, password: str) -> KeyRing:
    """Sign in. Takes about half a second by design: not on the window's thread.

    Raises:
        Rejected: no such user, or the password is wrong.
        CannotOpen: the key file is missing, damaged, or was changed outside the program.
    """
    body = _read(office)
    return _opened(body, _found(body, user), password)


def recover(office: Path, code: str) -> KeyRing:
    """Open with the printed recovery code; set a new password next.

    Raises:
        Rejected: it is not the code of this office.
        CannotOpen: the key file is missing, damaged, or was changed outside the program.
    """
    printed = read_code(code)
    body = _read(office)
    for slot in body["slots"]:
        if slot["kind"] == _RECOVERY:
            try:
                return _opened(body, slot, printed)
            except Rejected:
                continue
    raise Rejected(Finding(("code",), message(N_("The recovery code does not fit this office."))))


def change_password(office: Path, user: str, old: str, new: str, cost: Cost = STANDARD) -> KeyRing:
    """The user's slot with a new password; the office itself is not rewritten.

    Raises:
        Rejected: the old password is wrong or the new one is weak.
        Unavailable: the key file could not be written; the old password still holds.
    """
    ring = unlock(office, user, old)
    set_password(office, ring, user, new, cost)
    return ring


def set_password(office: Path, ring: KeyRing, user: str, password: str, cost: Cost = STANDARD) -> None:
    """A password for a user who has one or not: after recovery, or by the chief for somebody who forgot.

    Raises:
        Rejected: the password is weak or the name is empty.
    """
    name = _name(user)
    check_password(name, password)
    slots = [s for s in _proven(office, ring)["slots"] if not (s["kind"] == _PASSWORD and _same(s["name"], name))]
    _write(office, ring, [*slots, _slot(ring, _PASSWORD, name, password, cost)])


def add_user(office: Path, ring: KeyRing, user: str, password: str, cost: Cost = STANDARD) -> None:
    """A slot for one more user.

    Raises:
        Rejected: there is such a user already, the password is weak, or the name is empty.
    """
    if any(_same(known, user) for known in users(office)):
        raise Rejected(Finding(("user",), message(N_("There is already a user {name}."), name=_name(user))))
    set_password(office, ring, user, password, cost)


def remove_user(office: Path, ring: KeyRing, user: str) -> None:
    """Take the user's slot out of the key file of this office.

    This does not take the office away from them: an old copy of the key file together with their password
    still opens this office and every backup of it. Real dismissal needs a new secret for the whole file as
    well.

    Raises:
        Rejected: no such user, or the last one: nobody could sign in.
    """
    body = _proven(office, ring)
    gone = _found(body, user)
    left = [slot for slot in body["slots"] if slot is not gone]
    if not any(slot["kind"] == _PASSWORD for slot in left):
        raise Rejected(Finding(("user",), message(N_("The last user cannot be removed: nobody could open the office."))))
    _write(office, ring, left)


def renew_code(office: Path, ring: KeyRing, cost: Cost = STANDARD) -> str:
    """A new recovery code to print; the old one opens only old copies of the key file."""
    code = new_code()
    slots = [slot for slot in _proven(office, ring)["slots"] if slot["kind"] != _RECOVERY]
    _write(office, ring, [*slots, _slot(ring, _RECOVERY, "", code, cost)])
    return code


def _opened(body: dict[str, Any], slot: dict[str, Any], password: str) -> KeyRing:
    office_id = UUID(body["office"])
    secret = unwrap(json.dumps(slot["lock"]), password, _about(office_id, slot["kind"], slot["name"]))
    ring = KeyRing(office_id, slot["name"], secret)
    if not hmac.compare_digest(body["seal"], _seal(ring, body["slots"])):
        raise CannotOpen(
            message(
                N_(
                    "The list of users in the key file was changed outside the program. "
                    "Take the key file from the last backup copy and find out who did it."
                )
            )
        )
    return ring


def _proven(office: Path, ring: KeyRing) -> dict[str, Any]:
    """The file as it is now, of this very office: a list that was tampered with is not signed anew."""
    body = _read(office)
    if UUID(body["office"]) != ring.office_id or not hmac.compare_digest(body["seal"], _seal(ring, body["slots"])):
        raise CannotOpen(message(N_("The key file {name} does not belong to the open office."), name=key_path(office).name))
    return body


def _slot(ring: KeyRing, kind: str, name: str, password: str, cost: Cost) -> dict[str, Any]:
    lock = wrap(ring.secret, password, _about(ring.office_id, kind, name), cost)
    return {"kind": kind, "name": name, "lock": json.loads(lock)}


def _about(office_id: UUID, kind: str, name: str) -> str:
    return json.dumps(["file", str(office_id), kind, name])


def _seal(ring: KeyRing, slots: list[dict[str, Any]]) -> str:
    return signature(ring.derived("slots"), [FORMAT, str(ring.office_id), slots])


def _found(body: dict[str, Any], user: str) -> dict[str, Any]:
    for slot in body["slots"]:
        if slot["kind"] == _PASSWORD and _same(slot["name"], user):
            found: dict[str, Any] = slot
            return found
    raise Rejected(Finding(("user",), message(N_("There is no user {name} in this office."), name=_name(user) or "—")))


def _name(user: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", user).split())
    if not name:
        raise Rejected(Finding(("user",), message(N_("The user's name is missing."))))
    return name


def _same(one: str, other: str) -> bool:
    return _name(one).casefold() == " ".join(other.split()).casefold()


def _write(office: Path, ring: KeyRing, slots: list[dict[str, Any]]) -> None:
    body = {"format": FORMAT, "office": str(ring.office_id), "slots": slots, "seal": _seal(ring, slots)}
    whole = {**body, "checksum": _checksum(body)}
    replace_file(key_path(office), json.dumps(whole, ensure_ascii=False, indent=1).encode())


def _checksum(body: dict[str, Any]) -> str:
    """Tells a worn disk from a wrong password; an honest file from a forged one it does not."""
    return hashlib.sha256(canonical(body)).hexdigest()


def _read(office: Path) -> dict[str, Any]:
    path = key_path(office)
    damaged = message(
        N_("The key file {name} is damaged; the office itself was not touched. Take the key file from the last backup copy."),
        name=path.name,
    )
    try:
        whole = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise CannotOpen(
            message(
                N_("There is no key file {name} beside the office. Take it from the last backup copy."),
                name=path.name,
            )
        ) from error
    except OSError as error:
        raise CannotOpen(
            message(N_("{name} cannot be opened: {reason}."), name=path.name, reason=refusal(error, reading=True))
        ) from error
    except (ValueError, RecursionError) as error:
        raise CannotOpen(damaged) from error
    if not isinstance(whole, dict):
        raise CannotOpen(damaged)
    if isinstance(whole.get("format"), int) and whole["format"] > FORMAT:
        raise CannotOpen(message(N_("The key file {name} was made by a newer program. Update this one."), name=path.name))
    body = {key: value for key, value in whole.items() if key != "checksum"}
    if whole.get("checksum") != _checksum(body) or set(body) != {"format", "office", "slots", "seal"}:
        raise CannotOpen(damaged)
    return body
