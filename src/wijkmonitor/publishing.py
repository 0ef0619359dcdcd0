"""Why a snapshot could not be published, said as a fault: somebody else was first, the disk is full, it was withdrawn."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from wijkmonitor import catalogue, file_lock, publications
from wijkmonitor.fault import Fault, InputFaults
from wijkmonitor.publications import Withdrawal
from wijkmonitor.text import Text, date

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def one_at_a_time(folder: Path, *, wait: bool) -> Iterator[None]:
    """Make a snapshot of the municipality in ``folder`` without anybody else doing so meanwhile.

    Raises :class:`InputFaults` with one fault when somebody else is at it (unless ``wait``), or when nothing can be written.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(catalogue.building(folder, wait=wait))
        except file_lock.Taken:
            raise InputFaults([_somebody_else()]) from None
        except OSError as stopped:
            raise InputFaults([not_written(folder, stopped)]) from stopped
        yield


@contextmanager
def drafted(folder: Path) -> Iterator[Path]:
    """An empty folder to write a snapshot into and publish it from; nothing half is left behind.

    Raises :class:`InputFaults` with one fault when it cannot be written, or when it was withdrawn before.
    """
    try:
        with catalogue.publishing(folder) as draft:
            yield draft
    except catalogue.AlreadyWithdrawn as wrong:
        raise InputFaults([_withdrawn(wrong.withdrawal)]) from None
    except OSError as stopped:
        raise InputFaults([not_written(folder, stopped)]) from stopped


def not_written(folder: Path, stopped: OSError) -> Fault:
    """That something in the folder of the snapshots of a municipality could not be written, and what to do."""
    if stopped.errno in _DISK_FULL:
        found = Text(nl="de schijf is vol", en="the disk is full")
        expected = Text(nl="ruimte voor een nieuwe momentopname", en="room for a new snapshot")
        remedy = Text(nl="Maak ruimte vrij en probeer het opnieuw.", en="Make room and try again.")
    elif stopped.errno in _READ_ONLY:
        found = Text(nl="hier mag niet worden geschreven", en="writing is not allowed here")
        expected = Text(nl="een map waarin het programma mag schrijven", en="a folder the program may write in")
        remedy = Text(nl="Geef het programma schrijfrechten op deze map.", en="Let the program write in this folder.")
    else:
        found = Text(nl="schrijven lukte niet ({w})", en="writing failed ({w})").fill(w=stopped.strerror or "?")
        expected = Text(nl="een schijf waarop geschreven kan worden", en="a disk that can be written")
        remedy = Text(nl="Controleer de schijf en probeer het opnieuw.", en="Check the disk and try again.")
    return Fault(catalogue.snapshots_folder(folder).name, found, expected, _untouched(remedy))


def _untouched(remedy: Text) -> Text:
    words = Text(
        nl="{r} Wat er al gepubliceerd was, is niet veranderd.", en="{r} What was published before has not changed."
    )
    return words.fill(r=remedy)


def _somebody_else() -> Fault:
    return Fault(
        publications.SNAPSHOTS,
        Text(
            nl="op dit moment maakt iemand anders, of de server, al een momentopname van deze gemeente",
            en="somebody else, or the server, is making a snapshot of this municipality at this moment",
        ),
        Text(nl="één tegelijk; wie het eerst begon gaat voor", en="one at a time; whoever began first goes first"),
        Text(
            nl="Wacht tot die klaar is, kijk wat er is gepubliceerd en probeer het dan opnieuw.",
            en="Wait until that is done, look at what was published and then try again.",
        ),
    )


def _withdrawn(wrong: Withdrawal) -> Fault:
    found = Text(
        nl="deze bestanden geven precies momentopname {id}, die op {d} is ingetrokken: {r}",
        en="these files give exactly snapshot {id}, which was withdrawn on {d}: {r}",
    )
    told = {"id": wrong.id, "r": wrong.reason}
    return Fault(
        f"{publications.SNAPSHOTS}/{wrong.id}",
        Text(
            nl=found.nl.format(**told, d=date(wrong.at.date(), "nl")),
            en=found.en.format(**told, d=date(wrong.at.date(), "en")),
        ),
        Text(nl="bestanden waarin de fout is hersteld", en="files in which the error has been mended"),
        Text(nl="Herstel de fout in de bestanden en probeer het opnieuw.", en="Mend the files and try again."),
    )
