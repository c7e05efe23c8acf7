"""Telling a network share from a local disk.

SQLite keeps its promises on one computer only: on a share, locks lie and the write-ahead log needs memory
shared by one machine. Such an office belongs on a PostgreSQL server, so a file on a share is refused, not
tried.
"""

from __future__ import annotations

import sys
from pathlib import Path

_REMOTE = frozenset(
    {
        *(
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "davfs",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncp",
            "ncpfs",
            "nfs",
            "nfs4",
        ),
        *("smb2", "smb3", "smbfs", "fuse.ceph", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse"),
        *("fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    }
)
_DRIVE_REMOTE = 4  # what GetDriveTypeW says of a mapped network drive


def on_network_share(path: Path) -> bool:
    """Whether the file lies, or would lie, on another computer's disk."""
    if sys.platform == "win32":
        return _windows_remote(path)
    return remote_mount(path.resolve(), _mounts())


def remote_mount(path: Path, mounts: str) -> bool:
    """Whether the mount that holds `path` is a network one; `mounts` is the text of /proc/self/mounts."""
    longest, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(_unescaped(parts[1]))
        # the last line wins among equals: a later mount covers an earlier one
        if (path == point or point in path.parents) and len(point.parts) >= longest:
            longest, kind = len(point.parts), parts[2]
    return kind in _REMOTE


def unc_path(path: str) -> bool:
    r"""Whether a Windows path names another computer: `\\server\folder` or `\\?\UNC\server\folder`."""
    plain = path.replace("/", "\\")
    if plain.lower().startswith("\\\\?\\unc\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def _unescaped(text: str) -> str:
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, letter)
    return text


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _windows_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        whole = path.resolve()
        drive = ctypes.windll.kernel32.GetDriveTypeW(whole.anchor)
        return unc_path(str(path)) or unc_path(str(whole)) or bool(drive == _DRIVE_REMOTE)
    return False
