"""What the manual page says beside the program's help, which it takes from the commands."""

from mes_optout.errors import N_

BOOK = N_("User commands")  # the part of the manual, at the top of a printed page
TITLES = {
    "name": N_("NAME"),
    "synopsis": N_("SYNOPSIS"),
    "description": N_("DESCRIPTION"),
    "options": N_("OPTIONS"),
    "commands": N_("COMMANDS"),
    "environment": N_("ENVIRONMENT"),
    "files": N_("FILES"),
    "exit": N_("EXIT STATUS"),
    "examples": N_("EXAMPLES"),
    "also": N_("SEE ALSO"),
}
DESCRIPTION = (
    N_("This guide shows one page at a time, in the terminal. It remembers where you stopped."),
    N_("Without a command, on a terminal, it begins or goes on. It never connects to anything."),
    N_("It never asks for a name, a number, a password or the code of an account."),
    N_("It keeps names of steps, what is done or set aside of them, and days."),
    N_("Ctrl-C clears the screen and leaves, at any moment. What you confirmed is kept already."),
    N_("The command demarche does the same under a name that says nothing."),
)
VARIABLES = {
    "MES_OPTOUT_LANG": N_("The language: fr or en."),
    "MES_OPTOUT_HOME": N_("The folder of your progress."),
    "MES_OPTOUT_STEPS": N_("Another folder of steps."),
    "MES_OPTOUT_SIMPLE": N_("Numbered lines, as with --simple."),
    "ACCESSIBLE": N_("The same, for other programs too."),
    "NO_COLOR": N_("No colour."),
    "CLICOLOR": N_("No colour, if it is 0."),
    "SOURCE_DATE_EPOCH": N_("The day to take for today, in seconds since 1970."),
    "MES_OPTOUT_TRACEBACK": N_(
        "Show where an error in the program comes from, for those who work on it."
    ),
}
FILES = {
    "~/.local/state/demarches/notes.json": N_(
        "Your ticks and their days, a day of sending, the steps you set aside. forget deletes it."
    ),
    "~/.local/state/demarches/.lock": N_(
        "An empty file, so that two windows do not disturb each other."
    ),
}
CODES = {
    "0": N_("All is well."),
    "2": N_("The command is mistyped, or a choice does not exist."),
    "3": N_("The input ended; what you confirmed is kept."),
    "4": N_("Something could not be written, or the file exists already."),
    "65": N_("The steps or the file with your progress cannot be read."),
    "70": N_("An error in the program."),
    "129, 130, 143": N_("The window was closed, Ctrl-C, or another program ended it."),
}
# What is typed after the name of the program.
EXAMPLES = {
    "guide": N_("Begin, or go on:"),
    "guide opposition --simple": N_("Object, with numbered lines:"),
    "checklist opposition --output liste.html": N_("A list to print:"),
    "deadline 2026-11-02": N_("The last day to object, after a letter of 2 November:"),
    "forget": N_("Delete what is kept:"),
}
