"""Every mistake that the editors of a pack are known to make, or are likely to."""

from collections.abc import Callable, Mapping
from random import Random

from support.mistakes import (
    in_evidence,
    in_figures,
    in_files,
    in_names,
    in_tables,
    in_toml,
    in_words,
)
from support.mistakes.raw_files import Files, Slip

Operator = Callable[[Files, Random], Slip | None]  # None where the files have no such spot

# Made in one language at a time, whichever it is.
_IN_ONE_LANGUAGE: tuple[Callable[[Files, Random, str], Slip | None], ...] = (
    in_figures.lose_a_digit_of_a_telephone_number,
    in_figures.exchange_digits_of_a_telephone_number,
    in_figures.give_another_service_s_number,
    in_figures.exchange_two_digits_of_an_article,
    in_figures.change_a_duration_in_one_language,
    in_figures.change_the_unit_of_a_duration,
    in_figures.change_a_year,
    in_figures.change_an_age,
    in_figures.misspell_an_address_in_a_text,
    in_words.misspell_an_organisation,
    in_words.type_a_letter_of_another_script,
    in_words.paste_an_invisible_sign,
    in_words.write_an_email_address,
    in_words.write_a_word_twice,
    in_words.lose_a_negation,
    in_words.lose_a_sentence_of_one_language,
    in_words.lose_the_end_of_a_text,
    in_words.lose_a_closing_quotation_mark,
    in_words.leave_a_note_to_oneself,
    in_words.write_a_middle_dot,
    in_words.exchange_answers_of_a_fork,
    in_names.rename_a_box_in_one_language,
    in_names.rename_a_problem_in_one_language,
    in_names.forget_a_needed_key,
    in_names.misspell_a_key,
    in_evidence.forget_the_doubt,
    in_files.keep_a_copy_beside_a_file,
    in_files.put_a_file_in_the_wrong_folder,
    in_files.move_a_file_away,
    in_files.delete_a_file,
    in_files.rename_a_file,
    in_files.save_as_utf_16,
    in_files.save_as_cp1252,
    in_files.save_half_a_file,
    in_toml.leave_a_quote_open,
    in_toml.leave_a_quote_of_a_list_open,
    in_toml.write_smart_quotes,
    in_toml.quote_inside_quotes,
    in_toml.write_no_quotes,
    in_toml.press_enter_in_a_text,
    in_toml.write_a_backslash,
    in_toml.forget_a_comma,
    in_toml.forget_to_close_a_list,
    in_toml.forget_the_equals_sign,
    in_toml.write_a_colon_for_the_equals_sign,
    in_toml.write_one_bracket_for_two,
    in_toml.forget_a_bracket,
    in_toml.misspell_a_header,
    in_toml.write_a_key_twice,
    in_toml.leave_the_marks_of_a_merge,
)

# Made where one language alone has such a spot, or in all of them at once.
_ONCE: tuple[Operator, ...] = (
    in_figures.change_an_address_in_one_place,
    in_figures.misspell_a_link,
    in_figures.lose_the_s_of_https,
    in_figures.copy_a_space_with_a_link,
    in_figures.change_the_figure_of_a_deadline,
    in_words.leave_french_in_a_translation,
    in_words.leave_a_french_sentence_in_a_translation,
    in_words.edit_the_french_alone,
    in_words.edit_the_translation_alone,
    in_names.rename_a_box_in_both_languages,
    in_names.rename_a_step_in_both_languages,
    in_names.rename_a_follow_up,
    in_names.rename_a_letter,
    in_names.rename_an_answer_of_the_case,
    in_names.use_a_number_twice,
    in_names.number_a_box_anew,
    in_names.number_an_included_box_anew,
    in_names.set_a_condition_on_an_unknown_fact,
    in_names.set_a_condition_on_an_unknown_value,
    in_names.learn_what_is_no_fact,
    in_names.open_a_door_to_nowhere,
    in_names.lead_an_answer_nowhere,
    in_names.go_late_nowhere,
    in_names.count_a_date_from_no_box,
    in_tables.remove_the_last_step,
    in_tables.remove_a_step,
    in_tables.remove_the_last_box_of_a_step,
    in_tables.copy_a_box_and_keep_its_name,
    in_tables.copy_a_problem_into_another_step,
    in_tables.cut_a_box_in_two,
    in_tables.move_a_box_to_another_step,
    in_tables.lose_a_flag,
    in_tables.forget_a_former_name,
    in_tables.forget_what_is_retired,
    in_evidence.raise_the_confidence_of_a_fact,
    in_evidence.raise_the_confidence_of_a_step,
    in_evidence.write_a_confidence_beside_facts,
    in_evidence.forget_a_fact_that_a_step_rests_on,
    in_evidence.mention_a_fact_that_a_step_rests_on,
    in_evidence.rest_on_an_unknown_fact,
    in_evidence.cite_an_unknown_source,
    in_evidence.name_no_source,
    in_evidence.remove_a_cited_source,
    in_evidence.read_it_in_the_future,
    in_evidence.read_it_on_no_day,
    in_evidence.lose_a_sign_of_a_fingerprint,
    in_evidence.copy_the_fingerprint_of_another_step,
    in_files.write_a_procedure_that_nobody_lists,
    in_files.save_the_french_over_the_translation,
    in_files.take_a_procedure_off_the_list,
    in_toml.write_a_french_date,
    in_toml.write_true_in_words,
    in_toml.quote_a_number,
    in_toml.quote_a_date,
    in_toml.write_a_text_for_a_list,
)


def _name(operator: Callable[..., object]) -> str:
    return operator.__name__.replace("_", " ")


def _make_in(language: str, slip: Callable[[Files, Random, str], Slip | None]) -> Operator:
    return lambda files, chance: slip(files, chance, language)


def list_operators(languages: tuple[str, ...]) -> Mapping[str, Operator]:
    """Return every operator by what it does; those of one language once in each of them."""
    return {
        **{_name(each): each for each in _ONCE},
        **{
            f"{_name(each)} ({language})": _make_in(language, each)
            for each in _IN_ONE_LANGUAGE
            for language in languages
        },
    }
