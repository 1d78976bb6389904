//! What a person set for this program, whatever the project. Reading it never fails: what is missing has a default, what
//! is wrong is reported and has one too.

use crate::model::{AnnotatorId, slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Recent projects that are remembered.
const MOST_RECENT: usize = 12;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looks {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a person set for this program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Version of this record.
    pub format: u32,
    /// The annotator's name; empty until it was asked for.
    pub name: String,
    /// Light or dark.
    pub looks: Looks,
    /// Factor on the size of everything.
    pub zoom: f32,
    /// Height of the text that is read, in points.
    pub text_size: f32,
    /// Are the articles shown?
    pub articles_shown: bool,
    /// Is the inspector shown?
    pub inspector_shown: bool,
    /// Width of the articles, in points.
    pub articles_width: f32,
    /// Width of the inspector, in points.
    pub inspector_width: f32,
    /// Width and height of the window, in points.
    pub window: (f32, f32),
    /// Project folders, the last one first.
    pub recent: Vec<PathBuf>,
    /// Where backups go; into each project's own folder when `None`.
    pub backup_folder: Option<PathBuf>,
    /// A person's own keys, by the name of the command.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// The version that is written.
pub const FORMAT: u32 = 1;

impl Default for Preferences {
    fn default() -> Self {
        Self {
            format: FORMAT,
            name: String::new(),
            looks: Looks::System,
            zoom: 1.0,
            text_size: 17.0,
            articles_shown: true,
            inspector_shown: true,
            articles_width: 250.0,
            inspector_width: 340.0,
            window: (1280.0, 820.0),
            recent: Vec::new(),
            backup_folder: None,
            keys: BTreeMap::new(),
        }
    }
}

impl Preferences {
    /// Reads what was written down. A field that is not there has its default, and one that is not known is passed over.
    ///
    /// # Errors
    /// When the text is no such record; says where and what was expected.
    pub fn from_ron(text: &str) -> Result<Self, String> {
        let preferences: Self = ron::from_str(text).map_err(|error| error.to_string())?;
        if preferences.format > FORMAT {
            let found = preferences.format;
            return Err(format!(
                "these settings are of version {found}; this program reads up to {FORMAT}"
            ));
        }
        Ok(preferences.within_reason())
    }

    /// What is written down; `None` when a path in it is no text.
    #[must_use]
    pub fn to_ron(&self) -> Option<String> {
        let layout = ron::ser::PrettyConfig::new().depth_limit(2);
        // Only a path that is no text cannot be written, and such a path is never remembered.
        let mut text = ron::ser::to_string_pretty(self, layout).ok()?;
        text.push('\n');
        Some(text)
    }

    /// The annotator's id, which goes with the name.
    #[must_use]
    pub fn annotator(&self) -> AnnotatorId {
        let name = if self.name.trim().is_empty() { "annotator" } else { &self.name };
        AnnotatorId::from_name(&slug(name), |_| false)
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, folder: &Path) {
        if folder.to_str().is_none() {
            return;
        }
        self.recent.retain(|other| other != folder);
        self.recent.insert(0, folder.to_owned());
        self.recent.truncate(MOST_RECENT);
    }

    /// Values that a hand-edited file may have out of all proportion, brought back to what can be looked at.
    #[must_use]
    pub fn within_reason(mut self) -> Self {
        let sane = |value: f32, low: f32, high: f32, usual: f32| {
            if value.is_finite() { value.clamp(low, high) } else { usual }
        };
        self.zoom = sane(self.zoom, 0.5, 4.0, 1.0);
        self.text_size = sane(self.text_size, 10.0, 40.0, 17.0);
        self.articles_width = sane(self.articles_width, 160.0, 800.0, 250.0);
        self.inspector_width = sane(self.inspector_width, 240.0, 900.0, 340.0);
        self.window =
            (sane(self.window.0, 640.0, 8000.0, 1280.0), sane(self.window.1, 420.0, 8000.0, 820.0));
        self
    }
}
