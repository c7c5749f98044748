"""What people expect of such a program, and the test that has seen it met.

The expectations are those that were gathered from people who keep such registers, by their rank;
the ones that nobody has seen met yet are named too, so that nothing is claimed in silence.
"""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parent

MET = {
    1: ("nothing typed is lost", "test_a_draft_is_offered_again_exactly_as_it_was_typed"),
    2: (
        "a whole delivery without a mouse, in the order of the paper",
        "test_the_24_reference_deliveries_are_written_within_their_budgets",
    ),
    3: (
        "the register on paper, column for column, A4 and A3",
        "test_every_heading_of_the_paper_is_printed_in_its_order",
    ),
    4: (
        "the month's form in one action, each number opens its rows",
        "test_ctrl_enter_goes_behind_the_figure_enter_opens_and_esc_comes_back",
    ),
    5: (
        "a likely duplicate is told beside: the same or another woman",
        "test_a_woman_who_is_likely_known_is_told_beside_and_taken_by_one_key",
    ),
    6: (
        "errors in words that lead to the field",
        "test_what_is_wrong_after_a_save_is_told_of_the_field_that_has_the_focus",
    ),
    7: ("a visible state", "test_the_state_is_told_by_sign_and_word"),
    8: ("search by part of a name, number, phone", "test_f3_finds_a_woman_and_opens_her_page"),
    9: (
        "impossible blocked, unlikely allowed",
        "test_an_unlikely_value_is_confirmed_with_one_key_on_the_field",
    ),
    10: ("undo", "test_a_correction_is_undone_and_the_history_keeps_both"),
    11: ("one-key codes and type-ahead", "test_a_name_that_is_not_on_the_list_is_told_in_words"),
    12: ("forgiving dates and hours", "test_an_hour_alone_finds_its_day_and_says_it"),
    13: ("twins", "test_twins_are_two_lines_and_nothing_of_the_mother_is_typed_twice"),
    14: (
        "copies made and verified by themselves, one tried out each week",
        "test_before_four_hours_are_over_a_copy_is_made_and_a_trial_once_a_week",
    ),
    15: ("what is to be completed", "test_a_list_can_show_what_is_to_be_completed"),
    16: (
        "the last women seen",
        "test_the_last_women_seen_are_offered_and_enter_still_makes_a_new_one",
    ),
    17: (
        "the month is closed, and opened again with a reason",
        "test_opening_again_asks_why_and_says_so",
    ),
    18: ("history", "test_the_history_tells_who_when_what_and_why"),
    19: (
        "F1 on the field, without a network",
        "test_f1_helps_on_the_field_and_pressed_again_shows_every_key",
    ),
    20: ("preview is what prints", "test_a_list_is_previewed_from_the_bytes_that_are_printed"),
    21: ("export with real dates", "test_what_is_shown_is_written_to_a_workbook_with_real_dates"),
    22: ("sort, filter, sums", "test_the_sums_of_the_rows_selected_stand_at_the_foot"),
    23: (
        "columns chosen, kept in view, remembered",
        "test_the_columns_chosen_are_remembered_for_the_person_without_her_name",
    ),
    24: ("unknown is not empty", "test_blank_zero_and_typed_are_three_different_things"),
    25: (
        "declared age, unknown birth, unknown last period",
        "test_the_24_reference_deliveries_are_written_within_their_budgets",
    ),
    26: (
        "typed later than it happened",
        "test_the_list_and_the_form_say_how_late_an_entry_was_typed",
    ),
    27: ("skips", "test_a_stillborn_is_not_asked_for_what_does_not_apply"),
    28: (
        "carried forward and repeated",
        "test_the_attendant_is_carried_on_and_the_day_on_request",
    ),
    29: ("progress that can be stopped", "test_long_work_tells_its_progress_and_can_be_stopped"),
    30: (
        "window, page, filters and period remembered",
        "test_what_a_list_showed_and_the_page_left_are_found_again",
    ),
    31: ("large text without clipping", "test_every_screen_is_whole_and_in_french"),
    32: ("training register", "test_a_training_register_says_so_on_every_page"),
    33: ("quick lock", "test_locking_leads_back_to_the_door"),
    34: ("what is due", "test_what_is_late_due_and_soon_stands_in_three_lists"),
    35: ("ward board", "test_a_card_has_the_bed_the_mother_her_babies_and_the_hours"),
    36: (
        "a figure far from the months before",
        "test_a_figure_far_from_the_months_before_is_told",
    ),
    37: (
        "several corrected at once after a preview",
        "test_several_entries_are_corrected_by_keys_after_each_row_was_told",
    ),
    38: ("handover", "test_the_sheet_is_one_page_even_after_the_busiest_night"),
    39: (
        "blank sheets in the order of the screen",
        "test_a_blank_sheet_asks_what_the_screen_asks_in_its_order",
    ),
    40: (
        "card and band printed and scanned; the number of the delivery typed instead",
        "test_a_scanned_band_or_card_finds_the_mother",
    ),
    41: ("panel of keys", "test_f1_shows_every_key_with_its_words"),
    42: ("definitions on the field", "test_a_weight_tells_what_is_refused_and_what_is_asked"),
    43: ("language for each person", "test_each_person_has_her_own_language_and_size"),
    44: ("first run", "test_a_ward_is_set_up_by_keys_alone"),
    45: ("copy as a table", "test_rows_are_copied_as_a_table_with_their_heads"),
    46: (
        "charts with their sentences",
        "test_the_months_before_follow_the_row_and_are_told_and_printed",
    ),
    47: (
        "a flag on a record and on a figure",
        "test_a_figure_is_marked_to_be_checked_and_the_mark_is_settled",
    ),
    48: (
        "dark and high contrast, following the system",
        "test_the_system_decides_where_nobody_chose",
    ),
    49: ("never colour alone", "test_nothing_on_the_form_is_in_colour"),
    50: (
        "old tables taken in: columns told, tried first, undone as a whole",
        "test_an_old_table_is_told_tried_taken_in_and_undone_by_keys",
    ),
    51: ("calm crash", "test_a_mistake_is_told_calmly_and_what_was_typed_is_a_draft"),
    52: ("one instance", "test_a_second_start_raises_the_first_window_and_ends"),
    53: (
        "an update from a stick without administrator's rights, and the way back",
        "test_a_signed_stick_brings_a_newer_version_and_the_one_before_comes_back_with_its_register",
    ),
    54: (
        "what is new, once after an update, skipped by one key, in the help later",
        "test_what_is_new_is_shown_once_skipped_by_one_key_and_read_again_in_the_help",
    ),
    55: ("about the program", "test_the_help_tells_the_version_and_where_the_register_lies"),
    56: (
        "no sound",
        "test_the_program_makes_no_sound",
    ),
    57: (
        "clock, stick and disk told before they stop the work",
        "test_a_disk_nearly_full_is_told_before_copies_and_saves_stop",
    ),
    58: ("views by name", "test_a_view_is_saved_by_name_and_brought_back_by_keys"),
    60: (
        "weeks, term, due date, age and body mass index worked out in place",
        "test_weight_and_height_tell_the_body_mass_index_at_once_and_why",
    ),
    59: ("names hidden", "test_f11_shows_initials_for_visitors_eyes_on_every_list"),
}
"""Rank -> what is expected, and the test that sees it."""

NOT_YET: dict[int, str] = {}
"""What nobody has seen met yet, said as it is."""


def names() -> set[str]:
    """Every test there is."""
    trees = (ast.parse(file.read_text("utf-8")) for file in TESTS.rglob("test_*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


def test_every_expectation_that_is_claimed_has_been_seen() -> None:
    there = names()
    assert [test for _words, test in MET.values() if test not in there] == []


def test_every_expectation_is_met_or_said_not_to_be() -> None:
    assert sorted([*MET, *NOT_YET]) == list(range(1, 61))
