//! Sources that may be one and the same, each pair with its reason and both answers.

use crate::gui::stage::{Stage, section};
use crate::gui::theme;
use crate::model::{Source, SourceId, Table};
use crate::report::{Likeness, Pair, duplicates};
use crate::session::{Action, Session};
use egui::{CollapsingHeader, RichText, ScrollArea, Ui};

/// Pairs shown at once; the others come up as these are answered.
const MOST: usize = 100;

/// The fold and the pairs it holds.
#[derive(Debug, Default)]
pub struct Duplicates {
    pairs: Vec<Pair>,
    /// The sources that `pairs` were found among.
    made_for: Option<Table<SourceId, Source>>,
    /// Is the fold to be opened in the next frame?
    wants_open: bool,
}

fn reason(why: &Likeness) -> String {
    match why {
        Likeness::SameName(name) => format!("both go by “{name}”"),
        Likeness::Acronym(short, long) => format!("“{short}” may stand for “{long}”"),
        Likeness::NearSpelling(one, other) => format!("“{one}” is nearly “{other}”"),
    }
}

impl Duplicates {
    /// The fold, to be shown open.
    #[must_use]
    pub fn unfolded() -> Self {
        Self { wants_open: true, ..Self::default() }
    }

    /// Shows the fold, if there is any pair.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let sources = session.project().sources();
        if !self.made_for.as_ref().is_some_and(|seen| seen.ptr_eq(sources)) {
            self.pairs = duplicates(session.project());
            self.made_for = Some(sources.clone());
        }
        let is_wanted = std::mem::take(&mut self.wants_open);
        if self.pairs.is_empty() {
            if is_wanted {
                section(ui, stage.palette, "No two sources look like the same one");
            }
            return;
        }
        let words = format!("Possible duplicates: {}", self.pairs.len());
        let heading = RichText::new(words).size(theme::SMALL).color(stage.palette.text);
        let fold = CollapsingHeader::new(heading).id_salt("possible duplicates");
        fold.open(is_wanted.then_some(true)).show(ui, |ui| {
            let scroll = ScrollArea::vertical().max_height(170.0).auto_shrink([false, true]);
            scroll.show(ui, |ui| {
                for pair in self.pairs.iter().take(MOST) {
                    pair_ui(ui, stage, session, pair);
                }
                crate::gui::focus_ui::follow(ui);
            });
        });
    }
}

/// The source that goes and the one that is named instead: the one that is named more often stays.
fn in_order<'a>(session: &'a Session, pair: &Pair) -> Option<(&'a Source, &'a Source)> {
    let project = session.project();
    let source = |id: &SourceId| project.sources().get(id);
    let (one, other) = (source(&pair.one)?, source(&pair.other)?);
    let uses = |source: &Source| project.uses_of(&source.id);
    Some(if uses(other) > uses(one) { (one, other) } else { (other, one) })
}

fn pair_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, pair: &Pair) {
    let Some((gone, kept)) = in_order(session, pair) else { return };
    ui.horizontal(|ui| {
        let merge = ui.small_button("Merge");
        merge.widget_info(|| {
            let name = format!("Merge {} into {}", gone.name, kept.name);
            egui::WidgetInfo::labeled(egui::Role::Button, true, name)
        });
        let hover = format!("{} is named wherever {} is; undo parts them", kept.name, gone.name);
        if merge.on_hover_text(hover).clicked() {
            let (from, into) = (gone.id.clone(), kept.id.clone());
            stage.act(Action::MergeSources { from, into });
        }
        let apart = ui.small_button("Not the same");
        apart.widget_info(|| {
            let name = format!("{} and {} are not the same", gone.name, kept.name);
            egui::WidgetInfo::labeled(egui::Role::Button, true, name)
        });
        if apart.on_hover_text("Kept with the source, and not asked again").clicked() {
            stage.act(Action::TellApart(gone.id.clone(), kept.id.clone()));
        }
        let text = stage.palette.text;
        let room = ui.available_width() * 0.6;
        let names = format!("{}  →  {}", gone.name, kept.name);
        stage.line_within(ui, &names, theme::BODY, text, room);
        let weak = stage.palette.weak;
        stage.line(ui, &reason(&pair.why), theme::SMALL, weak);
    });
}
