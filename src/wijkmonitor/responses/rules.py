"""What a response may be: short, plain text, without what points at a person. All faults of one form are told at once.

Names cannot be recognised by a program: staff read every response before anybody else does.
"""

from __future__ import annotations

import re
import unicodedata

from wijkmonitor.responses.response import Role
from wijkmonitor.text import Text

LEAST, MOST = 10, 600
"""Length of a response in characters."""
LEAST_REASON, MOST_REASON = 3, 300
"""Length of the reason staff give with a decision."""
_MOST_MARKS = 3

# Signs that turn the order of reading, and signs without width: they only serve to make a text look like another one.
# The joiners (U+200C, U+200D) stay: Persian and emoji need them.
_DECEIVING = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_SPACE = re.compile(r"\s+")
_NO_TEXT = {"Cc", "Cs", "Co"}

_TAG = re.compile(r"<\s*[/!?]?\s*[A-Za-z][^<>]*>?|<!--|&(?:#\w+|[A-Za-z]{2,8});")
_MARK_UP = re.compile(r"\]\s*\(|!\[|\[[^\]]*\]\s*[\[:]")
_LINK = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\b(?:javascript:|mailto:|data:\w+/|tel:\+?\d)"
    # Only endings that are no Dutch words: a space is easily forgotten ("de wijk.Net als vroeger").
    r"|(?<![@\w])[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|frl)\b",
    re.IGNORECASE,
)
_E_MAIL = re.compile(r"[^\s@]+\s?(?:@|\(at\)|\[at\])\s?[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)[\s.-]?31[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)[1-9](?:\)?[\s./-]{0,3}\d){8}(?!\d)"
    r"|(?<!\d)\+[\s.-]?[1-9](?:[\s./()-]{0,3}\d){7,13}(?!\d)"
)
_POSTCODE = r"\b[1-9]\d{3}(?:\s?(?!EN\b|OF\b)[A-Z]{2}|[a-z]{2})\b"
_ADDRESS = re.compile(
    rf"{_POSTCODE}\s*,?\s*(?:nr\.?|nummer|no\.?|number)?\s*\d{{1,5}}\b|\b\d{{1,5}}\s?[a-zA-Z]?\s*,?\s*{_POSTCODE}"
)
_DAY = re.compile(r"(?<![\d./-])\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d{2}(?![-./]?\d)")
_NINE_DIGITS = re.compile(r"(?<![\d])\d(?:[ .-]?\d){8}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE | re.ASCII)
_SHORTEST_IBAN = 15

_STREET = re.compile(
    r"\b\w+(?:straat|laan|weg|plein|hof|kade|singel|gracht|dijk|pad|plantsoen|dreef|street|road)\s+\d+", re.IGNORECASE
)
_ADDRESSED = re.compile(r"\b(?i:meneer|mevrouw|dhr|mevr|mw|familie|mr|mrs|ms)\b\.?\s+[A-Z]\w+")

_SHORT = Text(
    nl="Schrijf ten minste {n} tekens; het zijn er nu {found}.", en="Write at least {n} characters; now it is {found}."
)
_LONG = Text(
    nl="Schrijf hoogstens {n} tekens; het zijn er nu {found}.", en="Write at most {n} characters; now it is {found}."
)
_NO_ROLE = Text(
    nl="Kies of u schrijft als bewoner of als professional.",
    en="Choose whether you write as a resident or as a professional.",
)
_CONTROL = Text(
    nl="In de tekst staan tekens die niet te lezen zijn. Typ de tekst opnieuw.",
    en="The text holds signs that cannot be read. Type it again.",
)
_NO_MARK_UP = Text(
    nl="In de tekst staat opmaak of programmacode (zoals <b> of [tekst](adres)). Schrijf gewone zinnen.",
    en="The text holds mark-up or program code (such as <b> or [text](address)). Write plain sentences.",
)
_NO_LINK = Text(
    nl="In de tekst staat een webadres. Laat dat weg en schrijf op wat u wilt zeggen.",
    en="The text holds a web address. Leave it out and write down what you want to say.",
)
_PERSONAL = Text(
    nl="In de tekst lijkt {what} te staan. Laat namen en adressen weg.",
    en="The text seems to hold {what}. Leave out names and addresses.",
)
_WHAT_E_MAIL = Text(nl="een e-mailadres", en="an e-mail address")
_WHAT_PHONE = Text(nl="een telefoonnummer", en="a telephone number")
_WHAT_ADDRESS = Text(nl="een postcode met huisnummer", en="a postcode with a house number")
_WHAT_BSN = Text(nl="een burgerservicenummer", en="a citizen service number (BSN)")
_WHAT_IBAN = Text(nl="een rekeningnummer", en="a bank account number")
_HINT_STREET = Text(nl="een straat met huisnummer", en="a street with a house number")
_HINT_NAME = Text(nl="een naam", en="a name")


def tidy(words: str) -> str:
    """The words as they are kept: composed (NFC), in one paragraph, without signs that turn or hide the text."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", _DECEIVING.sub("", words))).strip()


def faults(words: str, role: str) -> tuple[Text, ...]:
    """Everything that is wrong with a response; empty when it may be handed in. ``words``: already :func:`tidy`."""
    told = [] if role in set(Role) else [_NO_ROLE]
    return (*told, *_of_length(words, LEAST, MOST), *_of_content(words))


def reason_faults(reason: str) -> tuple[Text, ...]:
    """Everything that is wrong with the reason of a decision, which may be shown to all. ``reason``: already :func:`tidy`."""
    return (*_of_length(reason, LEAST_REASON, MOST_REASON), *_of_content(reason))


def hints(words: str) -> tuple[Text, ...]:
    """What staff should look at with care: it may point at a person, but need not."""
    found = ((_STREET, _HINT_STREET), (_ADDRESSED, _HINT_NAME))
    return tuple(what for pattern, what in found if pattern.search(_as_read(words)))


def _of_length(words: str, least: int, most: int) -> list[Text]:
    if len(words) < least:
        return [_SHORT.fill(n=least, found=len(words))]
    return [_LONG.fill(n=most, found=len(words))] if len(words) > most else []


def _of_content(words: str) -> list[Text]:
    read = _as_read(words)
    told = [_CONTROL] if _is_unreadable(words) else []
    told += [_NO_MARK_UP] if _TAG.search(read) or _MARK_UP.search(read) else []
    e_mail = bool(_E_MAIL.search(read))
    told += [_NO_LINK] if _LINK.search(_E_MAIL.sub(" ", read)) else []
    rest, account = _without_accounts(read)
    rest = _DAY.sub(" day ", rest)
    other = _PHONE.sub(" ", rest)  # nine digits of a telephone number may pass the test of a BSN
    found = {
        _WHAT_E_MAIL: e_mail,
        _WHAT_PHONE: other != rest,
        _WHAT_ADDRESS: bool(_ADDRESS.search(read)),
        _WHAT_BSN: any(_passes_eleven_test(nine) for nine in _NINE_DIGITS.findall(other)),
        _WHAT_IBAN: account,
    }
    return told + [_PERSONAL.fill(what=what) for what, there in found.items() if there]


def _as_read(words: str) -> str:
    """The words as an eye reads them: full-width digits as digits, and nothing without width in between."""
    wide = unicodedata.normalize("NFKC", words)
    return "".join(sign for sign in wide if unicodedata.category(sign) != "Cf")


def _is_unreadable(words: str) -> bool:
    marks = 0
    for sign in words:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in _NO_TEXT or marks > _MOST_MARKS:
            return True
    return False


def _passes_eleven_test(written: str) -> bool:
    """The check of a BSN: 9, 8, ... 2 and -1 times its digits add up to a multiple of 11."""
    digits = [int(sign) for sign in written if sign.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


def _without_accounts(words: str) -> tuple[str, bool]:
    """The words without account numbers, and whether there were any."""
    rest = _IBAN.sub(lambda found: " " if _begins_with_iban(found[0]) else found[0], words)
    return rest, rest != words


def _begins_with_iban(written: str) -> bool:
    """The check of ISO 13616: the remainder by 97 is 1. A word that follows may have been read along."""
    compact = written.replace(" ", "").upper()
    for end in range(_SHORTEST_IBAN, len(compact) + 1):
        turned = compact[4:end] + compact[:4]
        if int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1:
            return True
    return False
