//! Signs that a format keeps for itself, written as `\` and a letter.

/// The letters behind a `\`, each with the sign it stands for; `\\` is a `\` in every format.
pub(super) struct Escapes(pub(super) &'static [(char, char)]);

impl Escapes {
    /// A text with letters in place of the signs.
    pub(super) fn write(&self, text: &str) -> String {
        if !text.chars().any(|sign| sign == '\\' || self.0.iter().any(|(_, own)| *own == sign)) {
            return text.to_owned();
        }
        let mut written = String::with_capacity(text.len());
        for sign in text.chars() {
            match self.0.iter().find(|(_, own)| *own == sign) {
                Some((letter, _)) => written.extend(['\\', *letter]),
                None if sign == '\\' => written.push_str("\\\\"),
                None => written.push(sign),
            }
        }
        written
    }

    /// The text as it was before; what no sign is written as stays as it is.
    pub(super) fn read(&self, text: &str) -> String {
        if !text.contains('\\') {
            return text.to_owned();
        }
        let mut plain = String::with_capacity(text.len());
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            if letter != '\\' {
                plain.push(letter);
                continue;
            }
            let behind = letters.next();
            match self.0.iter().find(|(own, _)| Some(*own) == behind) {
                Some((_, sign)) => plain.push(*sign),
                None if behind == Some('\\') => plain.push('\\'),
                None => plain.extend(['\\'].into_iter().chain(behind)),
            }
        }
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::Escapes;

    #[test]
    fn what_is_written_reads_back_and_what_nothing_is_written_as_stays() {
        let escapes = Escapes(&[('n', '\n'), ('p', '|')]);
        assert_eq!(escapes.write("a|b\nc\\n"), "a\\pb\\nc\\\\n");
        for text in ["", "a|b\nc\\n", "\\\\|", "\\"] {
            assert_eq!(escapes.read(&escapes.write(text)), text);
        }
        assert_eq!(escapes.read("\\x \\"), "\\x \\");
    }
}
