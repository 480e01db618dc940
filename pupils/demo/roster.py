"""The demo's sixty pupils that stories are told of: name, age, class. Nobody of them exists."""

from __future__ import annotations

from dataclasses import dataclass

PROGRAMMES = {
    "ST": "Studiespesialisering",
    "PB": "Påbygging til generell studiekompetanse",
    "ID": "Idrettsfag",
    "HO": "Helse- og oppvekstfag",
    "BA": "Bygg- og anleggsteknikk",
    "EL": "Elektro og datateknologi",
    "TP": "Teknologi- og industrifag",
    "RM": "Restaurant- og matfag",
    "SR": "Salg, service og reiseliv",
    "IM": "Informasjonsteknologi og medieproduksjon",
    "NA": "Naturbruk",
}


@dataclass(frozen=True)
class Entry:
    """One pupil; an empty school is "Ikke i skole"."""

    first_name: str
    last_name: str
    age: int
    class_name: str = ""
    school: str = ""

    @property
    def name(self) -> str:
        """First and last name, by which the stories find the pupil."""
        return f"{self.first_name} {self.last_name}"

    @property
    def level(self) -> str:
        """The level's code: "2HOA" is Vg2."""
        return f"vg{self.class_name[0]}"

    @property
    def programme_area(self) -> str:
        """The programme in words: "2HOA" is Helse- og oppvekstfag."""
        return PROGRAMMES[self.class_name[1:3]]


_FJORDVIK = [
    ("Ida Marie", "Solbakken", 17, "2HOA"),
    ("Mohamed Abdi", "Yusuf", 18, "2BAA"),
    ("Kornelia", "Nowak", 16, "1RMA"),
    ("Jonas", "Ytterdal", 17, "2ELA"),
    ("Iŋgá Biret", "Somby", 18, "3STA"),
    ("Omar", "Al-Hassan", 16, "1BAA"),
    ("Thi Mai", "Tran", 18, "3STA"),
    ("Marius", "Skjelvik", 19, "3PBA"),
    ("Elise", "Granlund", 17, "2STA"),
    ("Abirami", "Sivanesan", 18, "3STB"),
    ("Daryna", "Shevchenko", 16, "1HOA"),
    ("Sander", "Myklebust", 18, "2TPA"),
    ("Hodan", "Warsame Nur", 20, "3PBA"),
    ("Emil André", "Haugstad", 16, "1ELA"),
    ("Aisha", "Noor Farah", 17, "2HOA"),
    ("Vetle", "Åmodt", 17, "2BAA"),
    ("Julie", "Kvernberg", 16, "1STA"),
    ("Bartosz", "Zieliński", 17, "2BAA"),
    ("Ánte-Mihkkal", "Gaup", 16, "1TPA"),
    ("Leah", "Ødegaard-Ness", 15, "1STA"),
    ("Tuan Kiet", "Pham", 18, "3STB"),
    ("Rania", "Haddad", 17, "2STB"),
    ("Oskar", "Fjellvang", 18, "3STA"),
    ("Solfrid", "Ænes", 16, "1HOA"),
    ("Nathan", "Gebremedhin", 17, "2ELA"),
    ("Kristina", "Petrauskaitė", 16, "1RMA"),
    ("Yusuf", "Demir", 19, "3PBA"),
    ("Mathilde", "Østby-Åsen", 17, "2STA"),
    ("Ahmad", "Rahimi", 21, "3PBA"),
    ("Lukas", "Hjelmeland", 17, "2TPA"),
    ("Tiril", "Sørgård", 15, "1STA"),
    ("Johannes", "Iversen-Vik", 16, "1ELA"),
    ("Sunniva", "Torgersen", 18, "3STB"),
    ("Zahra", "Mousavi", 17, "2HOA"),
]
_ELVEBYEN = [
    ("Karoline", "Blakstad", 17, "2SRA"),
    ("Bilal", "Chaudhry", 18, "2TPA"),
    ("Sigrid", "Elvestad", 16, "1IMA"),
    ("Maksym", "Bondarenko", 19, "3PBA"),
    ("Ánde", "Utsi", 16, "1NAA"),
    ("Linnéa", "Bergström", 17, "2IDA"),
    ("Henrik", "Løvås", 16, "1TPA"),
    ("Fatuma Ali", "Hirsi", 18, "3STA"),
    ("Piotr", "Kamiński", 17, "2IMA"),
    ("Guro", "Stølen", 16, "1SRA"),
    ("Kim Anh", "Le", 15, "1STA"),
    ("Amalie", "Rønning", 17, "2STA"),
    ("Tharsan", "Kandiah", 18, "3IDA"),
    ("Ole-Jakob", "Hætta", 17, "2NAA"),
    ("Selma", "Björk", 16, "1IDA"),
]
_SKOGHEIM = [
    ("Andreas", "Skoglund", 18, "2NAA"),
    ("Hawa", "Diallo", 17, "2HOA"),
    ("Lena", "Grønvold", 16, "1HOA"),
    ("Rávdná", "Eira", 17, "2NAA"),
    ("Szymon", "Lewandowski", 16, "1BAA"),
    ("Mustafa", "Yıldız", 18, "3STA"),
    ("Ingeborg", "Furuseth", 15, "1STA"),
    ("Bao", "Nguyen", 17, "2BAA"),
    ("Erik", "Åsheim", 19, "3STA"),
    ("Samira", "Karimi", 16, "1STA"),
]
_OUTSIDE = [("Kevin", "Rødseth", 20)]

ROSTER = (
    *(Entry(*facts, school="Fjordvik vgs") for facts in _FJORDVIK),
    *(Entry(*facts, school="Elvebyen vgs") for facts in _ELVEBYEN),
    *(Entry(*facts, school="Skogheim vgs") for facts in _SKOGHEIM),
    *(Entry(*facts) for facts in _OUTSIDE),
)
STRICT_ADDRESS = "Elise Granlund"
CONFIDENTIAL_ADDRESS = "Daryna Shevchenko"
RELATIVE_OF_COUNSELLOR = "Ánde Utsi"
NO_RELATIVE = "Zahra Mousavi"
LEFT_SCHOOL = "Lukas Hjelmeland"
