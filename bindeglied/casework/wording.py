"""What an event of a case is called on the page "who looked"."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

VERBS = {
    "appointment attended": gettext_noop("Termin hat stattgefunden"),
    "appointment cancelled client": gettext_noop("Termin von der Person abgesagt"),
    "appointment cancelled staff": gettext_noop("Termin von uns abgesagt"),
    "appointment changed": gettext_noop("Termin geändert"),
    "appointment confirmed": gettext_noop("Termin zugesagt"),
    "appointment looked at": gettext_noop("Termin angesehen"),
    "appointment made": gettext_noop("Termin vereinbart"),
    "appointment no show": gettext_noop("nicht zum Termin gekommen"),
    "appointment printed": gettext_noop("Terminzettel gedruckt"),
    "appointment rescheduled": gettext_noop("Termin verschoben"),
    "assignment ended": gettext_noop("Vertretung beendet"),
    "case looked at": gettext_noop("Fall angesehen"),
    "case registered": gettext_noop("Person aufgenommen"),
    "case sheet printed": gettext_noop("Fallblatt geöffnet"),
    "confided text looked at": gettext_noop("anvertrauten Text geöffnet"),
    "contact attempt logged": gettext_noop("Kontaktversuch notiert"),
    "contact corrected": gettext_noop("Notiz berichtigt"),
    "contact noted": gettext_noop("Notiz geschrieben"),
    "contributions changed": gettext_noop("Beiträge im Plan geändert"),
    "deputy assigned": gettext_noop("Vertretung eingetragen"),
    "domain cleared": gettext_noop("Einschätzung zurückgenommen"),
    "domain rated": gettext_noop("Einschätzung geändert"),
    "fact added": gettext_noop("Angabe ergänzt"),
    "goal changed": gettext_noop("Ziel geändert"),
    "goal removed": gettext_noop("Ziel entfernt"),
    "goal result recorded": gettext_noop("Ergebnis eines Ziels festgehalten"),
    "goal set": gettext_noop("Ziel gesetzt"),
    "hinted at as alike": gettext_noop("Hinweis gegeben: ähnliche Person soll aufgenommen werden"),
    "looks exported": gettext_noop("diese Liste heruntergeladen"),
    "looks looked at": gettext_noop("diese Liste angesehen"),
    "measure changed": gettext_noop("Schritt geändert"),
    "measure removed": gettext_noop("Schritt entfernt"),
    "measure set": gettext_noop("Schritt gesetzt"),
    "membership changed": gettext_noop("Haushalt geändert"),
    "next version begun": gettext_noop("neue Fassung des Plans begonnen"),
    "not reached": gettext_noop("als nicht erreicht festgehalten"),
    "offer accepted": gettext_noop("Antwort festgehalten: angenommen"),
    "offer declined": gettext_noop("Antwort festgehalten: abgelehnt"),
    "person added": gettext_noop("Mensch zum Haushalt hinzugefügt"),
    "plan agreed": gettext_noop("Plan vereinbart"),
    "plan agreed later": gettext_noop("einem vereinbarten Plan später zugestimmt"),
    "plan begun": gettext_noop("Plan begonnen"),
    "plan declined later": gettext_noop("Plan später abgelehnt"),
    "plan looked at": gettext_noop("Plan angesehen"),
    "plan printed": gettext_noop("Plan gedruckt"),
    "plan shown and looked at": gettext_noop("Plan mit der Person angesehen"),
    "progress recorded": gettext_noop("Stand eines Schritts festgehalten"),
    "shown as alike": gettext_noop("beim Aufnehmen als ähnlich gezeigt"),
    "signed scan attached": gettext_noop("Scan des unterschriebenen Plans angehängt"),
    "signed scan looked at": gettext_noop("Scan des unterschriebenen Plans heruntergeladen"),
    "support offered": gettext_noop("Unterstützung angeboten"),
    "task changed": gettext_noop("Aufgabe geändert"),
    "task done": gettext_noop("Aufgabe erledigt"),
    "task dropped": gettext_noop("Aufgabe nicht mehr nötig"),
    "task set": gettext_noop("Aufgabe notiert"),
}

# What was done, as against looked at, printed or taken along.
DEEDS = tuple(one for one in VERBS if not one.endswith(("looked at", "printed", "exported")))


def said(verb: str) -> str:
    """An event in the language of the page; an unknown one stays as it is written."""
    return _(VERBS[verb]) if verb in VERBS else verb
