"""Titles of office: extent, title, role, whose, former. In each sentence the office stands in brackets."""

from __future__ import annotations

import time

import pytest

from kg.mentions import gazetteer
from kg.mentions.honorifics import find_honorifics
from kg.mentions.offices import OfficeMention, find, role_in_state

# sentence, title, role, of (a state's code or an organisation's key), marks: f former, d designate, p plural
Case = tuple[str, str, str, str | None, str]

FRENCH: list[Case] = [
    (
        "Le [ministre finlandais des Affaires étrangères] a ouvert la séance.",
        "ministre des Affaires étrangères",
        "foreign-minister",
        "FI",
        "",
    ),
    (
        "La [ministre des Affaires étrangères du Canada], Mme Joly, est arrivée.",
        "ministre des Affaires étrangères du Canada",
        "foreign-minister",
        "CA",
        "",
    ),
    (
        "Le [Ministre des Relations extérieures du Brésil] s'est félicité de cet accord.",
        "Ministre des Relations extérieures du Brésil",
        "foreign-minister",
        "BR",
        "",
    ),
    (
        "LE [MINISTRE DES AFFAIRES ETRANGERES] RECOIT SON INVITE",
        "MINISTRE DES AFFAIRES ETRANGERES",
        "foreign-minister",
        None,
        "",
    ),
    (
        "Le [ministre des Affaires étrangères et du Culte] de passage à Lima",
        "ministre des Affaires étrangères et du Culte",
        "foreign-minister",
        None,
        "",
    ),
    (
        "Le [ministre des Affaires étrangères] à Alger a indiqué",
        "ministre des Affaires étrangères",
        "foreign-minister",
        None,
        "",
    ),
    (
        "Le [ministre des Affaires étrangères] qui a signé",
        "ministre des Affaires étrangères",
        "foreign-minister",
        None,
        "",
    ),
    (
        "Le [ministre des Affaires étrangères] en visite à Madrid",
        "ministre des Affaires étrangères",
        "foreign-minister",
        None,
        "",
    ),
    (
        "Le [ministre des Affaires étrangères] à l'issue de l'entretien",
        "ministre des Affaires étrangères",
        "foreign-minister",
        None,
        "",
    ),
    (
        "Le [ministre des Affaires étrangères italien], Antonio Tajani",
        "ministre des Affaires étrangères",
        "foreign-minister",
        "IT",
        "",
    ),
    (
        "la [ministre des Affaires étrangères, de la Mobilité humaine et du Commerce extérieur] de retour",
        "ministre des Affaires étrangères, de la Mobilité humaine et du Commerce extérieur",
        "foreign-minister",
        None,
        "",
    ),
    (
        "Le [ministre des Affaires étrangères, de la Coopération int"
        "ernationale et de l'Intégration africaine], chef de file",
        "ministre des Affaires étrangères, de la Coopération internationale et de l'Intégration africaine",
        "foreign-minister",
        None,
        "",
    ),
    (
        "le [ministre de l'Intérieur et de la Sécurité publique] du gouvernement sortant",
        "ministre de l'Intérieur et de la Sécurité publique",
        "minister",
        None,
        "",
    ),
    ("la [ministre des Armées] Catherine Vautrin", "ministre des Armées", "minister", None, ""),
    ("Le [ministre du Commerce extérieur] a plaidé", "ministre du Commerce extérieur", "minister", None, ""),
    (
        "le [ministre espagnol de l'Agriculture, de la Pêche et de l'Alimentation], Luis Planas",
        "ministre de l'Agriculture, de la Pêche et de l'Alimentation",
        "minister",
        "ES",
        "",
    ),
    (
        "le [ministre de la Transition écologique] rencontre ses partenaires",
        "ministre de la Transition écologique",
        "minister",
        None,
        "",
    ),
    (
        "la [ministre de l'Enseignement supérieur, de la Recherche scientifique et de l'Innovation] explique",
        "ministre de l'Enseignement supérieur, de la Recherche scientifique et de l'Innovation",
        "minister",
        None,
        "",
    ),
    (
        "le [ministre d'État, ministre des Affaires étrangères], M. Koné",
        "ministre d'État, ministre des Affaires étrangères",
        "foreign-minister",
        None,
        "",
    ),
    ("le [ministre d'État], M. Abdou", "ministre d'État", "minister", None, ""),
    (
        "le [garde des Sceaux, ministre de la Justice], a reçu",
        "garde des Sceaux, ministre de la Justice",
        "minister",
        None,
        "",
    ),
    (
        "le [ministre délégué auprès du ministre des Affaires étrangères, chargé du Commerce extérieur]",
        "ministre délégué auprès du ministre des Affaires étrangères, chargé du Commerce extérieur",
        "deputy-minister",
        None,
        "",
    ),
    (
        "la [ministre déléguée chargée des Français de l'étranger] a salué",
        "ministre déléguée chargée des Français de l'étranger",
        "deputy-minister",
        "FR",
        "",
    ),
    (
        "le [secrétaire d'État aux Affaires européennes], M. Clément Beaune",
        "secrétaire d'État aux Affaires européennes",
        "deputy-minister",
        None,
        "",
    ),
    (
        "la [secrétaire d'État espagnole à la Coopération internationale] a signé",
        "secrétaire d'État à la Coopération internationale",
        "deputy-minister",
        "ES",
        "",
    ),
    ("le [secrétaire d'État américain], Antony Blinken", "secrétaire d'État", "foreign-minister", "US", ""),
    (
        "Le [vice-ministre japonais de la Défense] s'est rendu à Manille",
        "vice-ministre de la Défense",
        "deputy-minister",
        "JP",
        "",
    ),
    ("le [secrétaire américain à la Défense], Lloyd Austin", "secrétaire à la Défense", "minister", "US", ""),
    ("le [Premier ministre indien] Narendra Modi", "Premier ministre", "head-of-government", "IN", ""),
    (
        "la [Première ministre du Danemark], Mme Frederiksen",
        "Première ministre du Danemark",
        "head-of-government",
        "DK",
        "",
    ),
    (
        "l'[ancien Premier ministre britannique] Tony Blair",
        "Premier ministre",
        "head-of-government",
        "GB",
        "f",
    ),
    ("l'[ex-Premier ministre] Alain Juppé", "Premier ministre", "head-of-government", None, "f"),
    ("le [vice-Premier ministre], M. Lam", "vice-Premier ministre", "minister", None, ""),
    (
        "le [chef du gouvernement espagnol] Pedro Sánchez",
        "chef du gouvernement",
        "head-of-government",
        "ES",
        "",
    ),
    ("le [chancelier allemand] Olaf Scholz", "chancelier", "head-of-government", "DE", ""),
    (
        "la [présidente du Conseil italien], Giorgia Meloni",
        "présidente du Conseil",
        "head-of-government",
        "IT",
        "",
    ),
    (
        "le [président du gouvernement], M. Sánchez",
        "président du gouvernement",
        "head-of-government",
        None,
        "",
    ),
    ("le [président de la République], M. Tebboune", "président de la République", "head-of-state", None, ""),
    (
        "le [Président de la République de Côte d'Ivoire], S.E.M. Alassane Ouattara",
        "Président de la République de Côte d'Ivoire",
        "head-of-state",
        "CI",
        "",
    ),
    (
        "la [présidente de la Confédération], Karin Keller-Sutter",
        "présidente de la Confédération",
        "head-of-state",
        None,
        "",
    ),
    ("le [président élu] Bassirou Faye", "président", "head-of-state", None, "d"),
    (
        "feu le président a laissé la place; l'[émir du Qatar], Cheikh Tamim",
        "émir du Qatar",
        "head-of-state",
        "QA",
        "",
    ),
    ("Sa Majesté le [Roi] Felipe VI", "Roi", "head-of-state", None, ""),
    ("le [roi des Belges], Philippe", "roi des Belges", "head-of-state", "BE", ""),
    ("le [prince héritier saoudien] Mohammed ben Salmane", "prince héritier", "other", "SA", ""),
    ("le [pape] François", "pape", "head-of-state", "VA", ""),
    ("le [président du Sénat], Gérard Larcher", "président du Sénat", "legislator", None, ""),
    (
        "la [présidente de l'Assemblée nationale française], Mme Braun-Pivet",
        "présidente de l'Assemblée nationale",
        "legislator",
        "FR",
        "",
    ),
    (
        "le [président de la Chambre des représentants] a reçu",
        "président de la Chambre des représentants",
        "legislator",
        None,
        "",
    ),
    (
        "la [présidente de la Commission européenne], Ursula von der Leyen",
        "présidente de la Commission européenne",
        "international-official",
        "eu",
        "",
    ),
    (
        "le [secrétaire général de l'ONU], António Guterres",
        "secrétaire général de l'ONU",
        "international-official",
        "un",
        "",
    ),
    (
        "le [secrétaire général de l'Organisation du traité de l'Atlantique nord (OTAN)], Mark Rutte",
        "secrétaire général de l'Organisation du traité de l'Atlantique nord (OTAN)",
        "international-official",
        "nato",
        "",
    ),
    (
        "le [directeur général de l'OMS], le Dr Tedros",
        "directeur général de l'OMS",
        "international-official",
        "who",
        "",
    ),
    (
        "la [cheffe de la diplomatie européenne], Kaja Kallas",
        "cheffe de la diplomatie européenne",
        "international-official",
        "eu",
        "",
    ),
    ("le [chef de la diplomatie turque], Hakan Fidan", "chef de la diplomatie", "foreign-minister", "TR", ""),
    (
        "le [commissaire européen à l'Élargissement] a rappelé",
        "commissaire européen à l'Élargissement",
        "international-official",
        "eu",
        "",
    ),
    (
        "l'[ambassadeur de Chine en Tunisie], M. Wan Li",
        "ambassadeur de Chine en Tunisie",
        "ambassador",
        "CN",
        "",
    ),
    (
        "l'[ambassadrice d'Irlande auprès de l'Union africaine], Mme Mullen",
        "ambassadrice d'Irlande auprès de l'Union africaine",
        "ambassador",
        "IE",
        "",
    ),
    (
        "le [représentant permanent de la Norvège auprès des Nations Unies] a déclaré",
        "représentant permanent de la Norvège auprès des Nations Unies",
        "ambassador",
        "NO",
        "",
    ),
    (
        "la [chargée d'affaires des États-Unis à Niamey] est venue",
        "chargée d'affaires des États-Unis à Niamey",
        "ambassador",
        "US",
        "",
    ),
    (
        "le [consul général du Sénégal à Lyon] assistait",
        "consul général du Sénégal à Lyon",
        "ambassador",
        "SN",
        "",
    ),
    ("l'[ambassadeur argentin] Jorge Faurie", "ambassadeur", "ambassador", "AR", ""),
    (
        "l'[envoyé spécial de l'Union européenne pour le Sahel], M. Dell'Aria",
        "envoyé spécial de l'Union européenne pour le Sahel",
        "envoy",
        "eu",
        "",
    ),
    (
        "l'[envoyé personnel du Secrétaire général de l'ONU pour le Sahara], Staffan de Mistura",
        "envoyé personnel du Secrétaire général de l'ONU pour le Sahara",
        "envoy",
        "un",
        "",
    ),
    (
        "le [conseiller diplomatique du président kényan] s'est exprimé",
        "conseiller diplomatique du président kényan",
        "official",
        "KE",
        "",
    ),
    (
        "le [porte-parole du ministère des Affaires étrangères], M. Lemoine",
        "porte-parole du ministère des Affaires étrangères",
        "official",
        None,
        "",
    ),
    (
        "la [directrice de l'Asie et de l'Océanie], Mme Y",
        "directrice de l'Asie et de l'Océanie",
        "official",
        None,
        "",
    ),
    (
        "le [secrétaire général du ministère des Affaires étrangères] a présidé",
        "secrétaire général du ministère des Affaires étrangères",
        "official",
        None,
        "",
    ),
    (
        "le [directeur de cabinet du Premier ministre], M. Z",
        "directeur de cabinet du Premier ministre",
        "official",
        None,
        "",
    ),
    (
        "le [chef d'état-major général des armées], le général Diarra",
        "chef d'état-major général des armées",
        "military",
        None,
        "",
    ),
    ("le [sénateur américain] Chris Coons", "sénateur", "legislator", "US", ""),
    (
        "les [ambassadeurs de la France et de l'Allemagne] étaient présents",
        "ambassadeurs de la France et de l'Allemagne",
        "ambassador",
        None,
        "p",
    ),
    (
        "les [ministres malien, burkinabè et nigérien des Affaires étrangères] se réunissent",
        "ministres des Affaires étrangères",
        "foreign-minister",
        None,
        "p",
    ),
    (
        "les [ministres des Affaires étrangères de l'Union européenne] ont condamné",
        "ministres des Affaires étrangères de l'Union européenne",
        "foreign-minister",
        "eu",
        "p",
    ),
    ("MM. les [ministres] ont signé", "ministres", "minister", None, "p"),
    (
        "le [ministre des Affaires étrangères désigné], M. Q",
        "ministre des Affaires étrangères",
        "foreign-minister",
        None,
        "d",
    ),
    (
        "l'[ancienne secrétaire générale de la Francophonie], Mme Jean",
        "secrétaire générale de la Francophonie",
        "international-official",
        "oif",
        "f",
    ),
    (
        "le [secrétaire d'État du Saint-Siège], le cardinal Parolin",
        "secrétaire d'État du Saint-Siège",
        "head-of-government",
        "VA",
        "",
    ),
    ("le [nonce apostolique], Mgr Migliore", "nonce apostolique", "ambassador", "VA", ""),
    (
        "la [cheffe du Département fédéral de la défense], Viola Amherd",
        "cheffe du Département fédéral de la défense",
        "minister",
        None,
        "",
    ),
    ("le [gouverneur de la Banque centrale], M. R", "gouverneur de la Banque centrale", "official", None, ""),
    ("le [médiateur de l'Union africaine], M. Obasanjo", "médiateur de l'Union africaine", "envoy", "au", ""),
    (
        "Le [Président en exercice de l'Union africaine] a lancé un appel",
        "Président en exercice de l'Union africaine",
        "international-official",
        "au",
        "",
    ),
    (
        "le [haut-commissaire des Nations Unies pour les réfugiés], Filippo Grandi",
        "haut-commissaire des Nations Unies pour les réfugiés",
        "international-official",
        "un",
        "",
    ),
    (
        "La [directrice de l'Office togolais des recettes (OTR)], Ama Kodjo, a parlé.",
        "directrice de l'Office togolais des recettes (OTR)",
        "official",
        None,
        "",
    ),
    (
        "Le [directeur Asie du groupe Renault], Luc Marin, a parlé.",
        "directeur Asie du groupe Renault",
        "other",
        None,
        "",
    ),
    (
        "Le [vice-président Afrique d'Orange], Luc Marin, a parlé.",
        "vice-président Afrique d'Orange",
        "other",
        None,
        "",
    ),
    (
        "La [rectrice de l'Université de Dakar], Awa Ba, a parlé.",
        "rectrice de l'Université de Dakar",
        "other",
        None,
        "",
    ),
    (
        "Le [Président du CPS pour le mois de mars 2022], M. Ochieng, a parlé.",
        "Président du CPS pour le mois de mars 2022",
        "international-official",
        "au",
        "",
    ),
    ("Le [directeur de l'Agence] a parlé.", "directeur de l'Agence", "official", None, ""),
]

ENGLISH: list[Case] = [
    (
        "[India's External Affairs Minister] arrived in Oslo.",
        "External Affairs Minister",
        "foreign-minister",
        "IN",
        "",
    ),
    (
        "The [Minister of Foreign Affairs of Rwanda], Olivier Nduhungirehe, spoke.",
        "Minister of Foreign Affairs of Rwanda",
        "foreign-minister",
        "RW",
        "",
    ),
    (
        "the [Minister for Foreign Affairs] Penny Wong",
        "Minister for Foreign Affairs",
        "foreign-minister",
        None,
        "",
    ),
    (
        "The [Minister of Foreign Affairs, Regional Integration and International Cooperation] said",
        "Minister of Foreign Affairs, Regional Integration and International Cooperation",
        "foreign-minister",
        None,
        "",
    ),
    (
        "[Minister of Foreign Affairs and Trade] Peter Szijjarto said",
        "Minister of Foreign Affairs and Trade",
        "foreign-minister",
        None,
        "",
    ),
    (
        "the [Minister for Europe and Foreign Affairs] at the airport",
        "Minister for Europe and Foreign Affairs",
        "foreign-minister",
        None,
        "",
    ),
    ("the [Turkish foreign minister] told reporters", "foreign minister", "foreign-minister", "TR", ""),
    ("[former Swedish Foreign Minister] Carl Bildt", "Foreign Minister", "foreign-minister", "SE", "f"),
    ("[ex-foreign minister] Tzipi Livni", "foreign minister", "foreign-minister", None, "f"),
    ("the [UK Foreign Secretary], David Lammy", "Foreign Secretary", "foreign-minister", "GB", ""),
    (
        "the [Foreign Secretary of Pakistan], Amna Baloch",
        "Foreign Secretary of Pakistan",
        "official",
        "PK",
        "",
    ),
    ("[US Secretary of State] Antony Blinken", "Secretary of State", "foreign-minister", "US", ""),
    (
        "[Secretary of State for Foreign Affairs] of the host nation",
        "Secretary of State for Foreign Affairs",
        "deputy-minister",
        None,
        "",
    ),
    (
        "the [UK Secretary of State for Defence], John Healey",
        "Secretary of State for Defence",
        "minister",
        "GB",
        "",
    ),
    ("[Deputy Secretary of State] Wendy Sherman", "Deputy Secretary of State", "deputy-minister", None, ""),
    (
        "[Under Secretary of State for Political Affairs] Victoria Nuland",
        "Under Secretary of State for Political Affairs",
        "deputy-minister",
        None,
        "",
    ),
    (
        "[Assistant Secretary of State for European and Eurasian Affairs] James O'Brien",
        "Assistant Secretary of State for European and Eurasian Affairs",
        "official",
        None,
        "",
    ),
    ("[Secretary of Defense] Lloyd Austin", "Secretary of Defense", "minister", None, ""),
    ("[Treasury Secretary] Janet Yellen", "Treasury Secretary", "minister", None, ""),
    ("the [Home Secretary], Yvette Cooper", "Home Secretary", "minister", None, ""),
    ("the [Chancellor of the Exchequer], Rachel Reeves", "Chancellor of the Exchequer", "minister", None, ""),
    ("the [German Chancellor], Olaf Scholz", "Chancellor", "head-of-government", "DE", ""),
    ("[Prime Minister] Anthony Albanese", "Prime Minister", "head-of-government", None, ""),
    ("[Bangladesh's Prime Minister] Sheikh Hasina", "Prime Minister", "head-of-government", "BD", ""),
    (
        "the [Prime Minister of the Kingdom of Tonga] at noon",
        "Prime Minister of the Kingdom of Tonga",
        "head-of-government",
        "TO",
        "",
    ),
    ("the [Deputy Prime Minister], Mr. Heng", "Deputy Prime Minister", "minister", None, ""),
    ("[Finance Minister] Enoch Godongwana", "Finance Minister", "minister", None, ""),
    ("the [Polish Defence Minister] said", "Defence Minister", "minister", "PL", ""),
    ("[Minister of Foreign Trade] Sigrid Kaag", "Minister of Foreign Trade", "minister", None, ""),
    (
        "the [Minister of Mines and Energy] and his party",
        "Minister of Mines and Energy",
        "minister",
        None,
        "",
    ),
    ("with the [Minister of Defence] and security officials", "Minister of Defence", "minister", None, ""),
    (
        "the [Minister of State for External Affairs], V. Muraleedharan",
        "Minister of State for External Affairs",
        "deputy-minister",
        None,
        "",
    ),
    (
        "the [Deputy Minister of Foreign Affairs], Ms. Koroma",
        "Deputy Minister of Foreign Affairs",
        "deputy-minister",
        None,
        "",
    ),
    ("[Deputy Foreign Minister] Ryabkov", "Deputy Foreign Minister", "deputy-minister", None, ""),
    ("[Polish State Secretary] Szejna", "State Secretary", "deputy-minister", "PL", ""),
    (
        "the [Parliamentary Under-Secretary of State], Lord Ahmad",
        "Parliamentary Under-Secretary of State",
        "deputy-minister",
        None,
        "",
    ),
    (
        "the [President of the Republic of Kenya], Dr. William Ruto",
        "President of the Republic of Kenya",
        "head-of-state",
        "KE",
        "",
    ),
    ("[President] Lula da Silva", "President", "head-of-state", None, ""),
    ("[President-elect] Prabowo Subianto", "President", "head-of-state", None, "d"),
    ("the [late President] Mugabe", "President", "head-of-state", None, "f"),
    ("His Majesty [King] Felipe", "King", "head-of-state", None, ""),
    ("the [Emir of Kuwait] received him", "Emir of Kuwait", "head-of-state", "KW", ""),
    ("the [Governor-General of Canada] hosted", "Governor-General of Canada", "head-of-state", "CA", ""),
    ("the [Crown Prince of Bahrain] hosted", "Crown Prince of Bahrain", "other", "BH", ""),
    ("[Pope] Francis prayed", "Pope", "head-of-state", "VA", ""),
    ("the [Vice President], Ms. Harris", "Vice President", "other", None, ""),
    ("the [U.S. Ambassador to Japan], Rahm Emanuel", "Ambassador to Japan", "ambassador", "US", ""),
    (
        "the [Ambassador of Switzerland to Jordan], Emilija Georgieva",
        "Ambassador of Switzerland to Jordan",
        "ambassador",
        "CH",
        "",
    ),
    ("[Ambassador] Lee welcomed", "Ambassador", "ambassador", None, ""),
    (
        "[India's Permanent Representative to the United Nations], P. Harish",
        "Permanent Representative to the United Nations",
        "ambassador",
        "IN",
        "",
    ),
    ("the [High Commissioner of Ghana], Ms. Owusu", "High Commissioner of Ghana", "ambassador", "GH", ""),
    (
        "the [UN High Commissioner for Human Rights], Volker Türk",
        "High Commissioner for Human Rights",
        "international-official",
        "un",
        "",
    ),
    ("the [Apostolic Nuncio], Archbishop Rugambwa", "Apostolic Nuncio", "ambassador", "VA", ""),
    ("[Chargé d'Affaires] Susan Stevenson", "Chargé d'Affaires", "ambassador", None, ""),
    ("[Ambassador-designate] Paul Kapur", "Ambassador", "ambassador", None, "d"),
    (
        "the [EU Special Representative for the Sahel], Emanuela Del Re",
        "Special Representative for the Sahel",
        "envoy",
        "eu",
        "",
    ),
    (
        "the [UN Secretary-General's Special Envoy for Syria], Geir Pedersen",
        "Special Envoy for Syria",
        "envoy",
        "un",
        "",
    ),
    ("[US Special Envoy for Sudan] Tom Perriello", "Special Envoy for Sudan", "envoy", "US", ""),
    (
        "the [Special Envoy of President William Ruto], Mr. Otieno",
        "Special Envoy of President William Ruto",
        "envoy",
        None,
        "",
    ),
    (
        "the [Secretary-General of the United Nations], António Guterres",
        "Secretary-General of the United Nations",
        "international-official",
        "un",
        "",
    ),
    ("[NATO Secretary General] Mark Rutte", "Secretary General", "international-official", "nato", ""),
    (
        "the [President of the European Commission], Ursula von der Leyen",
        "President of the European Commission",
        "international-official",
        "eu",
        "",
    ),
    (
        "the [Chairperson of the African Union Commission], Moussa Faki",
        "Chairperson of the African Union Commission",
        "international-official",
        "au",
        "",
    ),
    (
        "the [Director-General of the World Health Organization], Dr. Tedros",
        "Director-General of the World Health Organization",
        "international-official",
        "who",
        "",
    ),
    (
        "the [Speaker of the National Assembly], Moses Wetang'ula",
        "Speaker of the National Assembly",
        "legislator",
        None,
        "",
    ),
    ("[Senator] Ben Cardin", "Senator", "legislator", None, ""),
    ("the [President of the Senate] closed the session", "President of the Senate", "legislator", None, ""),
    ("the [Chief of Defence Staff], General Musa", "Chief of Defence Staff", "military", None, ""),
    ("[National Security Adviser] Ajit Doval", "National Security Adviser", "official", None, ""),
    ("the [Foreign Ministry spokesperson], Mao Ning", "Foreign Ministry spokesperson", "official", None, ""),
    ("[Joint Secretary (South)] Shri Kumar", "Joint Secretary (South)", "official", None, ""),
    ("[Secretary (West)] Tanmaya Lal", "Secretary (West)", "official", None, ""),
    ("the [Permanent Secretary], Mrs. Adeyemi", "Permanent Secretary", "official", None, ""),
    ("the [Director General for Africa], Mr. Sato", "Director General for Africa", "official", None, ""),
    (
        "[Special Adviser to the Prime Minister] Gowher Rizvi",
        "Special Adviser to the Prime Minister",
        "official",
        None,
        "",
    ),
    ("the [French and German foreign ministers] met", "foreign ministers", "foreign-minister", None, "p"),
    (
        "[Ambassadors of Botswana and Zambia] attended",
        "Ambassadors of Botswana and Zambia",
        "ambassador",
        None,
        "p",
    ),
    (
        "the [Secretary of State of the Holy See], Cardinal Parolin",
        "Secretary of State of the Holy See",
        "head-of-government",
        "VA",
        "",
    ),
    ("[Acting Foreign Minister] Lin Jian", "Acting Foreign Minister", "foreign-minister", None, ""),
    (
        "the [Cabinet Secretary for Foreign and Diaspora Affairs], Musalia Mudavadi",
        "Cabinet Secretary for Foreign and Diaspora Affairs",
        "foreign-minister",
        None,
        "",
    ),
    ("[Federal Councillor] Ignazio Cassis", "Federal Councillor", "minister", None, ""),
    (
        "The [Permanent Secretary in the Ministry of Trade], Amb. Quaye, spoke.",
        "Permanent Secretary in the Ministry of Trade",
        "official",
        None,
        "",
    ),
    ("The [Permanent Secretary] in the talks spoke.", "Permanent Secretary", "official", None, ""),
    (
        "The [Special Adviser to the President (Media and Publicity)], Obi Danso, spoke.",
        "Special Adviser to the President (Media and Publicity)",
        "official",
        None,
        "",
    ),
    ("The [CEO of Maersk], Lars Skov, spoke.", "CEO of Maersk", "other", None, ""),
    (
        "The [President of the Korean Diplomacy Academy], Kim Min, spoke.",
        "President of the Korean Diplomacy Academy",
        "official",
        None,
        "",
    ),
    (
        "The [Undersecretary for Bilateral Relations and ASEAN Affairs] spoke.",
        "Undersecretary for Bilateral Relations and ASEAN Affairs",
        "deputy-minister",
        None,
        "",
    ),
]

NOTHING = {
    "fr": [
        "Le ministère des Affaires étrangères a publié une note.",
        "Sous la présidence de la Roumanie, la réunion a duré deux heures.",
        "La conférence ministérielle s'est tenue à Vienne.",
        "Le secrétariat de la conférence a préparé le texte.",
        "L'ambassade du Portugal a ouvert une exposition.",
        "Le Conseil des ministres se réunira jeudi.",
        "La Conférence des ministres de l'Éducation des États membres.",
        "La présidence de la République a confirmé la date.",
        "L'Assemblée générale des Nations Unies a adopté la résolution.",
        "En général, les échanges sont bons.",
        "La Chambre des députés a voté la loi.",
        "Le Haut-Commissariat pour les réfugiés a lancé un appel.",
        "Les membres des deux délégations ont pris la parole.",
        "Le représentant de la société a montré le chantier.",
        "La chancellerie et le consulat restent ouverts.",
        "Le chef de la délégation a remercié ses hôtes.",
        "Le cabinet du Premier ministre n'a pas commenté.",
        "Les directeurs ont visité l'usine.",
    ],
    "en": [
        "The Ministry of Foreign Affairs issued a statement.",
        "The presidency of the Council passes to Hungary.",
        "The General Assembly adopted the text.",
        "The embassy will open in March.",
        "The G7 Foreign Ministers' Meeting will be held in May.",
        "The Prime Minister's Office confirmed the date.",
        "A ministerial conference was held in Geneva.",
        "The Council of Ministers met on Friday.",
        "The Authority of Heads of State and Government thanked the host.",
        "The Office of the Spokesperson released the readout.",
        "In general, relations are good.",
        "The secretariat circulated the draft.",
        "Members of both delegations attended.",
        "The House of Representatives passed the bill.",
        "He heads the department and directs its work.",
        "Sultan bin Ahmed Al Jaber chaired the talks.",
        "The Council of Foreign Ministers adopted the declaration.",
    ],
}  # fmt: skip


def offices(text: str, language: str) -> list[OfficeMention]:
    return find(text, language, gazetteer.find(text, language))


def unbracketed(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(
    ("language", "case"),
    [("fr", case) for case in FRENCH] + [("en", case) for case in ENGLISH],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_an_office(language: str, case: Case) -> None:
    marked, title, role, of, marks = case
    text, start, end = unbracketed(marked)
    mention = next((m for m in offices(text, language) if m.end > start), None)
    assert mention is not None
    assert (text[mention.start : mention.end], mention.title, mention.role) == (text[start:end], title, role)
    assert (mention.state or mention.organisation) == of
    told = {"f": mention.former, "d": mention.designate, "p": mention.plural}
    assert "".join(mark for mark, is_so in told.items() if is_so) == marks
    assert not mention.counterpart
    assert " ".join(" ".join(text[a:b].split()) for a, b in mention.pieces) == title


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang in NOTHING for text in NOTHING[lang]])
def test_no_office(language: str, text: str) -> None:
    assert offices(text, language) == []


@pytest.mark.parametrize(
    ("language", "marked", "states", "plural"),
    [
        ("fr", "avec son [homologue gambien], M. Tangara", ("GM",), False),
        ("fr", "avec son [homologue de la République tchèque], M. Lipavský", ("CZ",), False),
        ("fr", "ses [homologues français et allemand] ont répondu", ("FR", "DE"), True),
        ("fr", "Son [homologue] a regretté la décision.", (), False),
        ("fr", "ses [collègues finlandais et suédois] ont répondu", ("FI", "SE"), False),
        ("en", "his [Georgian counterpart], Nino K.", ("GE",), False),
        ("en", "her [counterparts from China and Timor-Leste], Shen and Ximenes", ("CN", "TL"), True),
        ("en", "her [Indian and Japanese counterparts] agreed", ("IN", "JP"), True),
        ("en", "his [Swedish colleague], Karin B.", ("SE",), False),
        ("en", "Her [counterpart] thanked her.", (), False),
    ],
)
def test_counterparts(language: str, marked: str, states: tuple[str, ...], plural: bool) -> None:
    text, start, end = unbracketed(marked)
    [mention] = offices(text, language)
    assert (text[mention.start : mention.end], mention.states) == (text[start:end], states)
    assert mention.counterpart and mention.definite and (mention.title, mention.role) == ("", "")
    assert mention.plural == plural or not mention.states


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "le vice-Premier ministre estonien et ministre des Affaires étrangères, M. X",
            [
                ("vice-Premier ministre", "minister", "EE"),
                ("ministre des Affaires étrangères", "foreign-minister", "EE"),
            ],
        ),
        (
            "fr",
            "le Premier ministre et ministre des Affaires étrangères du Koweït, M. X",
            [
                ("Premier ministre", "head-of-government", "KW"),
                ("ministre des Affaires étrangères du Koweït", "foreign-minister", "KW"),
            ],
        ),
        (
            "en",
            "Singapore's Deputy Prime Minister and Minister for Trade and Industry",
            [
                ("Deputy Prime Minister", "minister", "SG"),
                ("Minister for Trade and Industry", "minister", "SG"),
            ],
        ),
        (
            "en",
            "former President of Chile and UN High Commissioner for Human Rights Michelle B.",
            [
                ("President of Chile", "head-of-state", "CL"),
                ("High Commissioner for Human Rights", "international-official", None),
            ],
        ),
    ],
)
def test_two_offices_joined_by_a_conjunction(
    language: str, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert [(m.title, m.role, m.state) for m in offices(text, language)] == expected


def test_only_the_first_of_two_offices_is_former_where_only_it_is_called_so() -> None:
    mentions = offices("former Prime Minister of Togo and Mediator for Mali", "en")
    assert [m.former for m in mentions] == [True, False]


def test_states_that_stand_for_an_office_with_theirs() -> None:
    text = "les ministres des Affaires étrangères du Togo, M. Robert Dussey, et de la Gambie, M. X, sont là"
    mentions = offices(text, "fr")
    assert [(m.title, m.state, m.plural) for m in mentions] == [
        ("ministres des Affaires étrangères du Togo", "TG", True),
        ("ministres des Affaires étrangères de la Gambie", "GM", False),
    ]
    text = "ses homologues rwandais, M. A. Kagame, et burundais, M. B. Nkurunziza, puis"
    assert [(m.state, m.counterpart) for m in offices(text, "fr")] == [("RW", True), ("BI", True)]


def test_an_office_inside_another_is_kept_apart() -> None:
    [mention] = offices("l'envoyé spécial du président togolais, M. X", "fr")
    assert [(inner.title, inner.role, inner.state) for inner in mention.inner] == [
        ("président", "head-of-state", "TG")
    ]


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("le ministre malien", True),
        ("un ministre malien", False),
        ("M. X, ministre malien", False),
        ("du ministre malien", True),
    ],
)
def test_definite(text: str, definite: bool) -> None:
    assert [m.definite for m in offices(text, "fr")] == [definite]


@pytest.mark.parametrize(
    ("title", "language", "state", "role"),
    [
        ("Foreign Secretary", "en", "IN", "official"),
        ("Foreign Secretary", "en", "GB", "foreign-minister"),
        ("Secretary of State", "en", "VA", "head-of-government"),
        ("secrétaire d'État", "fr", "US", "foreign-minister"),
        ("secrétaire d'État", "fr", "FR", "deputy-minister"),
        ("ministre d'État", "fr", "MC", "head-of-government"),
        ("prince", "fr", "MC", None),
        ("bonjour", "fr", "FR", None),
    ],
)
def test_a_role_may_depend_on_the_state(title: str, language: str, state: str, role: str | None) -> None:
    assert role_in_state(title, language, state) == role


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "M. Diallo et Mme Sy", [("M.", False), ("Mme", False)]),
        ("fr", "MM. Diallo et Sy", [("MM.", True)]),
        ("fr", "S.E.M. Alassane Ouattara", [("S.E.M.", False)]),
        ("fr", "S. E. M. Alassane Ouattara", [("S. E. M.", False)]),
        ("fr", "Son Excellence Monsieur Macky Sall", [("Son Excellence", False), ("Monsieur", False)]),
        ("fr", "Sa Majesté le Roi", [("Sa Majesté", False)]),
        ("fr", "SM le Roi", []),
        ("fr", "S.M. le Roi", [("S.M.", False)]),
        ("fr", "Maître Aïssata Tall Sall", [("Maître", False)]),
        ("fr", "le général Diarra", [("général", False)]),
        ("fr", "le secrétaire général est là", []),
        ("fr", "Son Altesse Royale le Prince", [("Son Altesse Royale", False)]),
        ("fr", "Mgr Gallagher, le Dr Tedros et le Pr Kane", [("Mgr", False), ("Dr", False), ("Pr", False)]),
        ("en", "H.E. Mrs. Grace Phiri", [("H.E.", False), ("Mrs.", False)]),
        ("en", "Dato' Seri Anwar", [("Dato' Seri", False)]),
        ("en", "Tan Sri Halimah", [("Tan Sri", False)]),
        ("en", "Gen. (Rtd.) Abubakar", [("Gen. (Rtd.)", False)]),
        ("en", "the General Assembly", []),
        ("en", "the U.S. team met U Thant", [("U", False)]),
        ("en", "He said so to Lord Pemberton", [("Lord", False)]),
        ("en", "Rt Hon David Lammy", [("Rt Hon", False)]),
        ("en", "Their Majesties arrived", [("Their Majesties", True)]),
        ("en", "Shri Modi and Smt. Swaraj", [("Shri", False), ("Smt.", False)]),
    ],
)
def test_honorifics(language: str, text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(text[start:end], plural) for start, end, plural in find_honorifics(text, language)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "ministre " * 20_000,
        "ministre de la coopération, de la " * 5_000,
        "Minister of Trade, Industry, " * 5_000,
        "envoyé spécial du " * 8_000,
        "deputy " * 20_000 + "minister",
        "Minister of Trade and " * 8_000,
        "les ministres du Togo, " * 5_000,
        "M. " * 50_000,
        "King's " * 20_000,
    ],
)
def test_time_is_bounded(text: str) -> None:
    began = time.perf_counter()
    for language in ("fr", "en"):
        find(text, language, [])
    assert time.perf_counter() - began < 20
