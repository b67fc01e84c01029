"""What the manual pages say beside the program's help: everything in French, then in English."""

TITLES = {
    "name": ("NOM", "NAME"),
    "synopsis": ("SYNOPSIS", "SYNOPSIS"),
    "description": ("DESCRIPTION", "DESCRIPTION"),
    "options": ("OPTIONS", "OPTIONS"),
    "commands": ("COMMANDES", "COMMANDS"),
    "environment": ("ENVIRONNEMENT", "ENVIRONMENT"),
    "files": ("FICHIERS", "FILES"),
    "exit": ("CODE DE SORTIE", "EXIT STATUS"),
    "examples": ("EXEMPLES", "EXAMPLES"),
    "also": ("VOIR AUSSI", "SEE ALSO"),
    "book": ("Commandes", "User commands"),
}
DESCRIPTION = (
    (
        "Ce guide avance une page à la fois, dans le terminal. Il se souvient d'où vous en étiez.",
        "Sans commande, sur un terminal, il commence ou reprend. Il ne se connecte à rien.",
        "Il ne demande jamais de nom, de numéro, de mot de passe, ni le code d'un compte.",
        "Il garde des noms d'étapes, ce qui en est fait ou mis de côté, et des jours.",
        "Ctrl-C vide l'écran et quitte, à tout moment. Ce qui était validé est déjà gardé.",
        "La commande demarche fait la même chose sous un nom qui ne dit rien.",
    ),
    (
        "This guide shows one page at a time, in the terminal. It remembers where you stopped.",
        "Without a command, on a terminal, it begins or goes on. It never connects to anything.",
        "It never asks for a name, a number, a password or the code of an account.",
        "It keeps names of steps, what is done or set aside of them, and days.",
        "Ctrl-C clears the screen and leaves, at any moment. What you confirmed is kept already.",
        "The command demarche does the same under a name that says nothing.",
    ),
)
VARIABLES = {
    "MES_OPTOUT_LANG": ("La langue : fr ou en.", "The language: fr or en."),
    "MES_OPTOUT_HOME": ("Le dossier du fichier de suivi.", "The folder of your progress."),
    "MES_OPTOUT_STEPS": ("Un autre dossier d'étapes.", "Another folder of steps."),
    "MES_OPTOUT_SIMPLE": (
        "Des lignes numérotées, comme avec --simple.",
        "Numbered lines, as with --simple.",
    ),
    "ACCESSIBLE": (
        "La même chose, pour d'autres programmes aussi.",
        "The same, for other programs too.",
    ),
    "NO_COLOR": ("Sans couleur.", "No colour."),
    "CLICOLOR": ("Sans couleur, si sa valeur est 0.", "No colour, if it is 0."),
    "SOURCE_DATE_EPOCH": (
        "Le jour à prendre pour aujourd'hui, en secondes depuis 1970.",
        "The day to take for today, in seconds since 1970.",
    ),
    "MES_OPTOUT_TRACEBACK": (
        "Montrer d'où vient une erreur du programme, pour qui le développe.",
        "Show where a mistake of the program comes from, for those who work on it.",
    ),
}
FILES = {
    "~/.local/state/demarches/notes.json": (
        "Vos coches et leurs jours, le jour d'un envoi, les étapes mises de côté. forget l'efface.",
        "Your ticks and their days, a day of sending, the steps you set aside. forget deletes it.",
    ),
    "~/.local/state/demarches/.lock": (
        "Un fichier vide, pour que deux fenêtres ne se gênent pas.",
        "An empty file, so that two windows do not disturb each other.",
    ),
}
CODES = {
    "0": ("Tout va bien.", "All is well."),
    "2": (
        "La commande est mal écrite, ou un choix n'existe pas.",
        "The command is not written as it should be, or a choice does not exist.",
    ),
    "3": (
        "La saisie s'est arrêtée ; ce qui était validé est gardé.",
        "The input ended; what you confirmed is kept.",
    ),
    "4": (
        "Impossible d'écrire, ou le fichier existe déjà.",
        "Something could not be written, or the file exists already.",
    ),
    "65": (
        "Les étapes ou le fichier de suivi sont illisibles.",
        "The steps or the file with your progress cannot be read.",
    ),
    "70": ("Une erreur du programme.", "A mistake of the program."),
    "129, 130, 143": (
        "La fenêtre s'est fermée, Ctrl-C, ou un autre programme y a mis fin.",
        "The window was closed, Ctrl-C, or another program ended it.",
    ),
}
EXAMPLES = {
    "mes-optout guide": ("Commencer, ou reprendre :", "Begin, or go on:"),
    "mes-optout guide opposition --simple": (
        "S'opposer, avec des lignes numérotées :",
        "Object, with numbered lines:",
    ),
    "mes-optout checklist opposition --output liste.html": (
        "Une liste à imprimer :",
        "A list to print:",
    ),
    "mes-optout deadline 2026-11-02": (
        "Le dernier jour pour s'opposer, après une lettre du 2 novembre :",
        "The last day to object, after a letter of 2 November:",
    ),
    "mes-optout forget": ("Effacer ce qui est gardé :", "Delete what is kept:"),
}
