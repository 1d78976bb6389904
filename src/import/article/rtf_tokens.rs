//! What rich text is written in: groups, control words, and bytes in between (RTF 1.9.1).

/// A piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'r> {
    /// A group begins.
    Open,
    /// The last group that was begun ends.
    Close,
    /// A control word with its number.
    Word(&'r str, Option<i32>),
    /// A control symbol: a sign behind a backslash.
    Symbol(u8),
    /// A byte of text, in the encoding that holds here.
    Byte(u8),
}

/// The pieces of a file.
pub(super) struct Tokens<'r>(pub(super) &'r [u8]);

impl<'r> Iterator for Tokens<'r> {
    type Item = Token<'r>;

    fn next(&mut self) -> Option<Token<'r>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            match first {
                b'\r' | b'\n' => {}
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                byte => return Some(Token::Byte(*byte)),
            }
        }
    }
}

impl<'r> Tokens<'r> {
    fn control(&mut self) -> Option<Token<'r>> {
        let length = self.0.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if length == 0 {
            let (sign, rest) = self.0.split_first()?;
            self.0 = rest;
            return Some(if *sign == b'\'' { self.coded() } else { Token::Symbol(*sign) });
        }
        let (word, rest) = self.0.split_at_checked(length)?;
        let word = std::str::from_utf8(word).ok()?;
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = rest.split_at_checked(if digits > 0 { sign + digits } else { 0 })?;
        let number = std::str::from_utf8(number).ok()?.parse().ok();
        self.0 = rest.strip_prefix(b" ").unwrap_or(rest);
        if let ("bin", Some(length)) = (word, number) {
            let length = usize::try_from(length).unwrap_or(0);
            self.0 = self.0.get(length..).unwrap_or_default();
        }
        Some(Token::Word(word, number))
    }

    /// A byte that is written as two hexadecimal digits.
    fn coded(&mut self) -> Token<'r> {
        let digits = self.0.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.0 = self.0.get(2..).unwrap_or_default();
                Token::Byte(byte)
            }
            None => Token::Symbol(b'\''),
        }
    }
}
