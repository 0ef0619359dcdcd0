"""A PDF as a screen reader and a tester read it: text per page, tags, bookmarks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdf

NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page on one line."""
    return [" ".join(page.extract_text().split()) for page in opened(pdf).pages]


def squeezed(words: str) -> str:
    """Text without any space, to compare what may be broken over lines."""
    return re.sub(r"[\s\u200b]+", "", words)


def numbers(words: str) -> set[str]:
    """Every number as a reader sees it: ``75%``, ``1.234,5``."""
    return set(NUMBER.findall(words))


def tags(reader: pypdf.PdfReader) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every element of the structure tree, in the order of reading."""

    def walk(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for one in node:
                yield from walk(one)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])


def tagged(reader: pypdf.PdfReader, kind: str) -> list[pypdf.generic.DictionaryObject]:
    return [one for one in tags(reader) if one["/S"] == f"/{kind}"]


def bookmarks(reader: pypdf.PdfReader) -> list[str]:
    """Titles of the outline of the first level."""
    return [str(one.title) for one in reader.outline if not isinstance(one, list)]


def slide_texts(pdf: bytes) -> list[str]:
    """Per bookmark of the first level the text of its pages: a slide may go on."""
    reader, pages = opened(pdf), page_texts(pdf)
    starts = [reader.get_destination_page_number(one) for one in reader.outline if not isinstance(one, list)]
    return [" ".join(pages[start:end]) for start, end in zip(starts, [*starts[1:], len(pages)], strict=True)]
