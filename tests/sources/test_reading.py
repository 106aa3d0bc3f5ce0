"""Files of every format become documents; files that are none are refused with a reason."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
import pytest

from kg.document import Document
from kg.errors import KgError, UnreadableDocument
from kg.sources import Limits, Origin, Reader, find

FRENCH = "Le Ministre des Affaires Etrangères a reçu, à l’occasion de sa visite, son homologue gambien.\r\n"
ENGLISH = "The Foreign Minister met his counterpart in Dakar on Monday and both signed the agreement."
GERMAN = "Der Außenminister hat am Montag in Berlin seinen Kollegen empfangen. Beide sprachen über Libyen."

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def file(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return file


def read(path: Path, **options: object) -> Document:
    problems: list[UnreadableDocument] = []
    [origin] = find([path], problems.append)
    return Reader(date="2021-01-01", **options).read(origin)  # type: ignore[arg-type]


def reason(path: Path, **options: object) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(path, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def pdf(text: str) -> bytes:
    """A one-page PDF that shows each line of the text."""
    lines = "".join(f"({line}) Tj T* " for line in text.splitlines())
    stream = f"BT /F1 12 Tf 14 TL 40 700 Td {lines}ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return bytes(out + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)


def word(*paragraphs: str, table: tuple[str, ...] = ()) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        cells = document.add_table(rows=1, cols=len(table)).rows[0].cells
        for cell, text in zip(cells, table, strict=True):
            cell.text = text
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_decoded_and_no_more(write: Write, encoding: str) -> None:
    document = read(write("a.txt", f" \n{FRENCH}\t".encode(encoding)))
    assert document.text == f" \n{FRENCH}\t"
    assert (document.id, document.language, document.date) == ("a", "fr", "2021-01-01")


def test_a_byte_that_no_encoding_explains_is_latin_1(write: Write) -> None:
    document = read(write("a.txt", FRENCH.encode("cp1252") + b"\x81"))
    assert document.text.endswith("\x81")
    assert "reçu" in document.text


def test_one_damaged_byte_does_not_turn_utf_8_into_another_encoding(write: Write) -> None:
    document = read(write("a.txt", FRENCH.encode() + b"\xff"))
    assert document.text == FRENCH + "\ufffd"


def test_quotes_of_a_document_have_offsets_into_the_decoded_text(write: Write) -> None:
    document = read(write("a.txt", b"\xef\xbb\xbf" + FRENCH.encode()))
    start = document.text.index("homologue")
    assert document.quote(start - 1, start + 10).text == "homologue"
    assert document.quote(start - 1, start + 10).start == start


def test_a_page_gives_its_main_text(write: Write) -> None:
    page = (
        f"<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body><nav><a href=/>Home</a>"
        f"</nav><article><h1>Communiqué</h1><p>{FRENCH * 3}</p><p>{FRENCH}</p></article>"
        f"<script>alert(1)</script></body></html>"
    )
    document = read(write("a.html", page.encode()))
    assert "homologue gambien" in document.text
    assert "alert" not in document.text
    assert document.language == "fr"


def test_a_short_page_keeps_all_its_text(write: Write) -> None:
    page = "<html><body><p>Le ministre a reçu l’ambassadeur.</p></body></html>"
    assert "reçu l’ambassadeur" in read(write("a.html", page.encode())).text


def test_a_pdf_gives_paragraphs(write: Write) -> None:
    lines = (
        "Le Ministre des Affaires Etrangères a reçu, à l'occasion de sa\nvisite officielle, son homo-\nlogue."
    )
    document = read(write("a.pdf", pdf(lines)))
    assert "de sa visite officielle, son homologue." in document.text


def test_a_word_file_gives_paragraphs_and_tables(write: Write) -> None:
    document = read(write("a.docx", word(FRENCH.strip(), table=("Signé à Rabat", "le 3 mai"))))
    assert document.text == f"{FRENCH.strip()}\n\nSigné à Rabat\n\nle 3 mai"


def test_a_mail_gives_its_body_and_sender(write: Write) -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"] = "Ministère <a@example.org>", "Thu, 03 Dec 2020 10:00:00 +0000"
    mail.set_content(FRENCH)
    mail.add_alternative(f"<p>{FRENCH}</p>", subtype="html")
    document = read(write("a.eml", mail.as_bytes()))
    assert document.text.splitlines() == FRENCH.splitlines()
    assert document.publisher == "Ministère"


def test_the_format_of_a_file_without_a_suffix_is_seen_from_its_start(write: Write) -> None:
    assert "reçu" in read(write("communique", FRENCH.encode())).text
    assert "Rabat" in read(write("communique2", pdf("Le ministre est en visite officielle à Rabat."))).text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t ", "empty"),
        ("digits.txt", b"12 34", "no text"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\x01\x02" * 50, "binary"),
        ("pdf.txt", pdf("Le ministre"), "a PDF"),
        ("german.txt", GERMAN.encode(), "German"),
        ("arabic.txt", "استقبل وزير الخارجية نظيره الروسي في الرباط يوم الاثنين".encode(), "Arabic"),
        ("scan.pdf", pdf(""), "without text"),
        ("broken.pdf", b"%PDF-1.4\n1 0 obj << /Type", "damaged PDF"),
        ("text.pdf", FRENCH.encode(), "not a PDF"),
        ("broken.docx", word(FRENCH)[:-200], "Word file"),
        ("text.docx", FRENCH.encode(), "Word file"),
        ("page.html", b"<html><body></body></html>", "no text"),
        ("deep.html", b"<div>" * 20_000, "nested"),
        ("note.eml", b"\n\n\n.", "not a mail message"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    write: Write, name: str, data: bytes, words: str
) -> None:
    assert words in reason(write(name, data))


def test_a_text_over_the_limit_is_refused_and_the_limit_can_be_raised(write: Write) -> None:
    path = write("long.txt", FRENCH.encode() * 230_000)
    start = time.monotonic()
    assert "longer than 2,000,000 characters" in reason(path)
    assert time.monotonic() - start < 2
    assert "longer than 50 characters" in reason(write("short.txt", FRENCH.encode()), limits=Limits(text=50))


def test_the_limit_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MAX_TEXT", "70")
    assert Limits.from_environment().text == 70
    assert Limits.from_environment(90).text == 90
    monkeypatch.setenv("KG_MAX_TEXT", "much")
    with pytest.raises(KgError, match="KG_MAX_TEXT"):
        Limits.from_environment()


def test_a_word_file_that_unpacks_to_much_more_is_refused(write: Write) -> None:
    stream = io.BytesIO(word(FRENCH))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros", b"\0" * 210_000_000)
    assert "unpacks to more" in reason(write("bomb.docx", stream.getvalue()))


@pytest.mark.parametrize(
    "text", ["Bourita - Lavrov", "Lavrov in Rabat", "Visite officielle à Dakar", ENGLISH]
)
def test_headlines_and_names_are_taken_for_a_language_that_is_read(write: Write, text: str) -> None:
    assert read(write("a.txt", text.encode())).language in {"fr", "en"}


def test_a_language_can_be_given(write: Write) -> None:
    path = write("a.txt", GERMAN.encode())
    assert read(path, language="en").language == "en"
    assert "no language 'de'" in reason(path, language="de")


def test_folders_are_read_in_order_hidden_files_and_other_formats_aside(write: Write, tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "a/m.html", ".git/x.txt", "b/.y.txt", "b/n.png", "c.TXT"):
        write(name, b"x")
    names = [str(o.path.relative_to(tmp_path)) for o in find([tmp_path], pytest.fail) if o.path]
    assert names == ["c.TXT", "a/m.html", "b/a.txt", "b/z.txt"]


def test_a_file_is_read_once_however_often_it_is_named(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", b"x")
    (tmp_path / "b.txt").symlink_to(path)
    assert find([path, tmp_path, path], pytest.fail) == [Origin("a", path)]


def test_files_with_one_stem_get_different_identifiers(write: Write, tmp_path: Path) -> None:
    write("a/x.txt", FRENCH.encode())
    write("b/x.txt", ENGLISH.encode())
    reader = Reader(date="2021")
    first, second = (reader.read(origin) for origin in find([tmp_path], pytest.fail))
    assert first.id == "x"
    assert second.id.startswith("x-")
    assert len(second.id) == len("x-") + 8


def test_loops_of_links_end(write: Write, tmp_path: Path) -> None:
    write("a/x.txt", FRENCH.encode())
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    problems: list[str] = []
    documents = Reader(date="2021").read_all(
        find([tmp_path / "a"], pytest.fail), lambda error, _: problems.append(str(error))
    )
    assert [document.id for document in documents] == ["x"]
    assert len(problems) == 1
    assert "self.txt" in problems[0]


def test_what_is_not_there_is_told_and_the_rest_is_read(write: Write, tmp_path: Path) -> None:
    problems: list[UnreadableDocument] = []
    origins = find([tmp_path / "gone", write("a.txt", b"x")], problems.append)
    assert [origin.stem for origin in origins] == ["a"]
    assert "no such file" in str(problems[0])


def test_a_file_that_may_not_be_read_is_told_by_name(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.txt", FRENCH.encode())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in reason(path)


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FRENCH.encode())))
    [origin] = find(["-", "-"], pytest.fail)
    document = Reader(date="2021").read(origin)
    assert (document.id, document.text, document.source) == ("stdin", FRENCH, None)


def test_a_locked_pdf_says_so(write: Write) -> None:
    writer, stream = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(stream)
    assert "password" in reason(write("locked.pdf", stream.getvalue()))


def markup(body: str) -> bytes:
    """A Word file whose document part has this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    source, stream = zipfile.ZipFile(io.BytesIO(word(FRENCH))), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            wanted = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
            archive.writestr(part, wanted if part == "word/document.xml" else source.read(part))
    return stream.getvalue()


HOSTILE = {
    "spans.html": b"<p>" + b"<span>x </span>" * 300_000,
    "links.html": b"<a href=x>y</a>" * 200_000,
    "header.eml": b"From: " + b"=?utf-8?q?a?= " * 60_000 + b"\n\n" + FRENCH.encode(),
    "nested.eml": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    ),
    "loop.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
    b"/Kids [2 0 R 2 0 R] /Count 100000000 >>\nendobj\ntrailer << /Size 3 /Root 1 0 R >>\n%%EOF",
    "brackets.pdf": b"%PDF-1.4\n" + b"[" * 1_000_000,
    "wide.docx": markup(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "long.docx": markup("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 700_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_take_little_time(write: Write, name: str) -> None:
    path = write(name, HOSTILE[name])
    start = time.monotonic()
    try:
        read(path)
    except UnreadableDocument as error:
        assert str(path) in str(error)
    assert time.monotonic() - start < 10


def test_a_word_file_does_not_read_other_files(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words", encoding="utf-8")
    data = markup("<w:p><w:r><w:t>Le ministre est &a; ici.</w:t></w:r></w:p>")
    source, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
                content = entity.encode() + content
            archive.writestr(part, content)
    with suppress(UnreadableDocument):
        assert "secret words" not in read(write("entity.docx", stream.getvalue())).text


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".eml", ".html"])
def test_damaged_bytes_are_text_or_a_reason_never_a_crash(write: Write, suffix: str) -> None:
    chance = random.Random(suffix)
    whole = {
        ".pdf": pdf(FRENCH.strip()),
        ".docx": word(FRENCH, table=("a", "b")),
        ".eml": b"From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n<p>" + FRENCH.encode(),
        ".html": b"<html><head><meta charset=utf-8></head><body><p>"
        + FRENCH.encode() * 3
        + b"</p></body></html>",
    }[suffix]
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(UnreadableDocument):
            assert read(write(f"x{suffix}", bytes(data)), language="fr").text
