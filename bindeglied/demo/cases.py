"""The people that the cast accompanies in the demo Land. All of them are invented."""

from __future__ import annotations

from bindeglied.casework.models import (
    AdviserSex,
    CaseState,
    ContactForm,
    Domain,
    HouseholdRole,
    Interpreting,
    ThirdPerson,
)
from bindeglied.demo.case_shapes import (
    DemoAppointment,
    DemoAttempt,
    DemoCase,
    DemoContact,
    DemoRelative,
    DemoTask,
)

TALK, VISIT, CALL = ContactForm.TALK, ContactForm.VISIT, ContactForm.CALL
LETTER, MESSAGE, VIDEO = ContactForm.LETTER, ContactForm.MESSAGE, ContactForm.VIDEO


OKSANA = DemoCase(
    *("Amira", "Oksana", "Verbenko", "1991-04-05", "uk", "needed"),
    announced=200,
    comes_to=CaseState.OPEN,
    telephone="06201 000 14",
    address="Musterweg 4, Weinheim",
    attempts=(DemoAttempt(196, CALL, "Mailbox, um Rückruf gebeten."),),
    contacts=(
        DemoContact(
            *(190, VISIT, 60, "Wohnung", "Kennengelernt. Möchte wieder als Buchhalterin arbeiten."),
            interpreting=Interpreting.PROFESSIONAL,
            language="uk",
        ),
        DemoContact(
            *(150, TALK, 50, "Rathaus", "Einschätzung besprochen, Wunsch notiert."),
            interpreting=Interpreting.PROFESSIONAL,
            language="uk",
            confided="Schläft schlecht und sorgt sich um ihre Eltern. Soll nicht in den Plan.",
        ),
        DemoContact(
            *(60, CALL, 10, "", "Einstufung A2 mit 84 Punkten. Möchte vormittags lernen."),
            interpreting=Interpreting.REMOTE,
            language="uk",
            topics=(Domain.LANGUAGE,),
        ),
        DemoContact(
            *(40, CALL, 10, "", "Kita ruft zurück, sobald die Vergabe feststeht."),
            topics=(Domain.CHILDREN,),
            third_persons=(ThirdPerson.TEACHER,),
        ),
        DemoContact(
            *(12, TALK, 45, "Rathaus", "Kursplatz ab nächstem Monat. Fragt nach Betreuung."),
            interpreting=Interpreting.PROFESSIONAL,
            language="uk",
            confided="Überlegt, sich zu trennen. Die Vertretung darf es wissen.",
            for_deputy=True,
            next_in=9,
            topics=(Domain.LANGUAGE, Domain.CHILDREN),
        ),
    ),
    offered=188,
    plan="agreed",
    later={"telephone": "06201 000 27"},
    tasks=(DemoTask(-2, "Kita-Vergabe anrufen: Platz am Vormittag"),),
    appointments=(
        DemoAppointment(
            *(0, 16, 60, TALK, "Rathaus, Zimmer 112", "Beratung zum Sprachkurs"),
            with_whom="Frau Sanders, Dolmetscherin",
            needs_interpreter=True,
        ),
    ),
)

CASES = (
    OKSANA,
    DemoCase(
        *("Amira", "Samir (سمير)", "Haddad (حداد)", "1986-11-20", "ar", "needed"),
        announced=3,
        comes_to=CaseState.ANNOUNCED,
        address="Musterweg 11, Weinheim",
    ),
    DemoCase(
        *("Amira", "Halyna (Галина)", "Kowalenko (Коваленко)", "1958-02-14", "uk", "needed"),
        announced=18,
        comes_to=CaseState.ANNOUNCED,
        telephone="06201 000 33",
        attempts=(
            DemoAttempt(15, CALL, "Niemand nimmt ab."),
            DemoAttempt(9, VISIT, "Niemand da, Karte eingeworfen."),
        ),
    ),
    DemoCase(
        *("Amira", "Mehret", "Tesfay", "1999-07-01", "ti", "needed"),
        announced=25,
        comes_to=CaseState.OFFERED,
        contacts=(
            DemoContact(
                *(12, TALK, 40, "Unterkunft", "Erstes Gespräch. Überlegt bis nächste Woche."),
                interpreting=Interpreting.REMOTE,
                language="ti",
                next_in=-1,
            ),
        ),
        offered=12,
    ),
    DemoCase(
        *("Amira", "Arben", "Krasniqi", "1979-09-30", "sq", "not_needed"),
        announced=70,
        comes_to=CaseState.DECLINED,
        contacts=(DemoContact(60, TALK, 25, "Rathaus", "Kommt gut allein zurecht."),),
        offered=60,
        reason="Hat Arbeit und Wohnung, möchte keine Begleitung.",
    ),
    DemoCase(
        *("Amira", "Ibrahim", "Jallow", "1994-03-12", "en", "at_times"),
        announced=90,
        comes_to=CaseState.NOT_REACHED,
        attempts=(
            DemoAttempt(85, CALL, "Nummer nicht vergeben."),
            DemoAttempt(70, LETTER, "Termin vorgeschlagen, keine Antwort."),
            DemoAttempt(50, VISIT, "Name steht nicht an der Tür."),
        ),
    ),
    DemoCase(
        *("Amira", "Zahra", "Ahmadi", "2001-01-17", "prs", "at_times"),
        announced=45,
        comes_to=CaseState.OPEN,
        telephone="06201 000 52",
        contacts=(
            DemoContact(
                *(35, VISIT, 55, "Wohnung", "Kennengelernt. Möchte Pflegefachfrau werden."),
                interpreting=Interpreting.VOLUNTEER,
                language="prs",
            ),
            DemoContact(
                *(6, VIDEO, 30, "", "Zeugnisse liegen übersetzt vor."),
                confided="Hat Angst vor einem Verwandten in der Unterkunft.",
                next_in=5,
            ),
        ),
        offered=35,
        plan="draft",
        appointments=(
            DemoAppointment(
                *(3, 11, 45, VISIT, "Unterkunft", "Entwurf des Plans besprechen"),
                is_confirmed=False,
                adviser_sex=AdviserSex.FEMALE,
            ),
        ),
    ),
    DemoCase(
        *("Amira", "Yusuf", "Demir", "1983-06-08", "tr", "not_needed"),
        announced=30,
        comes_to=CaseState.OPEN,
        contacts=(
            DemoContact(21, MESSAGE, 5, "", "Termin für den Erstkontakt vereinbart."),
            DemoContact(20, TALK, 35, "Rathaus", "Sucht eine größere Wohnung.", next_in=2),
        ),
        offered=20,
        tasks=(DemoTask(0, "Liste der Wohnungsgesellschaften schicken"),),
        relatives=(
            DemoRelative("Elif", "Demir", HouseholdRole.PARTNER, "1986-02-21", "tr", 31),
            DemoRelative("Can", "Demir", HouseholdRole.CHILD, "2017-05-11", "tr", 31),
            DemoRelative(
                *("Emine", "Demir", HouseholdRole.PARENT, "1957-08-30", "tr", 24),
                lives_apart=True,
            ),
        ),
    ),
    DemoCase(
        *("Amira", "Tahmina", "Nazari", "1989-03-03", "prs", "needed"),
        announced=55,
        comes_to=CaseState.OPEN,
        telephone="06201 000 61",
        contacts=(
            DemoContact(
                *(
                    48,
                    VISIT,
                    60,
                    "Wohnung",
                    "Die Familie kennengelernt. Der Sohn ist in Klasse 1.",
                ),
                interpreting=Interpreting.PROFESSIONAL,
                language="prs",
                topics=(Domain.CHILDREN,),
            ),
            DemoContact(
                *(9, TALK, 50, "Rathaus", "Plan vereinbart. Ihr Mann war bei der Arbeit."),
                interpreting=Interpreting.PROFESSIONAL,
                language="prs",
                next_in=12,
                topics=(Domain.LANGUAGE, Domain.CHILDREN),
            ),
        ),
        offered=48,
        plan="family",
        relatives=(
            DemoRelative("Farhad", "Nazari", HouseholdRole.PARTNER, "1985-10-19", "prs", 54),
            DemoRelative("Omid", "Nazari", HouseholdRole.CHILD, "2019-08-02", "prs", 54),
        ),
    ),
    DemoCase(
        *("Amira", "Selam", "Woldetsadik", "2000-10-02", "ti", "at_times"),
        announced=1040,
        comes_to=CaseState.OPEN,
        contacts=(
            DemoContact(1030, TALK, 40, "Rathaus", "Kennengelernt. Möchte eine Ausbildung."),
            DemoContact(104, CALL, 10, "", "Ausbildung als Elektronikerin läuft gut."),
        ),
        offered=1030,
        tasks=(DemoTask(4, "Übergang in die Regelberatung vorbereiten"),),
    ),
    DemoCase(
        *("Bernd", "Fatima", "Rezai", "1975-12-24", "fa", "needed"),
        announced=80,
        comes_to=CaseState.OPEN,
        address="Beispielgasse 2, Schriesheim",
        contacts=(
            DemoContact(
                *(66, TALK, 50, "Rathaus", "Erstes Gespräch mit der ältesten Tochter."),
                interpreting=Interpreting.RELATIVE,
                language="fa",
                confided="Möchte ohne die Tochter wiederkommen.",
                next_in=14,
            ),
        ),
        offered=66,
        plan="draft",
    ),
)
