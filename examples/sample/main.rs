//! Makes the sample project out of two invented articles and their gold reading, and says what it holds.
//!
//! `cargo run --no-default-features --example sample` writes `projects/harbour-contract` anew, byte for byte the same each
//! time. Run it whenever the format grows; the program carries the folder and has to be built again after it.

mod making;

use ascribe::model::{Kind, Project};
use ascribe::store;
use std::error::Error;
use std::fs;
use std::io::{ErrorKind, Write as _, stdout};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let sample = making::make()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour-contract");
    let beside = folder.with_extension("unfinished");
    remove(&beside)?;
    sample.write(&beside)?;
    let opened = store::open_to_read(&beside)?;
    if let Some(problem) = opened.problems.first() {
        return Err(format!("{}: {}", problem.file.display(), problem.what).into());
    }
    remove(&folder)?;
    fs::rename(&beside, &folder)?;
    stdout().write_all(summary(&sample.project).as_bytes())?;
    Ok(())
}

fn remove(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// One line for each layer that holds something.
fn summary(project: &Project) -> String {
    let layers = project.layers().values().filter(|layer| !layer.marks().is_blank());
    layers
        .map(|layer| {
            let marks = layer.marks();
            let n = |kind| marks.statements().values().filter(|s| s.kind == kind).count();
            format!(
                "{}: {} claims, {} denials, {} facts, {} relations, {} remarks, {} sentences without a statement\n",
                layer.id().article,
                n(Kind::Claim),
                n(Kind::Denial),
                n(Kind::Fact),
                marks.relations().len(),
                marks.remarks().len(),
                marks.no_statement().len(),
            )
        })
        .collect()
}
