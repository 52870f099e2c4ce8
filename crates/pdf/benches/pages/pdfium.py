"""How first pages look in PDFium beside how they look here: pdfium.py CORPUS KEPT

KEPT is what `cargo bench -p sagsbord-pdf -- --corpus CORPUS --keep KEPT` left: each file redrawn, and a picture of its
source's first page by our own engine. Needs pypdfium2, numpy and pillow."""
import pathlib
import sys

import numpy
import pypdfium2
from PIL import Image

SCALE = 1.0  # pixels a point
BLOCK = 6
TELLING = 30  # of 255


def shown(path):
    page = pypdfium2.PdfDocument(path)[0]
    image = page.render(scale=SCALE, draw_annots=True).to_pil()
    return numpy.asarray(image.convert("RGB"), dtype=numpy.int16)


def difference(one, other):
    """The share of the page's blocks whose mean differs, or None where the pages are not of one size."""
    if abs(one.shape[0] - other.shape[0]) > 2 or abs(one.shape[1] - other.shape[1]) > 2:
        return None
    height = min(one.shape[0], other.shape[0]) // BLOCK * BLOCK
    width = min(one.shape[1], other.shape[1]) // BLOCK * BLOCK
    if not height or not width:
        return None

    def means(image):
        blocks = image[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, 3)
        return blocks.mean((1, 3))

    return float((abs(means(one) - means(other)) > TELLING).any(2).mean())


def main(corpus, kept):
    found = {"redrawn": [], "engine": []}
    unread = 0
    for source in sorted(pathlib.Path(corpus).rglob("*")):
        if source.suffix.lower() != ".pdf":
            continue
        redrawn = pathlib.Path(kept) / str(source).replace("/", "_")
        if not redrawn.exists():
            continue
        try:
            before = shown(source)
            after = shown(redrawn)
        except Exception:
            unread += 1
            continue
        picture = redrawn.with_name(redrawn.name + ".png")
        looks = {"redrawn": after}
        if picture.exists():
            looks["engine"] = numpy.asarray(Image.open(picture).convert("RGB"), dtype=numpy.int16)
        for what, look in looks.items():
            share = difference(before, look)
            found[what].append((1.0 if share is None else share, source.name))
    print(f"{unread} files that PDFium does not read")
    for what, shares in found.items():
        count = max(len(shares), 1)
        parts = [
            f"{sum(share <= most for share, _ in shares)} to within {100 * most:g} %"
            for most in (0.0, 0.005, 0.02, 0.1)
        ]
        print(f"{what}: {count} first pages; alike {', '.join(parts)} of the blocks")
        for share, name in sorted(shares, reverse=True)[:60]:
            if share > 0.02:
                print(f"  {100 * share:.1f} %  {name}")


main(*sys.argv[1:3])
