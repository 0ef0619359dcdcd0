"""What may be handed in, and what is refused with a clear message."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmonitor.responses import rules

FINE = [
    "In onze straat kent iedereen elkaar, dat zie ik niet terug.",
    "De Hommel is op dinsdag dicht, dus van 2023 EN 2024 klopt dit niet.",
    "Dit was in 2024 en 2025 anders: 40% of 12 van de 30 mensen.",
    "Het kost 1.250 euro per jaar, minder dan 3 < 5 keer zo veel.",
    "Fijn buurthuis & mooie tuin. Ga zo door!",
    "هذا الحي جميل جدا والناس طيبون",
    "Bel gerust aan bij nummer 12, zeggen wij altijd 👩‍👧.",
    "We waren er van 09-2023 tot 10-2024, op de 1e en de 3e dinsdag.",
    "Van 01-01-2023 - 31-12-2023 was het 14 keer dicht, en op 01-02-2024 10 keer.",
    "Dat was vroeger beter in de wijk.Net als het park. Let op de data: die kloppen niet.",
    "Het telt 123456789 mensen, lijkt het wel.",
    "De wijk heeft 1234 bewoners, 12 straten en 5 pleinen.",
    "Aİ12 abcd efgh ijkİ klmn staat er op de muur.",
]


@pytest.mark.parametrize("words", FINE)
def test_an_ordinary_sentence_is_fine(words):
    assert rules.faults(rules.tidy(words), "resident") == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Kort.", "ten minste 10 tekens"),
        ("x" * 601, "hoogstens 600 tekens"),
        ("Kijk <script>alert(1)</script> hier", "opmaak"),
        ("Kijk < img src=x onerror=alert(1)> hier", "opmaak"),
        ("Kijk <img src=x onerror=alert(1) hier", "opmaak"),
        ("Kijk &lt;b&gt; hier eens", "opmaak"),
        ("＜script＞alert(1)＜/script＞ hier", "opmaak"),
        ("Kijk ![x](iets) hier", "opmaak"),
        ("Kijk [hier](iets) eens", "opmaak"),
        ("Kijk op http://x.nl voor meer", "webadres"),
        ("Kijk op HTTPS://voorbeeld.test/a", "webadres"),
        ("Kijk op www.voorbeeld voor meer", "webadres"),
        ("Kijk op onzebuurt.nl voor meer", "webadres"),
        ("Klik javascript:alert(1) hier", "webadres"),
        ("Mail naar jan.de.vries@voorbeeld.nl graag", "e-mailadres"),
        ("Mail naar jan (at) voorbeeld.nl graag", "e-mailadres"),
        ("Bel 0612345678 voor meer", "telefoonnummer"),
        ("Bel 06-12345678 voor meer", "telefoonnummer"),
        ("Bel 06 12 34 56 78 voor meer", "telefoonnummer"),
        ("Bel +31 6 12345678 voor meer", "telefoonnummer"),
        ("Bel 0031 (0)20 123 45 67 voor meer", "telefoonnummer"),
        ("Bel (020) 123 45 67 voor meer", "telefoonnummer"),
        ("Bel 06-12-34-56-78 voor meer", "telefoonnummer"),
        ("Bel 0512-123456 voor meer", "telefoonnummer"),
        ("Bel +49 30 1234567 voor meer", "telefoonnummer"),
        ("Bel ０６１２３４５６７８ voor meer", "telefoonnummer"),
        ("Bel 06\u200d12345678 voor meer", "telefoonnummer"),
        ("Ik woon op 1234 AB 12 daar", "postcode"),
        ("Ik woon op 1234ab, nr 12 daar", "postcode"),
        ("Ik woon op 12, 1234 AB daar", "postcode"),
        ("Mijn nummer is 111222333 hoor", "burgerservicenummer"),
        ("Mijn nummer is 111.222.333 hoor", "burgerservicenummer"),
        ("Stort op NL91ABNA0417164300 graag", "rekeningnummer"),
        ("Stort op nl91 abna 0417 1643 00 graag", "rekeningnummer"),
        ("Stort op BE68 5390 0754 7034 mooi", "rekeningnummer"),
        ("Kijk eens\x00 wat hier staat", "niet te lezen"),
        ("Kijk eens \ud800 wat hier staat", "niet te lezen"),
        ("Z" + "\u0335" * 8 + "algo is hier te lezen", "niet te lezen"),
    ],
)
def test_what_is_refused_says_what_it_found(words, told):
    found = rules.faults(rules.tidy(words), "resident")
    assert [told in fault.nl for fault in found] == [True], [fault.nl for fault in found]
    assert found[0].en != found[0].nl


def test_all_faults_are_told_at_once():
    found = rules.faults(rules.tidy("<b>a@b.nl 0612345678 www.x.nl 111222333 NL91ABNA0417164300 1234AB 1"), "")
    said = " ".join(fault.nl for fault in found)
    for part in ("bewoner", "opmaak", "webadres", "e-mail", "telefoon", "postcode", "burgerservice", "rekening"):
        assert part in said, part


@pytest.mark.parametrize("sign", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u200b", "\ufeff", "\u00ad"])
def test_signs_that_deceive_are_removed(sign):
    assert rules.tidy(f"goede{sign}buurt hier") == "goedebuurt hier"


def test_words_are_composed_and_one_paragraph():
    assert rules.tidy("  cafe\u0301 \r\n\r\n en\tmeer \u2028 ") == "café en meer"
    once = rules.tidy("a\u0301\u202e b\n\nc")
    assert rules.tidy(once) == once


def test_length_counts_what_is_kept():
    assert rules.faults(rules.tidy(" " * 20 + "kort"), "resident")
    assert not rules.faults("a" * 600, "professional")


@pytest.mark.parametrize("role", ["", "mayor", "Resident"])
def test_only_two_roles(role):
    assert rules.faults("een gewone zin over de buurt", role)


def test_staff_are_pointed_at_what_may_be_a_person():
    assert [hint.nl for hint in rules.hints("Mevrouw Jansen van Kerkstraat 12 helpt iedereen")] == [
        "een straat met huisnummer",
        "een naam",
    ]
    assert rules.hints("In deze straat helpt iedereen elkaar") == ()


def test_a_reason_is_short_and_holds_no_personal_data():
    assert rules.reason_faults("ok")
    assert rules.reason_faults("bel 06-12345678")
    assert rules.reason_faults("Herkenbaar verhaal.") == ()


@given(st.text(max_size=80))
def test_any_text_is_tidied_once_and_judged(words):
    tidied = rules.tidy(words)
    assert rules.tidy(tidied) == tidied
    assert unicodedata.is_normalized("NFC", tidied)
    assert not set(tidied) & set("\n\t\u202e\u2066\u200b")
    for fault in (*rules.faults(tidied, "resident"), *rules.hints(tidied)):
        assert fault.nl
        assert fault.en


@given(st.integers(10_000_000, 999_999_999).map("{:09d}".format), st.sampled_from(["", ".", " ", "-"]))
def test_nine_digits_are_refused_when_they_pass_the_eleven_test(digits, between):
    total = sum(weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    written = between.join((digits[:3], digits[3:6], digits[6:]))
    told = any("burgerservice" in fault.nl for fault in rules.faults(f"Het nummer {written} staat hier.", "resident"))
    assert told == (total % 11 == 0)
