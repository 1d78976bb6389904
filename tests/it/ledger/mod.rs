//! The claim ledger: boards in the order of time, reports and independent origins that repetition never raises, grouping by
//! hand in steps that are taken back exactly, and what is left open among statements.

mod grouping;
mod kept_up;
mod laws;
mod open_ends;
mod reading;
mod terminal;
