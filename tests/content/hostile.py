"""Texts that could steer a terminal or a reader, and a small pack to plant them in."""

from mes_optout.content.faults import LONGEST_TEXT

HOSTILE = {
    "ESC alone": "a\x1bb",
    "clear screen": "\x1b[2J\x1b[H",
    "colour": "\x1b[31mrouge\x1b[0m",
    "C1 CSI": "a\x9b31mb",
    "C1 OSC": "\x9d0;titre\x9c",
    "C1 NEL": "a\x85b",
    "OSC 0 title": "\x1b]0;titre\x07",
    "OSC 8 link": "\x1b]8;;https://example.org\x1b\\ici\x1b]8;;\x1b\\",
    "OSC 52 clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "DCS": "\x1bP$q\x1b\\",
    "carriage return": "efface\rmoi",
    "line feed": "a\nb",
    "tab": "a\tb",
    "vertical tab": "a\x0bb",
    "form feed": "a\x0cb",
    "backspace": "a\x08b",
    "bell": "a\x07b",
    "NUL": "a\x00b",
    "DEL": "a\x7fb",
    "shift out": "a\x0eb",
    "bidi override right to left": "a\u202eb",
    "bidi override left to right": "a\u202db",
    "bidi embedding": "a\u202bb",
    "bidi isolate": "a\u2067b\u2069",
    "right-to-left mark": "a\u200fb",
    "arabic letter mark": "a\u061cb",
    "zero width space": "a\u200bb",
    "zero width joiner": "a\u200db",
    "zero width non-joiner": "a\u200cb",
    "word joiner": "a\u2060b",
    "byte order mark": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "tag letter": "a\U000e0041b",
    "interlinear annotation": "a\ufff9b",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "lone surrogate": "a\ud800b",
    "private use": "a\ue000b",
    "private use, plane 16": "a\U00100000b",
    "no character": "a\uffffb",
    "not assigned": "a\u0378b",
    "OSC 8 link, ended by BEL": "\x1b]8;;https://example.org\x07ici\x1b]8;;\x07",
    "OSC 8 link, C1": "\x9d8;;https://example.org\x9cici\x9d8;;\x9c",
    "OSC 52 clipboard, C1": "\x9d52;c;cm0gLXJm\x9c",
    "other screen": "\x1b[?1049h",
    "hidden letters": "\x1b[8mcachés\x1b[28m",
    "what the title is": "\x1b[21t",
    "which terminal": "\x1b[c",
    "APC": "\x1b_tmux\x1b\\",
    "PM": "\x9eprivé\x9c",
    "CR and LF": "un\r\ndeux",
    "grapheme joiner": "a\u034fb",
    "variation selector": "a\ufe0fb",
    "variation selector, plane 14": "a\U000e0100b",
    "Hangul filler": "a\u3164b",
    "Mongolian selector": "a\u180bb",
    "braille blank": "a\u2800b",
    "too long": "a" * (LONGEST_TEXT + 1),
    "10 MB": "a" * 10_000_000,
    "empty": "",
    "spaces only": "   ",
    "no-break spaces only": "\u00a0\u202f",
}

MARKUP = {
    "bold": "[bold]gras[/bold]",
    "closing": "fin[/]",
    "closing alone": "[/]",
    "link": "[link=https://example.org]ici[/link]",
    "colour without end": "[red]rouge",
    "wrong closing": "[/gras]",
    "action": "[@click=app.quit]fin[/]",
}

LINKS = [
    "http://www.monespacesante.fr/",
    "ftp://www.monespacesante.fr/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "javascript://www.monespacesante.fr/%0aalert(1)",
    "data:text/html,x",
    "mailto:a@www.monespacesante.fr",
    "www.monespacesante.fr/",
    "//www.monespacesante.fr/",
    "/enrolement/cloture/accueil",
    "https:/www.monespacesante.fr/",
    "https:www.monespacesante.fr",
    "https://",
    "https:///accueil",
    "",
    "https://moi@www.monespacesante.fr/",
    "https://moi:secret@www.monespacesante.fr/",
    "https://@www.monespacesante.fr/",
    "https://www.monespacesante.fr@example.org/",
    "https://www.monespacesante.fr:443/",
    "https://www.monespacesante.fr:8443/",
    "https://www.monespacesante.fr:99999/",
    "https://www.monespacesante.fr:x/",
    "https://www.monespacesante.fr:/",
    "https://www.monespacesanté.fr/",
    "https://www.mоnespacesante.fr/",
    "https://xn--monespacesant-nhb.fr/",
    "https://www.monespacesante.fr/santé",
    "https://www.monespacesante.fr。example.org/",
    "https://example.org/",
    "https://example.org/www.monespacesante.fr",
    "https://example.org/?https://www.monespacesante.fr",
    "https://example.org#www.monespacesante.fr",
    "https://www.monespacesante.fr.example.org/",
    "https://faux-www.monespacesante.fr/",
    "https://ameli.www.monespacesante.fr/",
    "https://www.monespacesante.fr./",
    "https://www.monespacesante.fr%2eexample.org/",
    "https://[::1]/",
    "https://[::1",
    "https://127.0.0.1/",
    "https://www.monespacesante.fr/a b",
    " https://www.monespacesante.fr/",
    "https://www.monespacesante.fr/ ",
    "https://www.monespacesante.fr/\t",
    "https://www.monespacesante.fr/\n",
    "https://www.monespace\nsante.fr/",
    "https://www.monespacesante.fr\\@example.org/",
    "https://www.monespacesante.fr/a\\b",
    "https://example.org\\.www.monespacesante.fr/",
    "https://www.monespacesante.fr/\x1b[2J",
    "https://www.monespacesante.fr/\u202e",
    "https://www.monespacesante.fr/\x00",
    "HTTPS://www.monespacesante.fr/",
    "https://WWW.monespacesante.fr/",
    "https://www.MonEspaceSante.fr/",
    "https://www.monespacesante.fr../",
    "https://.www.monespacesante.fr/",
    "https://www..monespacesante.fr/",
    "https://monespacesante.fr.example.org/",
    "https://www.monespacesante.fr-example.org/",
    "https://www-monespacesante.fr/",
    "https://www.monespacesante.fr.xn--p1ai/",
    "https://xn--mnespacesante-0bj.fr/",
    "https://www.monespacesante.com/",
    "https://www.monespacesante.fr;.example.org/",
    "https://www.monespacesante.fr,example.org/",
    "https://www.monespacesante.fr&example.org/",
    "https://www.monespacesante.fr%00.example.org/",
    "https://www.monespacesante.fr%2f@example.org/",
    "https://www.monespacesante.fr%23.example.org/",
    "https://www.monespacesante.fr#.example.org/",
    "https://www.monespacesante.fr#@example.org/",
    "https://www.monespacesante.fr?.example.org/",
    "https://example.org#@www.monespacesante.fr/",
    "https://example.org/#/www.monespacesante.fr/",
    "https://example.org?www.monespacesante.fr/",
    "https://moi%40www.monespacesante.fr@example.org/",
    "https://2130706433/",
    "https://0x7f.0x1/",
    "https://[::ffff:127.0.0.1]/",
    "https://localhost/",
    "https://www.monespacesante.fr\\.example.org/",
    "https:\\\\www.monespacesante.fr/",
    "https://www.monespacesante.fr/<script>",
    'https://www.monespacesante.fr/"onclick',
    "https://www.monespacesante.fr/\u200b",
    "https://www.monespacesante.fr\u2044example.org/",
    "https://www.monespacesante.fr\uff0fexample.org/",
    "https://www.monespacesante.fr\u3002example.org/",
]

TRIAGE = """\
note = "Note."
procedures = ["sortie"]

[[questions]]
id = "debut"
text = "Où ?"

[[questions.answers]]
id = "ici"
label = "Ici"
situation = "dedans"

[[questions.answers]]
id = "ailleurs"
label = "Ailleurs"
question = "suite"

[[questions]]
id = "suite"
text = "Encore ?"

[[questions.answers]]
id = "oui"
label = "Oui"
situation = "dedans"

[[situations]]
id = "dedans"
procedure = "sortie"
note = "Note."
timing = "Bientôt."
sources = ["PLAN"]
"""
PROCEDURE = """\
id = "sortie"
title = "Titre"
summary = "Résumé."
finished = "Fini."
afterwards = ["Après."]
if_late = "sortie"
[[steps]]
id = "porte"
title = "Titre"
why = "Pourquoi."
before = "Avant."
needs = ["une main"]
body = ["Un.", "Deux."]
link = "https://www.cnil.fr/a"
keep = "À garder."
doubt = "Doute."
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
more = ["Plus."]
change = "Changé."
formerly = ["portail"]
[[steps.checks]]
id = "ouverte"
number = 1
text = "Ouverte"
formerly = ["portail/ouvert"]
[[steps.problems]]
id = "signe"
symptom = "Signe"
remedy = "Remède."
otherwise = "Sinon."
"""
SOURCES = """\
[sources."PLAN"]
title = "Titre"
url = "https://example.org/a"
date = "2022"
"""
FILES = {"fr/situations.toml": TRIAGE, "fr/sortie.toml": PROCEDURE, "sources.toml": SOURCES}
