//! A list that unfolds, of which one is chosen: by the mouse, by arrow keys and Enter, or by the first letter of an option.

use egui::{ComboBox, Event, Response, Ui};

/// Shows the list, of which the options are given with whether each is set; gives the place of the one that was chosen
/// now, the set one included, and what shows the list while it is folded.
///
/// The list that a key opens has the keyboard, and what opened it has it again once it is closed.
pub fn choice_ui<'a>(
    ui: &mut Ui,
    combo: ComboBox<'_>,
    options: impl IntoIterator<Item = (&'a str, bool)>,
) -> (Option<usize>, Response) {
    let shown = combo.show_ui(ui, |ui| {
        let rows: Vec<(&str, bool, Response)> = options
            .into_iter()
            .map(|(label, is_set)| (label, is_set, ui.selectable_label(is_set, label)))
            .collect();
        let at = rows.iter().position(|(_, _, row)| row.has_focus());
        let wanted = match letter(ui) {
            Some(letter) => next_with(&rows, letter, at),
            None if at.is_none() => rows.iter().position(|(_, is_set, _)| *is_set).or(Some(0)),
            None => None,
        };
        if let Some((_, _, row)) = wanted.and_then(|index| rows.get(index)) {
            row.request_focus();
            row.scroll_to_me(None);
        }
        let chosen = rows.iter().position(|(_, _, row)| row.clicked());
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    let chosen = shown.inner.flatten();
    if chosen.is_some() {
        shown.response.request_focus();
    }
    (chosen, shown.response)
}

/// The letter that was typed, in small.
fn letter(ui: &Ui) -> Option<char> {
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Text(text) => text.to_lowercase().chars().next().filter(|c| !c.is_whitespace()),
            _ => None,
        })
    })
}

/// The next option that begins with a letter, from the one that has the keyboard and round.
fn next_with(rows: &[(&str, bool, Response)], letter: char, at: Option<usize>) -> Option<usize> {
    let begins = |index: &usize| {
        let label = rows.get(*index).map_or("", |(label, _, _)| label);
        label.to_lowercase().starts_with(letter)
    };
    let behind = at.map_or(0, |index| index + 1);
    (behind..rows.len()).chain(0..behind).find(begins)
}
