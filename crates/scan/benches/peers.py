"""How fast another program looks for personal data in the same text: peers.py PEER TEXT"""
import sys
import time


def presidio():
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    # No language model: these are its patterns alone, without names, at their fastest.
    class Blank(SpacyNlpEngine):
        def __init__(self):
            super().__init__()
            self.nlp = {"da": spacy.blank("da")}

        def load(self):
            pass

    registry = RecognizerRegistry(supported_languages=["da"])
    registry.load_predefined_recognizers(languages=["da"])
    engine = AnalyzerEngine(nlp_engine=Blank(), registry=registry, supported_languages=["da"])
    return lambda text: len(engine.analyze(text=text, language="da"))


def datafog():
    from datafog.processing.text_processing.regex_annotator import RegexAnnotator

    annotator = RegexAnnotator()
    return lambda text: sum(len(found) for found in annotator.annotate(text).values())


def main():
    peer, path = sys.argv[1:]
    find = {"presidio-analyzer": presidio, "datafog": datafog}[peer]()
    text = open(path, encoding="utf8").read()
    pieces = [text[at : at + 2000] for at in range(0, len(text), 2000)]
    find(pieces[0])
    started = time.perf_counter()
    done = hits = 0
    for piece in pieces:
        hits += find(piece)
        done += len(piece.encode())
        if time.perf_counter() - started > 20:
            break
    took = time.perf_counter() - started
    print(f"  {peer:33} {done / 1e6 / took:8.3f} MB/s   {hits} hits in {done / 1e6:.1f} MB, page by page")


main()
