"""What happens in the test world: who there is, and what each document tells."""

from __future__ import annotations

from collections.abc import Callable

from compose import Draft, Person, Who, agreement, attends, contact, gathering, visit

P = Person
PERSONS = {
    # many spellings
    "morozov": P(
        "RU",
        ("Sergueï Morozov", "Serguei Morozov", "Sergueï Morozov"),
        ("Sergey Morozov", "Sergei Morozov", "Sergei Morosov"),
        (("2021", "fm"),),
    ),
    "choukri": P(
        "EG",
        ("Chérif Choukri", "Cherif Choukry", "Shérif Choukri"),
        ("Sherif Shoukry", "Sherif Shukri", "Sherif Shoukri"),
        (("2021", "fm"),),
    ),
    "rahimi": P(
        "IR",
        ("Hossein Rahimi", "Houssein Rahimi", "Rahimi Hossein"),
        ("Hussein Rahimi", "Hossein Raheemi"),
        (("2021", "fm"),),
    ),
    "mansouri": P(
        "LY",
        ("Khaled al-Mansouri", "Khaled El Mansouri", "Khaled Mansouri"),
        ("Khalid Al Mansuri", "Khaled al-Mansuri"),
        (("2021", "fm"),),
    ),
    "tkatchenko": P(
        "UA",
        ("Volodymyr Tkatchenko", "Volodymyr Tkatchenko"),
        ("Volodymyr Tkachenko", "Volodymyr Tkachenko"),
        (("2021", "fm"),),
    ),
    "beridze": P(
        "GE", ("Guiorgui Beridzé", "Giorgui Beridze"), ("Giorgi Beridze", "Giorgy Beridze"), (("2021", "fm"),)
    ),
    "tleubekov": P(
        "KZ",
        ("Mourat Tleoubekov", "Murat Tleoubekov"),
        ("Murat Tleubekov", "Murat Tleubekow"),
        (("2021", "fm"),),
    ),
    # two offices one after the other
    "ndiaye": P(
        "SN",
        ("Aminata Ndiaye Kandji",),
        ("Aminata Ndiaye Kandji",),
        (("2021", "finance"), ("2022-09-15", "fm")),
        True,
    ),
    "ferraz": P(
        "PT", ("Joaquim Ferraz", "FERRAZ Joaquim"), ("Joaquim Ferraz", "Joachim Ferraz"), (("2021", "fm"),)
    ),
    "alaoui": P(
        "MA",
        ("Rachid Tazi Alaoui", "Rachid Tazi Alaoui"),
        ("Rachid Tazi Alaoui", "Rashid Tazi Alaoui"),
        (("2021", "fm"),),
    ),
    "lefebvre": P(
        "FR",
        ("Hélène Lefebvre-Moreau", "Hélène Lefebvre Moreau"),
        ("Hélène Lefebvre-Moreau", "Helene Lefebvre-Moreau"),
        (("2021", "fm"),),
        True,
    ),
    "trabelsi": P(
        "TN", ("Noureddine Trabelsi",), ("Nourredine Trabelsi", "Noureddine Trabelsi"), (("2021", "fm"),)
    ),
    "aydin": P(
        "TR", ("Kemal Aydın Öztürk",), ("Kemal Aydin Ozturk",), (("2021", "defence"), ("2023-01-10", "fm"))
    ),
    "schneider": P(
        "DE",
        ("Annika Schneider-Vogt",),
        ("Annika Schneider-Vogt", "A. Schneider-Vogt"),
        (("2021", "fm"),),
        True,
    ),
    "wanjiru": P(
        "KE", ("Grace Wanjiru Kamau",), ("Grace Wanjiru Kamau", "Grace Wanjiru"), (("2021", "fm"),), True
    ),
    "moreira": P("BR", ("Tiago Moreira Bastos",), ("Tiago Moreira Bastos",), (("2021", "fm"),)),
    "sharma": P("IN", ("Vikram Deshpande",), ("Vikram Deshpande",), (("2021", "fm"),)),
    "dumitrescu": P("RO", ("Bogdan Dumitrescu",), ("Bogdan Dumitrescu",), (("2021", "fm"),)),
    "park": P("KR", ("Park Seo-yeon",), ("Park Seo-yeon", "Seo-yeon Park"), (("2021", "fm"),), True),
    "kozak": P("BG", ("Stoïan Kolev",), ("Stoyan Kolev",), (("2021", "president"),)),
    # namesakes
    "salem-mr": P("MR", ("Mohamed Salem",), ("Mohamed Salem", "Mohammed Salem"), (("2021", "fisheries"),)),
    "salem-eg": P("EG", ("Mohamed Salem",), ("Mohamed Salem",), (("2021", "ambassador"),)),
    "salem-tn": P("TN", ("Mohamed Salem",), ("Mohamed Salem",), (("2021", "trade"),)),
    "diallo-gn": P("GN", ("Amadou Diallo",), ("Amadou Diallo",), (("2021", "fm"),)),
    "diallo-sn": P("SN", ("Amadou Diallo",), ("Amadou Diallo",), (("2021", "health"),)),
    "hassan-eg": P("EG", ("Ahmed Hassan",), ("Ahmed Hassan",), (("2021", "trade"),)),
    "hassan-sd": P("SD", ("Ahmed Hassan",), ("Ahmed Hassan",), (("2021", "fm"),)),
    "silva-pt": P("PT", ("Maria Silva",), ("Maria Silva",), (("2021", "health"),), True),
    "silva-br": P("BR", ("Maria Silva",), ("Maria Silva",), (("2021", "trade"),), True),
    "garcia-es": P("ES", ("José García",), ("José García",), (("2021", "fm"),)),
    "garcia-mx": P("MX", ("José García",), ("Jose Garcia",), (("2021", "fm"),)),
    "popescu-ro": P("RO", ("Ion Popescu",), ("Ion Popescu",), (("2021", "defence"),)),
    "popescu-md": P("MD", ("Ion Popescu",), ("Ion Popescu",), (("2021", "fm"),)),
    "khan-pk": P("PK", ("Ali Khan",), ("Ali Khan",), (("2021", "fm"),)),
    "khan-in": P("IN", ("Ali Khan",), ("Ali Khan",), (("2021", "ambassador"),)),
    "smith-gb": P("GB", ("John Smith",), ("John Smith",), (("2021", "trade"),)),
    "smith-au": P("AU", ("John Smith",), ("John Smith",), (("2021", "trade"),)),
    "martin-fr": P("FR", ("Jean Martin",), ("Jean Martin",), (("2021", "finance"),)),
    "martin-ca": P("CA", ("Jean Martin",), ("Jean Martin",), (("2021", "finance"),)),
    "petrov-bg": P("BG", ("Ivan Petrov",), ("Ivan Petrov",), (("2021", "fm"),)),
    "petrov-ru": P("RU", ("Ivan Petrov",), ("Ivan Petrov",), (("2021", "ambassador"),)),
    # of one state, at one time: father and son, two of a common name
    "haddou-father": P("MA", ("Karim Benhaddou",), ("Karim Benhaddou",), (("2021", "trade"),)),
    "haddou-son": P("MA", ("Karim Benhaddou",), ("Karim Benhaddou",), (("2021", "spokesman"),)),
    "nguyen-minister": P("VN", ("Nguyen Van Hung",), ("Nguyen Van Hung",), (("2021", "trade"),)),
    "nguyen-ambassador": P("VN", ("Nguyen Van Hung",), ("Nguyen Van Hung",), (("2021", "ambassador"),)),
}
CMX = ("Commission mixte Sénégal-Portugal", "Senegal-Portugal Joint Commission")
CIM = (
    "Commission intergouvernementale maroco-russe",
    "Intergovernmental Commission between Morocco and Russia",
)
HLC = ("Commission de haut niveau Maroc-Tunisie", "Morocco-Tunisia High-Level Commission")
KEDE = ("Commission mixte Kenya-Allemagne", "Kenya-Germany Joint Commission")
ATLANTIC = ("Forum atlantique sur la pêche", "Atlantic Forum on Fisheries")
DESERT = ("Forum de Tripoli sur la sécurité régionale", "Tripoli Forum on Regional Security")
PECHE = ("Accord de pêche", "Fisheries Agreement")
AIR = ("Accord sur les services aériens", "Air Services Agreement")
TAX = ("Convention en vue d'éviter la double imposition", "Convention for the Avoidance of Double Taxation")
ENERGY = ("Mémorandum d'entente sur l'énergie", "Memorandum of Understanding on Energy")
HEALTH = ("Accord de coopération sanitaire", "Health Cooperation Agreement")
TRADE = ("Accord de libre-échange", "Free Trade Agreement")
CULT = ("Programme de coopération culturelle", "Cultural Cooperation Programme")
INVEST = ("Accord de protection des investissements", "Investment Protection Agreement")
EVENING = ("a assisté à la cérémonie", "attended the ceremony")
PRESS = ("a répondu aux questions de la presse", "answered questions from the press")


def w(who: str, spelling: int = 0, bare: bool = False, family: bool = False) -> Who:
    return Who(who, spelling, bare, family)


STORY: list[tuple[str, str, str, list[Callable[[Draft], None]]]] = []


def tell(language: str, day: str, publisher: str, *sentences: Callable[[Draft], None]) -> None:
    STORY.append((language, day, publisher, list(sentences)))


def V(*args: object, **values: object) -> Callable[[Draft], None]:
    return lambda draft: visit(draft, *args, **values)  # type: ignore[arg-type]


def C(*args: object, **values: object) -> Callable[[Draft], None]:
    return lambda draft: contact(draft, *args, **values)  # type: ignore[arg-type]


def G(*args: object, **values: object) -> Callable[[Draft], None]:
    return lambda draft: gathering(draft, *args, **values)  # type: ignore[arg-type]


def A(*args: object, **values: object) -> Callable[[Draft], None]:
    return lambda draft: agreement(draft, *args, **values)  # type: ignore[arg-type]


def N(*args: object) -> Callable[[Draft], None]:
    return lambda draft: attends(draft, *args)  # type: ignore[arg-type]


def drafts() -> list[Draft]:
    """The documents of the story."""
    made = []
    for language, day, publisher, sentences in STORY:
        draft = Draft(language, day, publisher, PERSONS)
        for sentence in sentences:
            sentence(draft)
        made.append(draft)
    return made


# 2022
tell(
    "fr",
    "2022-01-10",
    "SN",
    V("v-ferraz-sn", w("ferraz"), "SN", "planned", "2022-03-14/2022-03-16"),
    A("a-peche-sn-pt", PECHE, "agreement", ("SN", "PT"), "negotiated"),
)
tell(
    "en",
    "2022-01-12",
    "PT",
    V("v-ferraz-sn", w("ferraz"), "SN", "planned", "2022-03"),
    N(w("silva-pt"), PRESS),
)
tell(
    "fr",
    "2022-01-18",
    "MA",
    C("c-alaoui-morozov-1", w("alaoui"), w("morozov"), "phone", "2022-01-18", topic="libya"),
    G("g-cim-8", CIM, "session", "planned", "2022", 8, "RU"),
)
tell(
    "en",
    "2022-01-18",
    "RU",
    C("c-alaoui-morozov-1", w("morozov"), w("alaoui"), "phone", "2022-01-18", topic="libya"),
)
tell(
    "fr",
    "2022-01-25",
    "EG",
    C("c-choukri-rahimi", w("choukri"), w("rahimi"), "phone", "2022-01-25", topic="security"),
    N(w("salem-eg"), EVENING),
)
tell(
    "en",
    "2022-01-26",
    "IR",
    C("c-choukri-rahimi", w("rahimi"), w("choukri"), "phone", "2022-01-25", topic="security"),
)
tell(
    "en",
    "2022-02-02",
    "KE",
    V("v-schneider-ke", w("schneider"), "KE", "planned", "2022-05"),
    A("a-energy-ke-de", ENERGY, "memorandum", ("KE", "DE"), "negotiated"),
)
tell(
    "fr",
    "2022-02-07",
    "MR",
    N(w("salem-mr"), PRESS),
    A("a-peche-mr-sn", PECHE, "agreement", ("MR", "SN"), "negotiated"),
)
tell(
    "en",
    "2022-02-09",
    "GB",
    C("c-smith-martin", w("smith-gb"), w("martin-ca"), "video", "2022-02-09", topic="trade"),
    A("a-trade-gb-ca", TRADE, "agreement", ("GB", "CA"), "negotiated"),
)
tell(
    "fr",
    "2022-02-10",
    "CA",
    C("c-smith-martin", w("martin-ca"), w("smith-gb"), "phone", "2022-02-09", topic="trade"),
)
tell(
    "fr",
    "2022-02-16",
    "TN",
    G("g-hlc-21", HLC, "session", "planned", "2022-06-09", 21, "TN"),
    N(w("salem-tn"), PRESS),
)
tell(
    "fr",
    "2022-02-21",
    "GN",
    V("v-diallo-tr", w("diallo-gn"), "TR", "planned", "2022-04-05/2022-04-06", kind="working"),
)
tell(
    "en",
    "2022-03-01",
    "GE",
    V("v-beridze-kz", w("beridze"), "KZ", "planned", "2022-04"),
    C("c-beridze-tleubekov", w("beridze"), w("tleubekov"), "phone", "2022-03-01"),
)
tell(
    "en",
    "2022-03-02",
    "KZ",
    C("c-beridze-tleubekov", w("tleubekov", 1), w("beridze", 1), "phone", "2022-03-01"),
    V("v-beridze-kz", w("beridze", 1), "KZ", "planned", "2022-04-20/2022-04-21"),
)
tell(
    "fr",
    "2022-03-09",
    "SN",
    V("v-ferraz-sn", w("ferraz", 1), "SN", "postponed", "2022-07", was="2022-03-14/2022-03-16"),
    G("g-cmx-7", CMX, "session", "planned", "2022-07", 7, "SN"),
)
tell(
    "en",
    "2022-03-15",
    "EG",
    V("v-morozov-eg", w("morozov", 1), "EG", "planned", "2022-05-10/2022-05-11"),
    N(w("hassan-eg"), PRESS),
)
tell(
    "fr",
    "2022-03-22",
    "LY",
    C(
        "c-mansouri-trabelsi",
        w("mansouri"),
        w("trabelsi"),
        "in-person",
        "2022-03-21",
        city="TN",
        topic="libya",
    ),
    G("g-desert", DESERT, "forum", "planned", "2022-10", city="LY"),
)
tell(
    "en",
    "2022-03-22",
    "TN",
    C(
        "c-mansouri-trabelsi",
        w("trabelsi"),
        w("mansouri"),
        "in-person",
        "2022-03-21",
        city="TN",
        topic="libya",
    ),
)
tell(
    "fr",
    "2022-03-30",
    "RO",
    C("c-dumitrescu-popescu", w("dumitrescu"), w("popescu-md"), "phone", "2022-03-29"),
)
tell(
    "en",
    "2022-03-30",
    "MD",
    C("c-dumitrescu-popescu", w("popescu-md"), w("dumitrescu"), "phone", "2022-03-29"),
    V("v-popescu-ro", w("popescu-md"), "RO", "planned", "2022-05-17"),
)
tell(
    "en",
    "2022-04-04",
    "TR",
    V("v-diallo-tr", w("diallo-gn"), "TR", "cancelled", None, was="2022-04-05/2022-04-06", kind="working"),
)
tell(
    "fr",
    "2022-04-04",
    "GN",
    V("v-diallo-tr", w("diallo-gn"), "TR", "postponed", None, was="2022-04-05/2022-04-06", kind="working"),
    N(w("diallo-gn"), PRESS),
)
tell(
    "en",
    "2022-04-21",
    "KZ",
    V("v-beridze-kz", w("beridze"), "KZ", "held", "2022-04-20/2022-04-21"),
    A("a-air-kz-ge", AIR, "agreement", ("KZ", "GE"), "signed", "2022-04-21"),
)
tell(
    "fr",
    "2022-04-22",
    "GE",
    V("v-beridze-kz", w("beridze"), "KZ", "held", "2022-04-20/2022-04-21"),
    A("a-air-kz-ge", AIR, "agreement", ("GE", "KZ"), "signed", "2022-04-20"),
)
tell(
    "fr",
    "2022-05-03",
    "FR",
    C(
        "c-lefebvre-schneider",
        w("lefebvre"),
        w("schneider"),
        "in-person",
        "2022-05-02",
        city="DE",
        topic="energy",
    ),
    N(w("martin-fr"), PRESS),
)
tell(
    "en",
    "2022-05-03",
    "DE",
    C(
        "c-lefebvre-schneider",
        w("schneider"),
        w("lefebvre", 1),
        "in-person",
        "2022-05-02",
        city="DE",
        topic="energy",
    ),
    V("v-schneider-ke", w("schneider", 1), "KE", "postponed", None, was="2022-05"),
)
tell(
    "en",
    "2022-05-12",
    "EG",
    V("v-morozov-eg", w("morozov", 2), "EG", "held", "2022-05-10/2022-05-11"),
    C(
        "c-morozov-choukri",
        w("choukri", 1),
        w("morozov", 2),
        "in-person",
        "2022-05-10",
        city="EG",
        topic="energy",
    ),
)
tell(
    "fr",
    "2022-05-12",
    "RU",
    V("v-morozov-eg", w("morozov", 1), "EG", "held", "2022-05-10/2022-05-11", kind="working"),
    C(
        "c-morozov-choukri",
        w("morozov", 1),
        w("choukri", 1),
        "in-person",
        "2022-05-10",
        city="EG",
        topic="energy",
    ),
)
tell("en", "2022-09-27", "RO", N(w("popescu-ro"), EVENING), N(w("dumitrescu"), PRESS))
tell("fr", "2023-03-21", "RO", N(w("popescu-ro"), PRESS))
tell(
    "en",
    "2022-05-18",
    "RO",
    V("v-popescu-ro", w("popescu-md"), "RO", "held", "2022-05-17"),
    A("a-visa-ro-md", HEALTH, "agreement", ("RO", "MD"), "signed", "2022-05-17"),
)
tell(
    "fr",
    "2022-05-25",
    "MA",
    N(w("haddou-father"), PRESS),
    C("c-alaoui-es", w("alaoui"), w("garcia-es"), "phone", "2022-05-24", topic="trade"),
)
tell(
    "en",
    "2022-05-25",
    "ES",
    C("c-alaoui-es", w("garcia-es"), w("alaoui", 1), "phone", "2022-05-24", topic="trade"),
)
tell(
    "fr",
    "2022-05-30",
    "MA",
    N(w("haddou-son"), PRESS),
    A("a-tax-ma-es", TAX, "convention", ("MA", "ES"), "negotiated"),
)
tell(
    "fr",
    "2022-06-07",
    "TN",
    G("g-hlc-21", HLC, "session", "postponed", "2022-09-22", 21, "TN", was="2022-06-09"),
)
tell(
    "en",
    "2022-06-14",
    "MX",
    C("c-garcia-moreira", w("garcia-mx"), w("moreira"), "video", "2022-06-14", topic="trade"),
    A("a-trade-mx-br", TRADE, "agreement", ("MX", "BR"), "negotiated"),
)
tell(
    "fr",
    "2022-06-15",
    "BR",
    C("c-garcia-moreira", w("moreira"), w("garcia-mx"), "video", "2022-06-14", topic="trade"),
    N(w("silva-br"), PRESS),
)
tell(
    "en",
    "2022-06-28",
    "PK",
    C("c-khan-deshpande", w("khan-pk"), w("sharma"), "in-person", "2022-06-27", city="KZ", topic="security"),
)
tell(
    "en",
    "2022-06-28",
    "IN",
    C("c-khan-deshpande", w("sharma"), w("khan-pk"), "in-person", "2022-06-27", city="KZ", topic="security"),
)
tell("en", "2022-10-26", "IN", N(w("khan-in"), EVENING), N(w("sharma"), PRESS))
tell("en", "2023-01-11", "IN", N(w("khan-in"), PRESS))
tell(
    "fr",
    "2022-07-06",
    "SN",
    V("v-ferraz-sn", w("ferraz"), "SN", "held", "2022-07-04/2022-07-06"),
    A("a-peche-sn-pt", PECHE, "agreement", ("SN", "PT"), "signed", "2022-07-05", "P4Y"),
    G("g-cmx-7", CMX, "session", "held", "2022-07-05", 7, "SN"),
)
tell(
    "en",
    "2022-07-07",
    "PT",
    V("v-ferraz-sn", w("ferraz", 1), "SN", "held", "2022-07-04/2022-07-06"),
    A("a-peche-sn-pt", PECHE, "agreement", ("PT", "SN"), "signed", "2022-07-05", "P5Y"),
    G("g-cmx-7", CMX, "session", "held", "2022-07-05", 7, "SN"),
)
tell(
    "fr",
    "2022-07-15",
    "BG",
    C("c-petrov-lefebvre", w("petrov-bg"), w("lefebvre"), "phone", "2022-07-14"),
    N(w("kozak"), EVENING),
)
tell(
    "fr", "2022-07-15", "FR", C("c-petrov-lefebvre", w("lefebvre", 1), w("petrov-bg"), "phone", "2022-07-14")
)
tell(
    "en",
    "2022-08-03",
    "AU",
    N(w("smith-au"), PRESS),
    V("v-smith-kr", w("smith-au"), "KR", "planned", "2022-10-18/2022-10-20"),
)
tell(
    "en",
    "2022-08-10",
    "VN",
    N(w("nguyen-minister"), PRESS),
    A("a-invest-vn-kr", INVEST, "agreement", ("VN", "KR"), "negotiated"),
)
tell(
    "en",
    "2022-08-24",
    "KR",
    N(w("nguyen-ambassador"), EVENING),
    C(
        "c-park-nguyen",
        w("park"),
        w("nguyen-ambassador"),
        "in-person",
        "2022-08-23",
        city="KR",
        topic="trade",
    ),
)
tell(
    "fr",
    "2022-09-05",
    "VN",
    N(w("nguyen-minister"), EVENING),
    A("a-invest-vn-kr", INVEST, "agreement", ("VN", "KR"), "planned", "2022-11"),
)
tell(
    "fr",
    "2022-09-14",
    "MA",
    N(w("haddou-father"), EVENING),
    A("a-tax-ma-es", TAX, "convention", ("MA", "ES"), "planned", "2022-12"),
)
tell(
    "en",
    "2022-09-20",
    "SD",
    C("c-hassan-choukri", w("hassan-sd"), w("choukri", 2), "phone", "2022-09-19", topic="security"),
)
tell(
    "fr",
    "2022-09-20",
    "EG",
    C("c-hassan-choukri", w("choukri", 2), w("hassan-sd"), "phone", "2022-09-19", topic="security"),
)
tell(
    "fr",
    "2022-09-23",
    "TN",
    G("g-hlc-21", HLC, "session", "held", "2022-09-22", 21, "TN"),
    G("g-hlc-22", HLC, "session", "planned", "2023", 22, "MA"),
)
tell(
    "en",
    "2022-09-24",
    "MA",
    G("g-hlc-21", HLC, "session", "held", "2022-09-22", 21, "TN"),
    N(w("haddou-son"), PRESS),
)
tell("fr", "2022-10-04", "SN", N(w("ndiaye"), PRESS), V("v-ndiaye-ma", w("ndiaye"), "MA", "invited"))
tell(
    "fr",
    "2022-10-11",
    "LY",
    G("g-desert", DESERT, "forum", "postponed", "2022-12", city="LY", was="2022-10"),
    C(
        "c-mansouri-aydin",
        w("mansouri", 1),
        w("aydin"),
        "in-person",
        "2022-10-10",
        city="LY",
        topic="security",
    ),
)
tell(
    "en",
    "2022-10-11",
    "TR",
    C("c-mansouri-aydin", w("aydin"), w("mansouri"), "in-person", "2022-10-10", city="LY", topic="security"),
)
tell(
    "en",
    "2022-10-21",
    "KR",
    V("v-smith-kr", w("smith-au"), "KR", "held", "2022-10-18/2022-10-20"),
    C("c-smith-park", w("park"), w("smith-au"), "in-person", "2022-10-19", city="KR"),
)
tell(
    "en",
    "2022-11-08",
    "KE",
    V("v-schneider-ke", w("schneider"), "KE", "held", "2022-11-06/2022-11-08"),
    A("a-energy-ke-de", ENERGY, "memorandum", ("KE", "DE"), "signed", "2022-11-07"),
    G("g-kede-3", KEDE, "session", "planned", "2023-06", 3, "DE"),
)
tell(
    "fr",
    "2022-11-09",
    "DE",
    V("v-schneider-ke", w("schneider"), "KE", "held", "2022-11-06/2022-11-08"),
    A("a-energy-ke-de", ENERGY, "memorandum", ("DE", "KE"), "signed", "2022-11-07"),
    C(
        "c-schneider-wanjiru",
        w("schneider"),
        w("wanjiru"),
        "in-person",
        "2022-11-07",
        city="KE",
        topic="energy",
    ),
)
tell(
    "en",
    "2022-11-17",
    "VN",
    A("a-invest-vn-kr", INVEST, "agreement", ("VN", "KR"), "signed", "2022-11-16"),
    N(w("nguyen-minister"), PRESS),
)
tell(
    "fr",
    "2022-12-05",
    "SN",
    V("v-ndiaye-ma", w("ndiaye"), "MA", "planned", "2023-02-08/2023-02-09"),
    A("a-peche-sn-pt", PECHE, "agreement", ("SN", "PT"), "ratified", "2022-12-01"),
)
tell(
    "fr",
    "2022-12-14",
    "MA",
    A("a-tax-ma-es", TAX, "convention", ("MA", "ES"), "signed", "2022-12-13"),
    N(w("haddou-father"), PRESS),
)
tell(
    "en",
    "2022-12-20",
    "LY",
    G("g-desert", DESERT, "forum", "held", "2022-12-17/2022-12-18", city="LY"),
    N(w("mansouri", 1), PRESS),
)
# 2023
tell(
    "fr",
    "2023-01-17",
    "TR",
    C("c-aydin-ndiaye", w("aydin"), w("ndiaye"), "phone", "2023-01-16"),
    N(w("aydin"), PRESS),
)
tell("fr", "2023-01-18", "SN", C("c-aydin-ndiaye", w("ndiaye"), w("aydin"), "phone", "2023-01-16"))
tell(
    "en",
    "2023-01-25",
    "UA",
    C("c-tkatchenko-lefebvre", w("tkatchenko"), w("lefebvre"), "phone", "2023-01-24", topic="energy"),
    A("a-health-ua-fr", HEALTH, "agreement", ("UA", "FR"), "negotiated"),
)
tell(
    "fr",
    "2023-01-25",
    "FR",
    C("c-tkatchenko-lefebvre", w("lefebvre"), w("tkatchenko"), "phone", "2023-01-24", topic="energy"),
)
tell(
    "fr",
    "2023-02-06",
    "MA",
    V("v-ndiaye-ma", w("ndiaye"), "MA", "planned", "2023-02-08/2023-02-09"),
    G("g-cim-8", CIM, "session", "postponed", "2023-05", 8, "RU", was="2022"),
)
tell(
    "fr",
    "2023-02-10",
    "MA",
    V("v-ndiaye-ma", w("ndiaye"), "MA", "held", "2023-02-08/2023-02-09"),
    C("c-alaoui-ndiaye", w("alaoui"), w("ndiaye"), "in-person", "2023-02-08", city="MA", topic="fisheries"),
)
tell(
    "en",
    "2023-02-22",
    "SN",
    A("a-peche-sn-pt", PECHE, "agreement", ("SN", "PT"), "in-force", "2023-02-15"),
    A("a-peche-mr-sn", PECHE, "agreement", ("SN", "MR"), "signed", "2023-02-20"),
)
tell(
    "fr",
    "2023-02-23",
    "MR",
    A("a-peche-mr-sn", PECHE, "agreement", ("MR", "SN"), "signed", "2023-02-20"),
    N(w("salem-mr"), EVENING),
)
tell(
    "en",
    "2023-03-07",
    "KE",
    A("a-energy-ke-de", ENERGY, "memorandum", ("KE", "DE"), "in-force", "2023-03-01"),
    N(w("wanjiru"), PRESS),
)
tell(
    "en",
    "2023-03-14",
    "GB",
    A("a-trade-gb-ca", TRADE, "agreement", ("GB", "CA"), "signed", "2023-03-13"),
    N(w("smith-gb"), PRESS),
)
tell(
    "fr",
    "2023-03-15",
    "CA",
    A("a-trade-gb-ca", TRADE, "agreement", ("CA", "GB"), "signed", "2023-03-13"),
    N(w("martin-ca"), PRESS),
)
tell(
    "en",
    "2023-03-28",
    "IN",
    V("v-deshpande-ke", w("sharma"), "KE", "planned", "2023-06-12/2023-06-13"),
    C("c-deshpande-wanjiru", w("sharma"), w("wanjiru"), "video", "2023-03-27"),
)
tell(
    "en",
    "2023-04-11",
    "KZ",
    A("a-air-kz-ge", AIR, "agreement", ("KZ", "GE"), "ratified", "2023-04-10"),
    N(w("tleubekov"), PRESS),
)
tell(
    "fr",
    "2023-04-18",
    "MA",
    A("a-tax-ma-es", TAX, "convention", ("MA", "ES"), "ratified", "2023-04-12"),
    V("v-morozov-ma", w("morozov"), "MA", "planned", "2023"),
)
tell(
    "fr",
    "2023-05-16",
    "MA",
    G("g-cim-8", CIM, "session", "held", "2023-05-15", 8, "RU"),
    G("g-cim-9", CIM, "session", "planned", "2024", 9, "MA"),
)
tell(
    "en",
    "2023-05-17",
    "RU",
    G("g-cim-8", CIM, "session", "held", "2023-05-15", 8, "RU"),
    N(w("petrov-ru"), EVENING),
)
tell(
    "en",
    "2023-06-09",
    "KE",
    V("v-deshpande-ke", w("sharma"), "KE", "postponed", "2023-09", was="2023-06-12/2023-06-13"),
    G("g-kede-3", KEDE, "session", "postponed", "2023-11", 3, "DE", was="2023-06"),
)
tell(
    "en",
    "2023-07-11",
    "VN",
    A("a-invest-vn-kr", INVEST, "agreement", ("VN", "KR"), "in-force", "2023-07-01"),
    N(w("nguyen-minister"), PRESS),
)
tell(
    "en",
    "2023-09-13",
    "IN",
    V("v-deshpande-ke", w("sharma"), "KE", "held", "2023-09-11/2023-09-12"),
    C("c-deshpande-wanjiru-2", w("sharma"), w("wanjiru"), "in-person", "2023-09-11", city="KE"),
)
tell(
    "fr",
    "2023-09-26",
    "MA",
    G("g-atlantic", ATLANTIC, "forum", "planned", "2023-11-20/2023-11-21", city="MA"),
    V("v-moreira-ma", w("moreira"), "MA", "planned", "2023-11-19/2023-11-21", kind="working"),
)
tell(
    "en",
    "2023-11-14",
    "DE",
    G("g-kede-3", KEDE, "session", "held", "2023-11-13", 3, "DE"),
    N(w("schneider", 1), PRESS),
)
tell(
    "fr",
    "2023-11-22",
    "MA",
    G("g-atlantic", ATLANTIC, "forum", "held", "2023-11-20/2023-11-21", city="MA"),
    A("a-cult-ma-br", CULT, "programme", ("MA", "BR"), "signed", "2023-11-20"),
)
tell(
    "en",
    "2023-11-22",
    "BR",
    V("v-moreira-ma", w("moreira"), "MA", "cancelled", None, was="2023-11-19/2023-11-21", kind="working"),
)
tell(
    "fr",
    "2023-11-24",
    "MR",
    V("v-moreira-ma", w("moreira"), "MA", "held", "2023-11-19/2023-11-21", kind="working"),
    G("g-atlantic", ATLANTIC, "forum", "held", "2023-11-20/2023-11-21", city="MA"),
)
tell(
    "en",
    "2023-12-06",
    "SN",
    A("a-peche-mr-sn", PECHE, "agreement", ("SN", "MR"), "ratified", "2023-12-04"),
    C(
        "c-ndiaye-salem",
        w("ndiaye"),
        w("salem-mr", 1),
        "in-person",
        "2023-12-05",
        city="SN",
        topic="fisheries",
    ),
)
tell(
    "fr",
    "2023-12-12",
    "CA",
    A("a-trade-gb-ca", TRADE, "agreement", ("CA", "GB"), "ratified", "2023-12-10"),
    N(w("martin-ca"), EVENING),
)
# names alone
tell(
    "fr",
    "2022-06-02",
    "FR",
    C("c-lefebvre-morozov", w("lefebvre", bare=True), w("morozov", bare=True), "phone", "2022-06-01"),
)
tell("en", "2022-06-02", "RU", C("c-lefebvre-morozov", w("morozov"), w("lefebvre"), "phone", "2022-06-01"))
tell(
    "fr",
    "2022-07-20",
    "TN",
    C("c-trabelsi-morozov", w("trabelsi"), w("morozov", family=True), "phone", "2022-07-19"),
    N(w("salem-tn"), EVENING),
)
tell(
    "fr",
    "2022-08-30",
    "TN",
    C("c-salem-x", w("salem-tn", bare=True), w("trabelsi"), "in-person", "2022-08-29", city="TN"),
)
tell(
    "fr",
    "2022-08-17",
    "IR",
    N(w("rahimi", 1), PRESS),
    C("c-rahimi-mansouri", w("rahimi", 1), w("mansouri", 2), "phone", "2022-08-16", topic="energy"),
)
tell(
    "en",
    "2022-08-17",
    "LY",
    C("c-rahimi-mansouri", w("mansouri"), w("rahimi", 1), "phone", "2022-08-16", topic="energy"),
)
tell(
    "fr",
    "2022-11-02",
    "KZ",
    N(w("tleubekov"), PRESS),
    C("c-tleubekov-beridze-2", w("tleubekov", 1), w("beridze"), "video", "2022-11-01"),
)
tell(
    "fr",
    "2022-11-02",
    "GE",
    C("c-tleubekov-beridze-2", w("beridze", 1), w("tleubekov"), "video", "2022-11-01"),
)
tell(
    "en",
    "2023-05-03",
    "UA",
    N(w("tkatchenko"), PRESS),
    A("a-health-ua-fr", HEALTH, "agreement", ("UA", "FR"), "planned", "2023-06"),
)
tell(
    "fr",
    "2023-06-20",
    "FR",
    A("a-health-ua-fr", HEALTH, "agreement", ("FR", "UA"), "signed", "2023-06-19"),
    N(w("lefebvre"), EVENING),
)
tell(
    "en",
    "2023-08-09",
    "EG",
    N(w("choukri", 2), PRESS),
    C("c-choukri-rahimi-2", w("choukri", 1), w("rahimi", 1), "phone", "2023-08-08", topic="libya"),
)
tell(
    "fr",
    "2023-08-09",
    "IR",
    C("c-choukri-rahimi-2", w("rahimi", 2), w("choukri", 1), "phone", "2023-08-08", topic="libya"),
)
tell(
    "fr",
    "2023-10-10",
    "MA",
    A("a-tax-ma-es", TAX, "convention", ("MA", "ES"), "in-force", "2023-10-01"),
    N(w("haddou-son"), EVENING),
)
tell(
    "en",
    "2023-10-18",
    "PT",
    N(w("silva-pt"), EVENING),
    A("a-peche-sn-pt", PECHE, "agreement", ("PT", "SN"), "suspended", "2023-10-17"),
)
tell("fr", "2022-06-22", "SN", N(w("diallo-sn"), PRESS))
tell("en", "2022-11-23", "SN", N(w("diallo-sn"), EVENING))
tell("en", "2022-07-13", "EG", N(w("hassan-eg"), EVENING))
tell("fr", "2022-10-05", "EG", N(w("salem-eg"), PRESS))
tell("fr", "2022-12-07", "BR", N(w("silva-br"), EVENING))
tell("fr", "2022-10-19", "FR", N(w("martin-fr"), EVENING))
tell("en", "2023-02-14", "RU", N(w("petrov-ru"), PRESS))
tell("en", "2023-07-04", "KR", N(w("nguyen-ambassador"), PRESS))
# announced, and never told of again
tell("en", "2022-08-31", "KE", V("v-wanjiru-pk", w("wanjiru"), "PK", "planned", "2022-09-12/2022-09-13"))
tell(
    "fr",
    "2022-09-07",
    "CA",
    G(
        "g-energy",
        ("Forum d'Ottawa sur l'énergie", "Ottawa Energy Forum"),
        "forum",
        "planned",
        "2022-10-05",
        city="CA",
    ),
)
tell(
    "en",
    "2023-08-16",
    "KZ",
    C("c-tleubekov-rahimi", w("tleubekov"), w("rahimi"), "video", "2023-08-30", status="planned"),
)
