"""Pictures that people bring: upright, smaller, joined; whatever else begins as a picture is refused in words."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.base.errors import Rejected
from desktop.base.files import safe_name
from desktop.documents.pictures import LONGEST_SIDE, frames, joined_pdf, prepared
from desktop.rules.file_types import media_type, named_for


def pages_in(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def made(kind="JPEG", size=(60, 40), orientation=None, **more) -> bytes:
    picture = Image.effect_noise(size, 60).convert("RGB")
    out = BytesIO()
    if orientation:
        exif = Image.Exif()
        exif[0x0112] = orientation
        more["exif"] = exif
    picture.save(out, kind, **more)
    return out.getvalue()


def looked(content: bytes):
    return Image.open(BytesIO(content))


def bomb(width=60_000, height=60_000) -> bytes:
    """A PNG of a few bytes that claims to be enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def test_a_small_upright_picture_is_kept_byte_by_byte():
    content = made("PNG")
    file = prepared("справка.png", content)
    assert (file.name, file.content) == ("справка.png", content)


def test_a_photo_that_lies_on_its_side_is_turned_and_says_no_more_where_it_was_taken():
    file = prepared("IMG_1.JPG", made(size=(400, 200), orientation=6))
    assert looked(file.content).size == (200, 400)
    assert not looked(file.content).getexif()


def test_a_large_photo_is_made_smaller_and_becomes_a_jpeg():
    content = made("PNG", (2600, 1300))
    file = prepared("скан.png", content)
    assert looked(file.content).size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert file.name == "скан.jpg"
    assert len(file.content) < len(content)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16", "CMYK"])
def test_pictures_of_every_kind_of_colour_are_kept_in_the_smaller_form(mode):
    out = BytesIO()
    kind = "TIFF" if mode in ("I;16", "CMYK", "1") else "PNG"
    noise = Image.effect_noise((2400, 200), 90)
    picture = noise.convert("RGB").convert(mode) if mode != "I;16" else noise.convert("I").convert("I;16")
    picture.save(out, kind)
    file = prepared("x", out.getvalue())
    assert len(file.content) <= len(out.getvalue())
    assert file.content == out.getvalue() or max(looked(file.content).size) == LONGEST_SIDE


def test_a_scan_of_several_pages_keeps_all_of_them():
    pages = [Image.new("RGB", (2400, 100), colour) for colour in ("red", "green", "blue", "white")]
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    assert prepared("скан.tif", out.getvalue()).content == out.getvalue()
    shown, count = frames(out.getvalue(), 3)
    assert (len(shown), count) == (3, 4)
    assert pages_in(joined_pdf([out.getvalue()])) == 4


def test_a_picture_that_claims_to_be_enormous_is_refused_before_it_is_read():
    for size in ((60_000, 60_000), (20_000, 10_000)):
        with pytest.raises(Rejected) as refused:
            prepared("a.png", bomb(*size))
        assert "слишком" in refused.value.words()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 40, "видео"),
        (b"PK\x03\x04" + b"\0" * 30 + b"word/vbaProject.bin", "макрос"),
        (b"PK\x03\x04" + b"\0" * 30 + b"a.exe", "Архив"),
        (b"MZ\0\0", "Принимаются только"),
        (made()[:300], "повреждён"),
    ],
)
def test_what_is_not_taken_is_said_clearly(content, word):
    with pytest.raises(Rejected) as refused:
        prepared("файл", content)
    assert word in refused.value.words()


def test_pictures_and_pdfs_become_one_pdf_in_the_order_given():
    first = joined_pdf([made("PNG", (300, 100)), made()])
    assert pages_in(first) == 2
    assert pages_in(joined_pdf([first, made("GIF"), first])) == 5


def test_a_pdf_with_a_password_or_damaged_and_other_files_are_not_joined():
    import pikepdf

    locked = BytesIO()
    with pikepdf.open(BytesIO(joined_pdf([made()]))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for content, word in (
        (locked.getvalue(), "парол"),
        (b"%PDF-1.4 nonsense", "повреждён"),
        (b"text", "Объединить можно"),
    ):
        with pytest.raises(Rejected) as refused:
            joined_pdf([made(), content])
        assert word in refused.value.words()


HEADS = (
    b"%PDF-1.7\n",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"II*\0",
    b"MM\0*",
    b"GIF89a",
    b"BM",
    b"RIFF\0\0\0\0WEBP",
    b"PK\x03\x04",
    b"",
)
WHOLE = tuple(made(kind) for kind in ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP"))


@st.composite
def hostile(draw) -> bytes:
    """Nonsense under a true beginning, or a true picture with some of its bytes changed or lost."""
    if draw(st.booleans()):
        return draw(st.sampled_from(HEADS)) + draw(st.binary(max_size=400))
    content = bytearray(draw(st.sampled_from(WHOLE)))
    for _n in range(draw(st.integers(1, 12))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content[: draw(st.integers(1, len(content)))])


@given(hostile())
def test_hostile_bytes_are_a_file_or_a_sentence(content):
    for do in (lambda: prepared("a", content), lambda: joined_pdf([content]), lambda: frames(content, 2)):
        try:
            made_of_it = do()
        except Rejected as refused:
            made_of_it = refused.words()
        assert made_of_it


@given(st.text(max_size=300), st.sampled_from(["application/pdf", "image/jpeg", "text/plain", "image/png"]))
def test_a_name_never_leaves_its_folder_and_ends_as_what_the_file_is(tmp_path_factory, name, media):
    folder = tmp_path_factory.getbasetemp()
    kept = safe_name(named_for(safe_name(name), media))
    copied = safe_name(named_for(safe_name(kept), media))
    path = folder / copied
    assert path.parent == folder
    assert path.resolve().parent == folder.resolve()
    assert len(copied.encode()) <= 500
    assert copied.rpartition(".")[2].lower() in {
        "pdf",
        "jpg",
        "jpeg",
        "jpe",
        "jfif",
        "txt",
        "csv",
        "md",
        "log",
        "png",
    }


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "C:\\x\\letter.js", "CON", "письмо.pdf.exe", "a\u202etxt.exe", ".hta", "x.lnk", ""],
)
def test_names_that_windows_would_run_get_the_ending_of_what_they_are(name):
    copied = safe_name(named_for(safe_name(name), media_type(b"just words") or ""))
    assert copied.endswith(".txt")
    assert "/" not in copied
    assert "\\" not in copied
