from wijkmonitor.ui import menu

ENTRIES = [entry for section in menu.SECTIONS for entry in section.entries]


def test_every_address_is_unique_and_plain():
    stems = [entry.stem for entry in ENTRIES]
    assert len(set(stems)) == len(stems)
    assert all(stem.isascii() and stem == stem.lower() and stem.isidentifier() for stem in stems)


def test_only_existing_files_are_pages(one_page):
    assert [(entry.stem, path) for entry, path in menu.existing().items()] == [("overzicht", one_page)]


def test_every_page_file_of_the_project_is_in_the_menu():
    known = {(section.folder, entry.stem) for section in menu.SECTIONS for entry in section.entries}
    files = {(path.parent.name, path.stem) for path in menu.PAGES_FOLDER.glob("*/*.py")}
    assert files <= known


def test_no_page_hides_an_address_of_the_server():
    assert not {entry.stem for entry in ENTRIES} & {"healthz", "assets", "maps", "static", "media", "component"}
