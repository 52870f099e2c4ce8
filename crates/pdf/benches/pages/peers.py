"""How fast other programs read, rewrite and show the same files: peers.py FOLDER

They do less than we do: none of them draws a page anew, tags it or proves it. What is not installed is said."""
import importlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


def told(name, what, files, pages, work):
    begun = time.perf_counter()
    size = sum(work(file) or 0 for file in files)
    took = time.perf_counter() - begun
    written = f", {size} bytes written" if size else ""
    print(f"{name}, {what}: {pages / took:.0f} pages a second{written}")


def library(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed")
        return None


def run_by(command):
    def work(file):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as out:
            line = [part.format(file=file, out=out.name) for part in command]
            subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return pathlib.Path(out.name).stat().st_size

    return work


def main(folder):
    files = sorted(pathlib.Path(folder).rglob("*.pdf"))
    pdfium = library("pypdfium2")
    mupdf = library("pymupdf")
    if pdfium:
        pages = sum(len(pdfium.PdfDocument(file)) for file in files)
    elif mupdf:
        pages = sum(len(mupdf.open(file)) for file in files)
    else:
        return
    if mupdf:

        def read(file):
            for page in mupdf.open(file):
                page.get_text("rawdict")

        def show(file):
            for page in mupdf.open(file):
                page.get_pixmap(dpi=100)

        def clean(file):
            return len(mupdf.open(file).tobytes(garbage=4, clean=True, deflate=True))

        told("PyMuPDF", "read with a box per glyph", files, pages, read)
        told("PyMuPDF", "show at 100 dpi", files, pages, show)
        told("PyMuPDF", "rewrite", files, pages, clean)
    if pdfium:

        def show(file):
            for page in pdfium.PdfDocument(file):
                page.render(scale=100 / 72).to_numpy()

        def read(file):
            for page in pdfium.PdfDocument(file):
                text = page.get_textpage()
                for index in range(text.count_chars()):
                    text.get_charbox(index)

        told("PDFium", "read with a box per glyph", files, pages, read)
        told("PDFium", "show at 100 dpi", files, pages, show)
    for name, command in {
        "qpdf": ["qpdf", "--object-streams=generate", "{file}", "{out}"],
        "mutool": ["mutool", "clean", "-gggg", "-z", "{file}", "{out}"],
    }.items():
        if shutil.which(name):
            told(name, "rewrite", files, pages, run_by(command))
        else:
            print(f"{name} is not installed")


main(sys.argv[1])
