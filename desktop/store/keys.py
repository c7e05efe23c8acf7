"""Passwords, slots and the keys that open an office.

A slot is a random secret closed with a password: Argon2id makes a key of the password, AES-256-GCM closes
the secret. What the slot is for (office, kind, name) and how dear it was made are sealed with it, so that a
slot cannot be moved to another name or made cheaper. This is additional protection, not a certified means of
protection.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import unicodedata
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.base.errors import CannotOpen, Rejected
from desktop.base.messages import N_, Finding, message

KEY_BYTES = 32
MIN_PASSWORD = 10
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: without I, L, O, U
# what a hand or an eye confuses: O and 0, I and L and 1, and Russian letters that look like Latin ones
_MISREAD = str.maketrans(
    "OIL\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0417",
    "011ABEKMH0PCTX3",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess of a password is: KiB of memory, passes over it, lanes."""

    memory: int = 65_536
    passes: int = 3
    lanes: int = 1


STANDARD = Cost()
FLOOR = Cost(19_456, 2, 1)  # the least OWASP allows; a slot below it is refused, whatever its file says
_CEILING = Cost(1_048_576, 20, 16)  # a forged slot must not freeze the program either


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of an open office, each for one use. Never shown, logged or written."""

    office_id: UUID
    user: str
    secret: bytes = field(repr=False)

    @property
    def database(self) -> bytes:
        """Opens the SQLCipher file."""
        return self.derived("database")

    @property
    def draft(self) -> bytes:
        """Closes what is not saved yet."""
        return self.derived("draft")

    @property
    def manifest(self) -> bytes:
        """Signs backup copies."""
        return self.derived("manifest")

    @property
    def audit(self) -> bytes:
        """Signs the journal of changes."""
        return self.derived("audit")

    def derived(self, use: str) -> bytes:
        """A key for one use; one key found out does not give the others."""
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

        salt = self.office_id.bytes
        return HKDF(SHA256(), KEY_BYTES, salt, f"opora/1/{use}".encode()).derive(self.secret)


def check_password(user: str, password: str) -> None:
    """Whether a new password may be used.

    Raises:
        Rejected: shorter than ten characters, all alike, or the user's own name.
    """
    plain, name = _typed(password).casefold(), _typed(user).casefold()
    if len(plain) < MIN_PASSWORD:
        raise _refused(N_("The password is too short: at least {n} characters are needed."), n=MIN_PASSWORD)
    if plain == name or (len(name) > 3 and plain.replace(name, "").strip("0123456789 .-_") == ""):
        raise _refused(N_("The password must not be the user's own name."))
    if len(set(plain)) < 4:
        raise _refused(N_("The password is too simple: use at least four different characters."))


def wrap(secret: bytes, password: str, about: str, cost: Cost = STANDARD) -> str:
    """A slot: `secret` closed with `password`, as one line of JSON; `about` must be given again to open it.

    Raises:
        ValueError: the cost is below the floor.
    """
    if not _allowed(cost):
        raise ValueError(f"cost out of bounds: {cost}")
    slot: dict[str, Any] = {
        "memory": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": _text(os.urandom(16)),
        "nonce": _text(os.urandom(12)),
    }
    sealed = _cipher(password, slot).encrypt(_bytes(slot["nonce"]), secret, _sealed_with(slot, about))
    return json.dumps({**slot, "sealed": _text(sealed)}, sort_keys=True)


def unwrap(text: str, password: str, about: str) -> bytes:
    """The secret of a slot.

    Raises:
        Rejected: the password is wrong (or the slot was tampered with: the two cannot be told apart).
        CannotOpen: the slot is damaged or was made cheaper than the floor.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415

    try:
        slot = json.loads(text)
        nonce, sealed = _bytes(slot["nonce"]), _bytes(slot["sealed"])
        cost = Cost(slot["memory"], slot["passes"], slot["lanes"])
        sound = all(type(value) is int for value in (cost.memory, cost.passes, cost.lanes)) and len(nonce) == 12
        _bytes(slot["salt"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotOpen(message(_SLOT_DAMAGED)) from error
    if not sound or not _allowed(cost):
        raise CannotOpen(message(_SLOT_WEAK))
    try:
        secret: bytes = _cipher(password, slot).decrypt(nonce, sealed, _sealed_with(slot, about))
    except InvalidTag as error:
        raise _refused(N_("The password does not fit.")) from error
    return secret


_SLOT_DAMAGED = N_("The key of this user is damaged. Take the key file from the last backup copy.")
_SLOT_WEAK = N_("The key of this user was made weaker than the program allows. Take the key file from the last backup copy.")


def password_slot(office_id: UUID, user: str, password: str, cost: Cost = STANDARD) -> tuple[str, bytes]:
    """For an office on a server: the user's slot, kept in the database, and the draft key it closes.

    It signs the person in and closes the drafts on this computer; it does not guard the data on the server.

    Raises:
        Rejected: the password is weak.
    """
    check_password(user, password)
    key = os.urandom(KEY_BYTES)
    return wrap(key, password, _server_slot(office_id, user), cost), key


def open_slot(text: str, office_id: UUID, user: str, password: str) -> bytes:
    """The draft key out of a slot made by `password_slot`.

    Raises:
        Rejected: the password is wrong.
        CannotOpen: the slot is damaged.
    """
    return unwrap(text, password, _server_slot(office_id, user))


def change_slot(text: str, office_id: UUID, user: str, old: str, new: str, cost: Cost = STANDARD) -> str:
    """The same draft key closed with another password, so that drafts stay readable.

    Raises:
        Rejected: the old password is wrong or the new one is weak.
    """
    key = open_slot(text, office_id, user, old)
    check_password(user, new)
    return wrap(key, new, _server_slot(office_id, user), cost)


def new_code() -> str:
    """A recovery code of 160 random bits: eight groups of four letters and digits."""
    number = int.from_bytes(os.urandom(20), "big")
    letters = "".join(_CODE_LETTERS[number >> 5 * place & 31] for place in range(31, -1, -1))
    return "-".join(letters[at : at + 4] for at in range(0, 32, 4))


def read_code(typed: str) -> str:
    """The code as it was printed, however it was typed: lower case, without dashes, O for 0, I or L for 1.

    Raises:
        Rejected: it cannot be a code: letters are missing or there are other characters.
    """
    upper = unicodedata.normalize("NFC", typed).upper().translate(_MISREAD)
    letters = "".join(c for c in upper if not c.isspace() and unicodedata.category(c) not in {"Pd", "Cf"})
    if len(letters) != 32 or any(c not in _CODE_LETTERS for c in letters):
        said = N_("This is not a recovery code: it has 32 letters and digits, and {n} were typed.")
        raise Rejected(Finding(("code",), message(said, n=sum(c in _CODE_LETTERS for c in letters))))
    return "-".join(letters[at : at + 4] for at in range(0, 32, 4))


def signature(key: bytes, what: object) -> str:
    """A seal over a JSON value: whoever has no key cannot make it."""
    return hmac.new(key, canonical(what), hashlib.sha256).hexdigest()


def canonical(what: object) -> bytes:
    """A JSON value as bytes that are equal when the values are."""
    return json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _server_slot(office_id: UUID, user: str) -> str:
    return f"server/{office_id}/{_typed(user)}"


def _cipher(password: str, slot: dict[str, Any]) -> Any:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    return AESGCM(
        hash_secret_raw(
            _typed(password).encode("utf-8", "surrogatepass"),
            _bytes(slot["salt"]),
            time_cost=slot["passes"],
            memory_cost=slot["memory"],
            parallelism=slot["lanes"],
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    )


def _sealed_with(slot: dict[str, Any], about: str) -> bytes:
    return canonical([about, slot["memory"], slot["passes"], slot["lanes"], slot["salt"]])


def _allowed(cost: Cost) -> bool:
    return all(
        low <= value <= high
        for low, value, high in (
            (FLOOR.memory, cost.memory, _CEILING.memory),
            (FLOOR.passes, cost.passes, _CEILING.passes),
            (FLOOR.lanes, cost.lanes, _CEILING.lanes),
        )
    )


def _typed(text: str) -> str:
    """The same password typed on two keyboards may come composed or decomposed."""
    return unicodedata.normalize("NFC", text)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _refused(said: str, **gaps: object) -> Rejected:
    return Rejected(Finding(("password",), message(said, **gaps)))
