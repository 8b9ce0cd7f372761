"""The documents from which the values of the rules were taken.

The full text of no version of the VwV Integrationsmanagement could be read; these are the pages
and papers that quote it. Titles stay in the language of the document.
"""

from bindeglied.law.values import Source

VWV_2017 = Source("VwV Integrationsmanagement vom 11.12.2017")
VWV_2019 = Source("VwV Integrationsmanagement, Änderung vom 28.08.2019")
VWV_2020 = Source("VwV Integrationsmanagement, Änderung vom 11.11.2020")
VWV_2022 = Source("VwV Integrationsmanagement, Änderung vom 26.01.2022")
VWV_2023 = Source("VwV Integrationsmanagement vom 06.06.2023")
VWV_2025 = Source("Integrationsmanagement ab 01.01.2025")

FAG_29D_2017 = Source("§ 29d Abs. 1 FAG in der Fassung vom 21.02.2017", "landesrecht-bw.de")
ROUNDING_AS_FRAMES = Source(
    "erschlossen aus der Rundung der Planungsrahmen, die nach derselben Zählung berechnet wurden"
)

PACT_PAGE = Source(
    "Sozialministerium, Seite zum Pakt für Integration",
    "sozialministerium.bw, Pakt für Integration",
)
EARLY_START = Source(
    "Sozialministerium, Seite zum Pakt für Integration: Beginn ab dem 01.01.2017 in einzelnen"
    " Fällen",
    "sozialministerium.bw, Pakt für Integration",
)
MINISTRY_PAGE_OLDER = Source(
    "Sozialministerium, Seite zum Förderbereich Integrationsmanagement (ältere Fassung)",
    "sozialministerium.bw, Förderbereich Integrationsmanagement",
)
MINISTRY_PAGE_NEWER = Source(
    "Sozialministerium, Seite zum Förderbereich Integrationsmanagement (neuere Fassung)",
    "sozialministerium.bw, Förderbereich Integrationsmanagement",
)
STATISTICS_OFFICE_2021 = Source(
    "Statistisches Landesamt, FaFo aktuell vom 22.02.2021",
    "statistik-bw.de/FaFo/Aktuell/20210222.4",
)
LIGA_2022 = Source(
    "Liga der freien Wohlfahrtspflege, Stellungnahme zum Entwurf der Änderung", "liga-bw.de"
)
AUTHORITY_FAQ_2017 = Source(
    "Regierungspräsidium, häufige Fragen zum Integrationsmanagement (2017)",
    "rp.baden-wuerttemberg.de, Integration, FAQ",
)
AUTHORITY_FAQ_LATER = Source(
    "Regierungspräsidium, häufige Fragen zum Integrationsmanagement (spätere Fassung)",
    "rp.baden-wuerttemberg.de, FAQ",
)
AUTHORITY_PAGE_2022 = Source(
    "Regierungspräsidium Stuttgart, Seite zur Förderung der Integration (2022)",
    "rp.baden-wuerttemberg.de, Flüchtlinge, Integration",
)
STUTTGART_2023 = Source("Stadt Stuttgart, Gemeinderatsdrucksache 1006/2023")
STUTTGART_GRANT_2018 = Source(
    "berechnet aus der Bewilligung an Stuttgart: 6.540.594 € für zwei Jahre und 51,1 VZÄ"
)
HERBRECHTINGEN_2024 = Source(
    "Heidenheimer Zeitung zu Herbrechtingen (1,44 VZÄ); bis 28.02.2023 galt ein anderer Satz",
    "hz.de",
)
MANNHEIM_2024 = Source(
    "Grüne Fraktion Mannheim, 06.12.2024: „voraussichtlich“", "gruene-fraktion-mannheim.de"
)
MUNICIPAL_PRESS_2025 = Source("Die Gemeinde, Bericht über die Förderung nur noch an Kreise")
LAND_2025 = Source(
    "Landesregierung, „116 Millionen Euro für Integrationsmanagement“", "baden-wuerttemberg.de"
)
MINISTRY_PRESS_2023 = Source(
    "Sozialministerium, Mitteilung vom 29.09.2023: rund 71 Mio. € einschließlich Ukraine-Hilfe"
)
KREIS_RAVENSBURG = Source("Landkreis Ravensburg, Seite zum Integrationsmanagement", "rv.de")
OWN_CLAIM_PRESS = Source(
    "Mitteilungen zum Mindestbetrag eines eigenen Antrags, 2017/18",
    "thomas-marwein.de; badische-zeitung.de 147951472; swp.de 24481196",
)
TRANCHE_PRESS = Source(
    "Mitteilungen zu den Abschlägen 2017: 60 % vorab, 40 % nach der Zählung",
    "hermino-katzenstein.de/2017/3577; swp.de 24481196",
)
PUBLISHED_FRAMES = Source(
    "abgeleitet aus veröffentlichten Planungsrahmen: 17 von 17 endgültigen und 70 von 71 der"
    " ersten Tranche auf den Euro genau"
)
NOT_FOUND = Source("nicht gefunden")
