#![no_main]

#[path = "../readings.rs"]
#[allow(dead_code, reason = "each target uses one of the readings")]
mod readings;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readings::files(bytes));
