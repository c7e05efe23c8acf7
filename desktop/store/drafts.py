"""What somebody typed and has not saved: kept on their computer, not in the office.

One file per user, encrypted with their draft key (a demonstration office's is plain), written whole at every
change, so that a killed program, a lost server or a power cut costs a few seconds of typing at most.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.base.errors import Unavailable
from desktop.base.files import refusal, replace_file
from desktop.base.messages import N_, message

DraftKey = tuple[str, str]  # kind, and the id of the record or "new:<uuid>"
_ENCRYPTED = b"OPORA-DRAFTS-1\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """One unsaved form: when it was kept (aware), what was typed (a JSON value), is its section closed."""

    saved_at: datetime
    what: Any
    closed: bool = False  # reopened only together with its closed section


class DraftFile:
    """The drafts of one user in one office. Every call writes through; call it off the window's thread."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        """Read what is there. A file that cannot be read is put aside as `damaged`, never overwritten."""
        self._path, self._key = path, key
        self._lock = threading.Lock()
        self.damaged: Path | None = None
        self._drafts = self._read()

    def put(self, key: DraftKey, draft: Draft) -> None:
        """Keep this form; what was kept for it before is replaced.

        Raises:
            Unavailable: the file could not be written; the drafts kept before still stand.
        """
        with self._lock:
            self._write({**self._drafts, key: draft})

    def drop(self, key: DraftKey) -> None:
        """The form was saved or thrown away.

        Raises:
            Unavailable: the file could not be written; the draft will be offered again.
        """
        with self._lock:
            if key in self._drafts:
                self._write({known: draft for known, draft in self._drafts.items() if known != key})

    def all(self) -> dict[DraftKey, Draft]:
        """Everything kept, oldest first."""
        with self._lock:
            return dict(sorted(self._drafts.items(), key=lambda item: item[1].saved_at))

    def _write(self, drafts: dict[DraftKey, Draft]) -> None:
        try:
            if drafts:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self._path, self._closed(_packed(drafts)))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            said = N_("The file {name} could not be written: {reason}.")
            raise Unavailable(message(said, name=self._path.name, reason=refusal(error))) from error
        self._drafts = drafts

    def _read(self) -> dict[DraftKey, Draft]:
        try:
            return _unpacked(self._opened(self._path.read_bytes()))
        except FileNotFoundError:
            return {}
        except OSError as error:
            said = N_("The unsaved forms kept in {name} cannot be read: {reason}.")
            raise Unavailable(message(said, name=self._path.name, reason=refusal(error, reading=True))) from error
        except (ValueError, KeyError, TypeError, RecursionError):
            self.damaged = self._aside()
            return {}

    def _aside(self) -> Path:
        number = 1
        while (aside := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
            number += 1
        return self._path.replace(aside)

    def _closed(self, plain: bytes) -> bytes:
        if self._key is None:
            return plain
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        nonce = os.urandom(12)
        return _ENCRYPTED + nonce + AESGCM(self._key).encrypt(nonce, plain, _ENCRYPTED)

    def _opened(self, raw: bytes) -> bytes:
        if self._key is None:
            return raw
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        start = len(_ENCRYPTED)
        if not raw.startswith(_ENCRYPTED):
            raise ValueError("not an encrypted drafts file")
        try:
            return AESGCM(self._key).decrypt(raw[start : start + 12], raw[start + 12 :], _ENCRYPTED)
        except InvalidTag as error:
            raise ValueError("drafts file damaged or of another key") from error


def _packed(drafts: dict[DraftKey, Draft]) -> bytes:
    rows = [
        {
            "kind": kind,
            "id": id_,
            "saved_at": draft.saved_at.isoformat(),
            "what": draft.what,
            "closed": draft.closed,
        }
        for (kind, id_), draft in drafts.items()
    ]
    return json.dumps({"format": 1, "drafts": rows}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _unpacked(raw: bytes) -> dict[DraftKey, Draft]:
    whole = json.loads(raw.decode("utf-8", "surrogatepass"))
    return {
        (str(row["kind"]), str(row["id"])): Draft(
            datetime.fromisoformat(row["saved_at"]), row["what"], closed=bool(row["closed"])
        )
        for row in whole["drafts"]
    }
