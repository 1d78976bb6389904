//! Any bytes as a journal: a whole beginning, and the place from which on it is torn.
//!
//! `cargo +nightly fuzz run journal -- -rss_limit_mb=512`
#![no_main]

use ascribe::format::read_journal;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(journal) = read_journal(bytes) {
        assert!(journal.whole <= bytes.len());
        assert_eq!(journal.torn_at.is_some(), journal.whole < bytes.len());
        let again = read_journal(&bytes[..journal.whole]).expect("the whole lines are a journal");
        assert_eq!(again.entries.len(), journal.entries.len());
    }
});
