"""The rest of the demo's pupils, dealt from lists of names: enough to fill lists and searches.

The same pupils at every seeding. First and last names are dealt within one origin, as names
go together in life; nobody of them exists.
"""

from __future__ import annotations

from itertools import product
from random import Random

from pupils.demo.roster import ROSTER, Entry

NAMES = (
    (
        "Nora Jakob Emma Noah Olivia Oskar Ella Filip Maja Isak Sofie Aksel Frida Odin Tuva Theo "
        "Iben Eirik Hedda Sivert Maren Håkon Vilde Trygve Synne Jørgen Åse-Marie Birk Liv-Ragnhild",
        "Aasen Bråten Dahlberg Eikeland Fossheim Grimstad Haugland Indrebø Kjærstad Langøy "
        "Mosvold Nygård Opheim Rødland Sletten Tangen Ulvestad Vassbotn Øygarden Årdal",
    ),
    ("Áilu Elle Máhtte Inger-Ánne Nils-Ásllak Sárá", "Sara Anti Valkeapää Nango Buljo"),
    ("Zofia Kacper Oliwia Mateusz Maja Łukasz", "Wójcik Mazur Kowalczyk Piątek Szymański"),
    ("Ayaan Ilyas Hamdi Zakariya Sumaya", "Abdullahi Osman Jimale Farole Elmi"),
    ("Lina Yousef Maryam Karim Salma", "Al-Masri Khoury Saleh Mansour Haidar"),
    ("Kavya Aran Mathura Sanjay", "Rajan Kumaran Selvam Nathan"),
    ("Sofiia Danylo Zlata Bohdan", "Melnyk Tkachenko Lysenko Moroz"),
    ("Minh Anh Khoa Linh Bao Tran", "Hoang Vo Dang Bui"),
    ("Elif Emre Zeynep Kaan", "Aydın Çelik Şahin Öztürk"),
    ("Feven Natnael Selam Yonas", "Tesfay Haile Berhane Kidane"),
)
_SIZES = {"Fjordvik vgs": 158, "Elvebyen vgs": 112, "Skogheim vgs": 64, "": 6}
_CLASSES = {
    "Fjordvik vgs": "1STA 1STB 1HOA 1BAA 1ELA 1TPA 1RMA 2STA 2STB 2HOA 2BAA 2ELA 2TPA 3STA 3PBA",
    "Elvebyen vgs": "1STA 1IDA 1IMA 1NAA 1SRA 1TPA 2STA 2IDA 2IMA 2NAA 2SRA 2TPA 3STA 3IDA 3PBA",
    "Skogheim vgs": "1STA 1HOA 1BAA 1NAA 2STA 2HOA 2BAA 2NAA 3STA",
    "": "",
}
_AGES = {"1": (15, 16, 16, 17), "2": (16, 17, 17, 18), "3": (18, 18, 19, 20)}
_OUTSIDE_SCHOOL = (16, 17, 18, 19, 20, 21)


def _names(rng: Random) -> list[tuple[str, str]]:
    """Return every first and last name that go together, shuffled, without the roster's."""
    known = {(entry.first_name, entry.last_name) for entry in ROSTER}
    pairs = {
        pair
        for first_names, last_names in NAMES
        for pair in product(first_names.split(), last_names.split())
    }
    return rng.sample(ordered := sorted(pairs - known), len(ordered))


def _crowd() -> tuple[Entry, ...]:
    rng = Random("navskole")  # noqa: S311 - deals fictional names
    names = iter(_names(rng))
    entries = []
    for school, size in _SIZES.items():
        classes = _CLASSES[school].split()
        for number in range(size):
            class_name = classes[number % len(classes)] if classes else ""
            age = rng.choice(_AGES[class_name[0]] if class_name else _OUTSIDE_SCHOOL)
            entries.append(Entry(*next(names), age, class_name, school))
    return tuple(entries)


CROWD = _crowd()
