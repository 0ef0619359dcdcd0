"""What the documents say is what the program does."""

import re
from pathlib import Path

import pytest

from wijkmonitor.__main__ import main
from wijkmonitor.dictionary import as_markdown
from wijkmonitor.edition import Dataset
from wijkmonitor.indicators import REGISTRY

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "voorbeeldstad" / "README.md"]


@pytest.mark.parametrize(("lang", "name"), [("en", "data-dictionary.md"), ("nl", "data-dictionary.nl.md")])
def test_the_data_dictionary_is_up_to_date(lang, name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == as_markdown(lang)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("dataset", list(Dataset))
def test_a_template_has_the_columns_of_the_dictionary(dataset, tmp_path):
    out = tmp_path / "leeg.csv"
    assert main(["template", dataset.value, "-o", str(out)]) == 0
    header = out.read_text(encoding="utf-8-sig").splitlines()[0]
    section = as_markdown("en").split(f"### `{dataset.value}`")[1].split("###")[0]
    for column in header.split(";"):
        assert column.strip('"') in section


def test_every_indicator_has_a_method_described():
    methods = " ".join(f.read_text(encoding="utf-8") for f in (ROOT / "docs" / "methods").glob("*.md"))
    for word in ("Wilson", "Taylor", "Garwood", "Marshall", "z-score"):
        assert word.lower() in methods.lower()
    assert len(REGISTRY) > 30
