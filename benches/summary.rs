//! The figures of all benches as one table. Its name comes last, and so does it when `cargo bench` runs them all; by itself
//! it shows those of the last runs.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

mod table;

fn main() {
    println!("\n{}", table::all());
}
