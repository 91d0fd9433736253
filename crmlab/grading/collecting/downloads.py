"""The files in what a learning platform gives: zips in zips, folders, names in any encoding."""

from __future__ import annotations

import io
import os
import re
import struct
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from crmlab.errors import in_words
from crmlab.intake.reading import LARGEST
from crmlab.language import said, to_say

_TOO_LARGE = to_say("larger than {bytes:,} bytes")
_FILES, _BYTES = 2_000, 300_000_000  # in one student's zip, with the zips in it
_DEEPEST = 3  # zips in zips
_UNREADABLE = to_say("cannot be unpacked: {error}")
_NOT_EVERYWHERE = re.compile(r'[<>:"|?*\\\x00-\x1f]')  # what Windows refuses in a name


@dataclass(frozen=True)
class Download:
    """One file of a download.

    Attributes
    ----------
    where : PurePosixPath
        Its path in the download, through folders and zips; names that Windows refuses are changed.
    content : bytes
        What stands in it; nothing where it cannot be read.
    dates : tuple
        When it was changed, that of the outermost zip first.
    refused : str
        Why it cannot be read; empty if it can.
    """

    where: PurePosixPath
    content: bytes
    dates: tuple[tuple[int, ...], ...]
    refused: str = ""


def downloads(source: Path) -> Iterator[Download]:
    """Yield the files of a zip or of a folder, but for those that an operating system hides there."""
    if source.is_dir():
        for path in sorted(path for path in source.rglob("*") if path.is_file()):
            yield from _opened(_file(source, path))
    else:
        for file in _unpacked(PurePosixPath(), (), source):
            is_whole = file.where == PurePosixPath()  # nothing of it can be read
            yield replace(file, where=PurePosixPath(source.name)) if is_whole else file


def _file(source: Path, path: Path) -> Download:
    where = _clean(PurePosixPath(_decoded(os.fsencode(path.relative_to(source).as_posix()))))
    about = path.stat()
    dates = (tuple(time.localtime(about.st_mtime)[:6]),)
    if about.st_size > LARGEST:
        return Download(where, b"", dates, said(_TOO_LARGE, bytes=LARGEST))
    try:
        return Download(where, path.read_bytes(), dates)
    except OSError as error:
        return Download(where, b"", dates, said("cannot be read: {why}", why=error.strerror))


class _Room:
    """What a zip inside of a download may unpack to, with the zips in it."""

    def __init__(self) -> None:
        self._files, self._bytes = _FILES, _BYTES

    def take(self, size: int) -> bool:
        """Take room for a file; say whether there is any."""
        self._files, self._bytes = self._files - 1, self._bytes - size
        return min(self._files, self._bytes) >= 0


def _opened(file: Download, room: _Room | None = None) -> Iterator[Download]:
    """Yield a file, or if it is a zip what is in it."""
    if any(part.startswith((".", "__MACOSX")) for part in file.where.parts):
        return
    if file.where.suffix.lower() != ".zip":
        yield file
    elif len(file.dates) > _DEEPEST:
        yield Download(file.where, b"", file.dates, said("too many zips in one another"))
    else:
        yield from _unpacked(file.where, file.dates, io.BytesIO(file.content), room or _Room())


def _unpacked(
    where: PurePosixPath, dates: tuple, content: Path | io.BytesIO, room: _Room | None = None
) -> Iterator[Download]:
    try:
        archive = _archive(content)
    except zipfile.BadZipFile:
        yield Download(where, b"", dates, said("a damaged zip"))
        return
    except Exception as error:  # of whatever kind: it is in the bytes
        yield Download(where, b"", dates, said(_UNREADABLE, error=in_words(error)))
        return
    with archive:
        for entry in archive.infolist():
            if room and not room.take(entry.file_size):
                why = said(
                    "a zip of more than {files:,} files or {bytes:,} bytes", files=_FILES, bytes=_BYTES
                )
                yield Download(where, b"", dates, why)
                return
            if not entry.is_dir():
                yield from _opened(_entry(where, dates, archive, entry), room)


def _archive(content: Path | io.BytesIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(content)
    except (UnicodeDecodeError, NotImplementedError):  # of one entry, and it refuses all
        whole = content.read_bytes() if isinstance(content, Path) else content.getvalue()
        return zipfile.ZipFile(io.BytesIO(_without_claims(whole)))


def _without_claims(archive: bytes) -> bytes:
    """Return a zip whose directory says nothing of encodings and versions."""
    end, mended = archive.rfind(b"PK\5\6"), bytearray(archive)
    (size,) = struct.unpack_from("<I", archive, end + 12)
    place = end - size
    while mended[place : place + 4] == b"PK\1\2":
        mended[place + 6], mended[place + 9] = 20, mended[place + 9] & 0xF7
        place += 46 + sum(struct.unpack_from("<3H", mended, place + 28))  # name, extra and comment
    return bytes(mended)


def _entry(folder: PurePosixPath, dates: tuple, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Download:
    where, dates = folder / _clean(PurePosixPath(_name(entry))), (*dates, entry.date_time)
    if entry.file_size > LARGEST:
        return Download(where, b"", dates, said(_TOO_LARGE, bytes=LARGEST))
    try:
        return Download(where, archive.read(entry), dates)
    except Exception as error:  # of whatever kind: each compressor has its own
        return Download(where, b"", dates, said(_UNREADABLE, error=in_words(error)))


def _name(entry: zipfile.ZipInfo) -> str:
    """Return a name in Unicode; zips of Chinese Windows have GBK, those of a Mac UTF-8 without saying so."""
    return entry.filename if entry.flag_bits & 0x800 else _decoded(entry.filename.encode("cp437"))


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeError:
            continue
    return name.decode("cp437")


def _clean(where: PurePosixPath) -> PurePosixPath:
    """Return a path that no system refuses, that stays inside, and whose letters are composed as usual."""
    parts = [part for part in where.parts if part not in {"/", "..", "."}]
    named = (_NOT_EVERYWHERE.sub("_", unicodedata.normalize("NFC", part)) for part in parts)
    return PurePosixPath(*named)
