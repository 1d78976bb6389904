//! From key presses to commands, by the table and the person's own keys.

use crate::session::Command;
use crate::session::commands::{Row, commands};
use egui::{Event, InputState, Key, Modifiers};
use std::collections::{BTreeMap, HashMap};

/// One key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    key: Key,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Chord {
    /// Reads `Ctrl+Shift+Z`. `Ctrl` stands for Command on a Mac.
    ///
    /// # Errors
    /// Names the part that is no key or modifier.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts: Vec<&str> = text.split('+').map(str::trim).collect();
        let name = parts.pop().unwrap_or_default();
        let key = Key::from_name(name).ok_or_else(|| format!("“{name}” in “{text}” is no key"))?;
        let mut chord = Self { key, ctrl: false, alt: false, shift: false };
        for part in parts {
            match part.to_lowercase().as_str() {
                "ctrl" | "cmd" | "command" => chord.ctrl = true,
                "alt" | "option" => chord.alt = true,
                "shift" => chord.shift = true,
                _ => return Err(format!("“{part}” in “{text}” is no modifier")),
            }
        }
        Ok(chord)
    }

    fn pressed(key: Key, modifiers: Modifiers) -> Self {
        // Which signs need Shift depends on the keyboard, so Shift does not count for them.
        let shift = modifiers.shift && !is_sign(key);
        Self { key, ctrl: modifiers.command || modifiers.ctrl, alt: modifiers.alt, shift }
    }

    /// May the chord act while words are typed into a field? Then it must be none that typing needs.
    fn acts_while_typing(self) -> bool {
        let is_function_key = self.key.name().len() > 1 && self.key.name().starts_with('F');
        let edits = matches!(
            self.key,
            Key::A | Key::C | Key::V | Key::X | Key::Z | Key::Y | Key::Delete | Key::Backspace
        ) || moves(self.key);
        is_function_key || (self.ctrl && !edits)
    }

    /// The chord as people read it: `Ctrl+Shift+Z`.
    #[must_use]
    pub fn label(self) -> String {
        let mut label = String::new();
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if held {
                label.push_str(name);
            }
        }
        label.push_str(match self.key {
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::Escape => "Esc",
            Key::Quote => "'",
            other => other.symbol_or_name(),
        });
        label
    }
}

fn is_sign(key: Key) -> bool {
    matches!(
        key,
        Key::Plus
            | Key::Minus
            | Key::Questionmark
            | Key::Period
            | Key::Comma
            | Key::OpenBracket
            | Key::CloseBracket
            | Key::Slash
            | Key::Colon
            | Key::Semicolon
            | Key::Exclamationmark
            | Key::Quote
    )
}

fn moves(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Enter
    )
}

/// Where keys are heard, which decides which of them are commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listening {
    /// The article: every key.
    Article,
    /// A screen, which has letters and arrows for itself; what was done can be taken back from there too.
    Screen,
    /// A field that words are typed into.
    Field,
}

impl Listening {
    fn hears(self, chord: Chord) -> bool {
        let takes_back = chord.ctrl && matches!(chord.key, Key::Z | Key::Y);
        match self {
            Self::Article => true,
            Self::Screen => chord.acts_while_typing() || takes_back,
            Self::Field => chord.acts_while_typing(),
        }
    }
}

/// The keys in use and the table they come from.
#[derive(Debug)]
pub struct Keymap {
    rows: Vec<Row>,
    chords: HashMap<Chord, Command>,
    /// As people read them: hints name keys in every frame.
    labels: BTreeMap<Command, Vec<String>>,
    problems: Vec<String>,
}

impl Keymap {
    /// The table's keys, with the person's own in place of those of the commands that are named.
    ///
    /// A key that two commands want, or that is none, is left out and reported.
    #[must_use]
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> Self {
        let mut map = Self {
            rows: commands(),
            chords: HashMap::new(),
            labels: BTreeMap::new(),
            problems: Vec::new(),
        };
        for name in own.keys() {
            if !map.rows.iter().any(|row| row.name == *name) {
                map.problems.push(format!("no command is called “{name}”"));
            }
        }
        for row in map.rows.clone() {
            let keys: Vec<String> = match own.get(&row.name) {
                Some(keys) => keys.clone(),
                None => row.keys.iter().map(|key| (*key).to_owned()).collect(),
            };
            for key in keys {
                map.bind(&row, &key);
            }
        }
        map
    }

    fn bind(&mut self, row: &Row, key: &str) {
        let chord = match Chord::parse(key) {
            Ok(chord) => chord,
            Err(problem) => return self.problems.push(problem),
        };
        if let Some(other) = self.chords.get(&chord) {
            let other = self.row(*other).map_or("another command", |row| row.label.as_str());
            let problem = format!("{key} is wanted by “{other}” and “{}”", row.label);
            return self.problems.push(problem);
        }
        self.chords.insert(chord, row.command);
        self.labels.entry(row.command).or_default().push(chord.label());
    }

    /// Every command.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// One command's row.
    #[must_use]
    pub fn row(&self, command: Command) -> Option<&Row> {
        self.rows.iter().find(|row| row.command == command)
    }

    /// What is wrong with the person's own keys.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// The keys of a command as people read them, the first first; empty without any.
    #[must_use]
    pub fn keys_of(&self, command: Command) -> &[String] {
        self.labels.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The first key of a command; empty without any.
    #[must_use]
    pub fn key_of(&self, command: Command) -> &str {
        self.keys_of(command).first().map_or("", String::as_str)
    }

    /// Takes the key presses that are commands out of the input.
    pub fn take(&self, input: &mut InputState, place: Listening) -> Vec<Command> {
        let mut taken = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let chord = Chord::pressed(*key, *modifiers);
            match self.chords.get(&chord) {
                Some(command) if place.hears(chord) => {
                    taken.push(*command);
                    false
                }
                _ => true,
            }
        });
        if !taken.is_empty() {
            // The letter that was a command must not be typed into the field that the command opens.
            input.events.retain(|event| !matches!(event, Event::Text(_)));
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::{Chord, Keymap};
    use crate::session::Command;
    use std::collections::BTreeMap;

    #[test]
    fn every_key_of_the_table_is_a_key_and_no_two_commands_want_the_same() {
        let map = Keymap::new(&BTreeMap::new());
        assert_eq!(map.problems(), [] as [String; 0]);
    }

    #[test]
    fn no_two_commands_share_a_name() {
        let map = Keymap::new(&BTreeMap::new());
        let mut names: Vec<_> = map.rows().iter().map(|row| &row.name).collect();
        names.sort();
        names.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1]));
    }

    #[test]
    fn own_keys_replace_those_of_the_table_and_clashes_are_reported() {
        let own = BTreeMap::from([
            ("tag-claim".to_owned(), vec!["1".to_owned()]),
            ("tag-denial".to_owned(), vec!["J".to_owned()]),
            ("tag-nothing".to_owned(), vec![]),
        ]);
        let map = Keymap::new(&own);
        assert_eq!(map.keys_of(Command::Tag(crate::model::Kind::Claim)), ["1"]);
        assert_eq!(map.problems().len(), 2, "{:?}", map.problems());
        assert!(map.problems().iter().any(|p| p.contains("tag-nothing")));
        assert!(map.problems().iter().any(|p| p.contains("Next sentence")), "{:?}", map.problems());
    }

    #[test]
    fn a_chord_says_which_part_is_wrong() {
        assert!(Chord::parse("Hyper+Z").is_err_and(|e| e.contains("Hyper")));
        assert!(Chord::parse("Ctrl+Nope").is_err_and(|e| e.contains("Nope")));
    }
}
