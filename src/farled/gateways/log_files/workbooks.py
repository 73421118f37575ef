"""Read a sheet of a workbook; formulas are never run, and bombs never unpacked."""

import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Iterator

import python_calamine as calamine

from farled.gateways.log_files.headers import place_columns
from farled.gateways.log_files.limits import (
    CHUNK,
    MEMBER_LIMIT,
    RATIO_LIMIT,
    RATIO_MATTERS_FROM,
    WORKBOOK_LIMIT,
)
from farled.gateways.log_files.request import Loaded, Request
from farled.gateways.log_files.rows import load_rows
from farled.terms.errors import FarledError

__all__ = ["check_workbook", "first_cells", "load_workbook"]

_FULL_SHEETS = frozenset({65_536, 1_048_576})
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30


def load_workbook(request: Request) -> Loaded:
    """Load a sheet's cells as rows of text; a formula counts by its stored result.

    Raises:
        FarledError: `log-workbook-unreadable`, `log-unpacks-too-large`,
            `log-sheet-missing`, `log-sheet-not-named`, `log-empty`, and those of
            `place_columns`.
    """
    name = request.path.name
    sheet, numbered = _open_sheet(request)
    header: list[Any] = []
    for number, cells in numbered:
        if number >= request.options.header_row and any(_text(c) for c in cells):
            header = cells
            break
    if not header:
        raise FarledError("log-empty", file=name)
    columns = tuple(_text(cell) or "" for cell in header)
    places = place_columns(columns, request.wanted, file=name)
    positions = [int(place[1:]) for place in places.values()]
    load_rows(request.connection, list(places.values()), _rows(numbered, positions))
    return Loaded(columns, places, may_be_cut=sheet.height in _FULL_SHEETS)


def first_cells(request: Request, limit: int) -> list[list[str]]:
    """Give the texts of a sheet's first rows that are not empty.

    Raises:
        FarledError: as `load_workbook`.
    """
    _, numbered = _open_sheet(request)
    texts = ([_text(cell) or "" for cell in cells] for _, cells in numbered)
    found = list(islice((row for row in texts if any(row)), limit + 1))
    if not found:
        raise FarledError("log-empty", file=request.path.name)
    return found


def _open_sheet(request: Request) -> tuple[Any, Iterator[tuple[int, list[Any]]]]:
    """Open the sheet that is wanted, with its rows by their number in the sheet."""
    check_workbook(request)
    try:
        book = calamine.CalamineWorkbook.from_path(str(request.path))
        sheet = _sheet(book, request)
        rows = sheet.iter_rows()
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise FarledError("log-workbook-unreadable", file=request.path.name) from error
    first = (sheet.start or (0, 0))[0] + 1
    return sheet, enumerate(rows, start=first)


def _rows(
    numbered: Iterator[tuple[int, list[Any]]], positions: list[int]
) -> Iterator[tuple[int | str | None, ...]]:
    for number, cells in numbered:
        if any(cell not in ("", None) for cell in cells):
            yield (number, *(_text(cells[position]) for position in positions))


def _sheet(book: Any, request: Request) -> Any:
    wanted = request.options.sheet
    names = list(book.sheet_names)
    if wanted is not None:
        if wanted not in names:
            raise FarledError(
                "log-sheet-missing",
                file=request.path.name,
                sheet=wanted,
                found=tuple(names),
            )
        return book.get_sheet_by_name(wanted)
    if len(names) == 1:
        return book.get_sheet_by_index(0)
    filled = [n for n in names if book.get_sheet_by_name(n).height > 0]
    if len(filled) != 1:
        raise FarledError(
            "log-sheet-not-named", file=request.path.name, found=tuple(names)
        )
    return book.get_sheet_by_name(filled[0])


def _text(cell: object) -> str | None:
    match cell:
        case None | "":
            return None
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell.total_seconds())
        case _:
            return str(cell)


def check_workbook(request: Request) -> None:
    """Refuse a workbook that is too large unpacked, by what it says and what it is.

    Raises:
        FarledError: `log-unpacks-too-large`, `log-workbook-unreadable`.
    """
    path = request.path
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FarledError("log-workbook-unreadable", file=path.name) from error
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise FarledError("log-workbook-locked", file=path.name)
    declared = sum(each.file_size for each in members)
    swollen = any(
        each.file_size > RATIO_MATTERS_FROM
        and each.file_size > RATIO_LIMIT * max(each.compress_size, 1)
        for each in members
    )
    if swollen or declared > WORKBOOK_LIMIT or len(members) > MEMBER_LIMIT:
        raise FarledError(
            "log-unpacks-too-large",
            file=path.name,
            size_mib=declared // 2**20,
            packed_kib=path.stat().st_size // 2**10,
        )
    for member in members:
        if member.compress_type == zipfile.ZIP_DEFLATED:
            _check_member(request, member)


def _check_member(request: Request, member: zipfile.ZipInfo) -> None:
    """Unpack a member into nothing, to see that it is as long as it claims."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size, remaining = 0, member.compress_size
    with request.path.open("rb") as file:
        file.seek(member.header_offset)
        local = file.read(_LOCAL_HEADER)
        names = int.from_bytes(local[26:28], "little")
        extra = int.from_bytes(local[28:30], "little")
        file.seek(member.header_offset + _LOCAL_HEADER + names + extra)
        try:
            while remaining > 0 and not inflater.eof:
                piece = file.read(min(CHUNK, remaining))
                if not piece:
                    break
                remaining -= len(piece)
                while piece:
                    size += len(inflater.decompress(piece, CHUNK))
                    piece = inflater.unconsumed_tail
                    if size > member.file_size:
                        raise FarledError(
                            "log-unpacks-too-large",
                            file=request.path.name,
                            size_mib=size // 2**20,
                            packed_kib=request.path.stat().st_size // 2**10,
                        )
        except zlib.error as error:
            raise FarledError(
                "log-workbook-unreadable", file=request.path.name
            ) from error
