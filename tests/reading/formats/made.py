"""Documents made for the tests: Word, Excel, OLE and PDF files, sound and faulty."""

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import md5
from pathlib import Path
from struct import pack

import matplotlib
from fontTools import subset
from matplotlib import pyplot
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D

from helpers.output.style import font_path

DATA = Path(__file__).with_name("data")
A4 = (595, 842)  # points
PAD = 4
FONT_FOLDER = tempfile.TemporaryDirectory(prefix="font-of-tests-")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip container of these parts."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return box.getvalue()


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """A zip container with some of its parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | change)


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this XML as its body; other parts by their role, with XML as their content."""
    related = "".join(
        f'<Relationship Id="r{role}" Type="{OFFICE}/{role.rstrip("0123456789")}" Target="{role}.xml"/>'
        for role in parts
    )
    return zipped(
        {
            "[Content_Types].xml": f"{HEAD}<Types/>",
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
        }
        | {f"word/{role}.xml": f"{HEAD}{content.replace('>', f' {NAMESPACES}>', 1)}" for role, content in parts.items()}
    )


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; runs that are not XML become text."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(r, runs))}</w:p>"


def r(text: str, properties: str = "") -> str:
    return text if text.startswith("<") else f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(map(tc, cells))}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else p(content)
    return (
        content if content.startswith(("<w:tc>", "<w:sdt>")) else f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"
    )


def pdf(*pages: Iterable[tuple]) -> bytes:
    """A PDF of A4 pages. An item is ("line", x, y, text, size) or ("table", x, y, widths, heights, cells), x and y
    being points from the top left, cells (row, column, rows, columns, lines of text)."""
    box, font = io.BytesIO(), _font()
    with matplotlib.rc_context({"pdf.fonttype": 42, "pdf.compression": 6}), PdfPages(box) as book:
        for items in pages:
            figure = pyplot.figure(figsize=(A4[0] / 72, A4[1] / 72))
            for kind, *rest in items:
                {"line": _line, "table": _table, "picture": _picture}[kind](figure, font, *rest)
            book.savefig(figure)
            pyplot.close(figure)
    return box.getvalue()


@cache
def _font() -> FontProperties:
    """The font of the figures with the characters of these tests alone, since matplotlib reads it anew for each PDF."""
    options = subset.Options(hinting=False, layout_features=[], name_IDs=["*"])
    font, cut = subset.load_font(str(font_path()), options), subset.Subsetter(options)
    tests = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.py")]
    cut.populate(text="".join(tests))
    cut.subset(font)
    file = Path(FONT_FOLDER.name) / "tests.ttf"
    font.save(file)
    return FontProperties(fname=str(file))


def _line(figure, font, x, y, text, size=12):
    figure.text(x / A4[0], 1 - y / A4[1], text, fontproperties=font, fontsize=size, va="top", parse_math=False)


def _picture(figure, font, *_):
    axes = figure.add_axes([0.1, 0.1, 0.8, 0.8])
    axes.imshow([[0, 1], [1, 0]])
    axes.set_axis_off()


def _table(figure, font, x, y, widths, heights, cells):
    lefts = [x + sum(widths[:at]) for at in range(len(widths) + 1)]
    tops = [y + sum(heights[:at]) for at in range(len(heights) + 1)]
    for row, column, rows, columns, lines in cells:
        left, right, top, bottom = lefts[column], lefts[column + columns], tops[row], tops[row + rows]
        for ends in (((left, right), (top, top)), ((left, right), (bottom, bottom)), ((left, left), (top, bottom))):
            _rule(figure, *ends)
        _rule(figure, (right, right), (top, bottom))
        for at, text in enumerate(lines):
            _line(figure, font, left + PAD, top + PAD + 12 * at, text, 10)


def _rule(figure, across, down):
    figure.add_artist(Line2D([x / A4[0] for x in across], [1 - y / A4[1] for y in down], color="black", lw=0.5))


def filled(rows: list[list[str]]) -> list[tuple]:
    """Cells of a plain table for `pdf`."""
    return [(row, column, 1, 1, [text]) for row, texts in enumerate(rows) for column, text in enumerate(texts)]


def objects(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def one_page(content: bytes, entries: bytes = b"", trailer: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page with this content stream, and Helvetica as F1."""
    return objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        b">>",
        stream(content, entries),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
        trailer=trailer,
    )


def flate_bomb(size: int) -> bytes:
    """A PDF whose page unpacks to so many bytes of operators, about 500 times as many as it has."""
    block = b"0 0 m 1 1 l S\n" * 100_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, count, check = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH), size // len(block), 1
    for _ in range(count):
        check = zlib.adler32(block, check)
    return one_page(b"\x78\xda" + packed * count + b"\x03\x00" + pack(">I", check), b"/Filter /FlateDecode")


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def encrypted_pdf(password: bytes) -> bytes:
    """A PDF that opens with this password alone: RC4 of 40 bits, as section 7.6 of the standard has it."""
    user = (password + PADDING)[:32]
    owner, identity, rights = b"o" * 32, b"i" * 16, -4
    key = md5(user + owner + pack("<i", rights) + identity).digest()[:5]
    content = rc4(md5(key + pack("<I", 4)[:3] + b"\0\0").digest()[:10], b"BT /F1 12 Tf 72 700 Td (secret) Tj ET")
    entries = b"<< /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P %d >>" % (
        owner.hex().encode(),
        rc4(key, PADDING).hex().encode(),
        rights,
    )
    ids = identity.hex().encode()
    return one_page(content, b"", b"/Encrypt 6 0 R /ID [<%b> <%b>]" % (ids, ids), entries)


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(streams: dict[str, bytes], embedded: dict[str, bytes] | None = None, far: bool = False) -> bytes:
    """An OLE container of these streams, each at least 4096 bytes long in it; `embedded` lie in their own storage. With
    `far`, a sector of its own says where the table of sectors is, as in large files."""
    bodies = {name: body.ljust(4096, b"\0") for name, body in (streams | (embedded or {})).items()}
    entries, sectors = _folder(streams, embedded or {}), []
    n_folder = -(-len(entries) // 4)
    starts, at = {}, 1 + n_folder
    for name, body in bodies.items():
        starts[name] = at
        at += -(-len(body) // 512)
    chain = [TABLE, *range(2, 1 + n_folder), END]
    for name, body in bodies.items():
        count = -(-len(body) // 512)
        chain += [*range(starts[name] + 1, starts[name] + count), END]
        sectors.append(body.ljust(count * 512, b"\0"))
    assert len(chain) <= 128, "one sector of the table is enough for these tests"
    table = pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    folder = b"".join(_entry(*entry, starts.get(entry[0], END), len(bodies.get(entry[0], b""))) for entry in entries)
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    last = len(chain) if far else END  # the sector that names those of the table, where the header does not
    header += pack("<IIIIIIII", 1, 1, 0, 4096, END, 0, last, int(far)) + pack("<I", FREE if far else 0)
    header += pack("<108I", *[FREE] * 108)
    sectors += [pack("<128I", 0, *[FREE] * 126, END)] if far else []
    return header + table + folder.ljust(n_folder * 512, b"\0") + b"".join(sectors)


def _folder(streams: dict, embedded: dict) -> list[tuple]:
    """Entries as (name, type, right, child): streams of a storage hang together as a list."""
    top = [*streams, *(["ObjectPool"] if embedded else [])]
    entries = [("Root Entry", 5, FREE, 1)]
    for at, name in enumerate(top, 1):
        right = at + 1 if at < len(top) else FREE
        inside = len(top) + 1 if name == "ObjectPool" else FREE
        entries.append((name, 1 if name == "ObjectPool" else 2, right, inside))
    for at, name in enumerate(embedded, len(top) + 1):
        entries.append((name, 2, at + 1 if at < len(top) + len(embedded) else FREE, FREE))
    return entries


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    middle = pack("<HBBIII", len(text), kind, 1, FREE, right, child) + bytes(36)
    return text.ljust(64, b"\0") + middle + pack("<III", start, size, 0)
