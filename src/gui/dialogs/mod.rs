//! Dialogs: at most one is open, in front of everything; Escape closes it.

pub mod annotator;
pub mod backups;
pub mod bin;
pub mod cheat;
pub mod clash;
pub mod columns;
pub mod confirm;
pub mod date;
pub mod everywhere;
pub mod export;
pub mod fields;
pub mod files;
pub mod form;
pub mod formats;
pub mod grade;
pub mod history;
pub mod identical;
pub mod import_set;
pub mod meanings;
pub mod merge;
pub mod metadata;
pub mod options;
pub mod palette;
pub mod picker;
pub mod problems;
pub mod project;
pub mod project_settings;
pub mod proposition;
pub mod propositions;
pub mod relations;
pub mod remark;
pub mod settings;
pub mod source_record;
pub mod sources;
pub mod take_in;
pub mod verdicts;

use super::stage::{Ask, Stage};
use crate::model::ArticleId;
use crate::model::assemble::Problem;
use crate::session::{Desk, RemarkEntry, SourcePurpose};
use egui::{Align2, Context, FocusDirection, Frame, Id, Margin, Modal, ScrollArea, Ui, Vec2, vec2};
use picker::Picker;

/// The dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// Every command by a few of its letters.
    Palette(Picker),
    /// Which source.
    Source(SourcePurpose, Picker),
    /// A field of the statement in focus and its word.
    Field(Picker),
    /// Who works here.
    Annotator(Picker),
    /// The record of a source.
    SourceRecord(Box<source_record::Form>),
    /// How reliable a source is.
    GradeSource(Box<grade::SourceForm>),
    /// How credible a statement is.
    GradeStatement(Box<grade::StatementForm>),
    /// Title and scale of the project.
    ProjectSettings(crate::model::Settings),
    /// A part of a source that is to be one of its own.
    SplitSource(source_record::Split),
    /// Which identical sentences.
    Identical(identical::Form),
    /// How and to which statement.
    Relation(relations::Relating),
    /// What statements are about.
    Proposition(Box<propositions::Picking>),
    /// Which proposition goes, and into which.
    MergePropositions(propositions::Merging),
    /// The wording, topic and note of a proposition.
    PropositionRecord(Box<proposition::RecordForm>),
    /// Whether a proposition holds.
    Verdict(Box<proposition::VerdictForm>),
    /// Something outside that bears on a proposition.
    Evidence(Box<proposition::EvidenceForm>),
    /// A part of a proposition that is to be one of its own.
    SplitProposition(proposition::Split),
    /// A remark on the text.
    Remark(RemarkEntry),
    /// The day of the statement in focus.
    Date(date::Form),
    /// Ask before statements are removed.
    ConfirmClear(String),
    /// Ask before an article is removed; what is marked on it.
    ConfirmRemoval(ArticleId, String),
    /// A record that another program changed too.
    Clash,
    /// Which source goes, and which is named instead.
    Merge(merge::Merging),
    /// What was removed.
    Bin(bin::Form),
    /// Copies of the project.
    Backups(backups::Form),
    /// The window was to be closed, and the work cannot be written; why.
    NotSaved(String),
    /// All keys.
    Cheat,
    /// What is known about an article.
    Metadata(Box<metadata::Form>),
    /// A text to be pasted.
    Paste(String),
    /// Texts that wait to be taken in.
    TakeIn(Box<take_in::Form>),
    /// An annotated set of another program on its way in.
    ImportSet(Box<import_set::Form>),
    /// What goes out, and where.
    Export(Box<export::Form>),
    /// A new project, or a copy of this one.
    Project(project::Form),
    /// The annotator's name, asked for once.
    Name(String),
    /// Theme, sizes, keys.
    Settings(Box<settings::Form>),
    /// A file or folder, where the system has no dialog for it.
    Files(Box<files::Browser>),
    /// What is wrong in the project's files.
    Problems(Vec<Problem>),
    /// What was done.
    History,
    /// The file that all that was done goes to.
    HistoryExport(String),
    /// The project is free, and may be opened for writing.
    Reopen,
    /// Find in everything.
    Everywhere(everywhere::Form),
}

impl Dialog {
    /// Lists that are searched by typing give their field the keyboard themselves, and so does the list of files; an
    /// export begins at its button.
    fn takes_focus_itself(&self) -> bool {
        self.is_picker() || matches!(self, Self::Export(_) | Self::Files(_))
    }

    /// Has the desk look at what the dialog is about to show.
    pub(super) fn prepare(&self, desk: &mut Desk) {
        if matches!(self, Self::Relation(_) | Self::Proposition(_)) {
            desk.complete_catalogue();
        }
    }

    /// A list with a field that is searched by typing.
    fn is_picker(&self) -> bool {
        matches!(
            self,
            Self::Palette(_)
                | Self::Source(..)
                | Self::Relation(_)
                | Self::Field(_)
                | Self::Annotator(_)
                | Self::Merge(_)
                | Self::Proposition(_)
                | Self::MergePropositions(_)
        )
    }

    /// Lists stay where their field is, whatever they find; everything else stands in the middle.
    fn is_list(&self) -> bool {
        self.is_picker() || matches!(self, Self::Everywhere(_))
    }

    /// A click beside it must not throw away what was typed or chosen.
    fn holds_work(&self) -> bool {
        matches!(
            self,
            Self::Remark(_)
                | Self::Date(_)
                | Self::SourceRecord(_)
                | Self::SplitSource(_)
                | Self::GradeSource(_)
                | Self::GradeStatement(_)
                | Self::ProjectSettings(_)
                | Self::PropositionRecord(_)
                | Self::Verdict(_)
                | Self::Evidence(_)
                | Self::SplitProposition(_)
                | Self::Metadata(_)
                | Self::Paste(_)
                | Self::TakeIn(_)
                | Self::ImportSet(_)
                | Self::Export(_)
                | Self::Project(_)
                | Self::Name(_)
                | Self::Settings(_)
                | Self::NotSaved(_)
                | Self::HistoryExport(_)
                | Self::Clash
        )
    }

    fn width(&self) -> f32 {
        match self {
            Self::ConfirmClear(_) | Self::ConfirmRemoval(..) | Self::Name(_) => 400.0,
            Self::Cheat => 820.0,
            Self::TakeIn(_)
            | Self::ImportSet(_)
            | Self::Everywhere(_)
            | Self::Relation(_)
            | Self::Proposition(_)
            | Self::MergePropositions(_)
            | Self::Identical(_)
            | Self::Files(_)
            | Self::History
            | Self::Bin(_)
            | Self::Clash
            | Self::Backups(_)
            | Self::Problems(_) => 680.0,
            _ => 540.0,
        }
    }
}

/// Shows the dialog; `frames` says for how many frames it has been on show. The first of its widgets is given the keyboard
/// in the second, because in the first the toolkit only measures.
pub fn dialog_ui(ctx: &Context, stage: &mut Stage<'_>, dialog: &mut Dialog, frames: u32) {
    let window = ctx.content_rect().size();
    let inner = crate::gui::theme::MARGIN + 6;
    let room = window - Vec2::splat(2.0 * f32::from(inner) + 24.0);
    let width = dialog.width().min(room.x);
    let frame =
        Frame::popup(&ctx.global_style()).corner_radius(8.0).inner_margin(Margin::same(inner));
    if frames == 1 && !dialog.is_picker() {
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
            if !dialog.takes_focus_itself() {
                memory.move_focus(FocusDirection::Next);
            }
        });
    }
    form::note_before(ctx);
    // A list knows its height only when it has been drawn, and the dialog its own one frame later.
    if frames < 4 {
        ctx.request_repaint();
    }
    // Each dialog has a name of its own, or the toolkit would begin it with the size of the last one.
    let id = Id::unique(("dialog", std::mem::discriminant(dialog)));
    let mut area = Modal::default_area(id);
    let above = if dialog.is_list() { (window.y * 0.12).min(90.0) } else { 0.0 };
    if dialog.is_list() {
        area = area.anchor(Align2::CENTER_TOP, vec2(0.0, above));
    }
    let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
        ui.set_width(width);
        ui.set_max_height(room.y - above);
        ScrollArea::vertical().id_salt(id).max_height(room.y - above).show(ui, |ui| {
            ui.set_width(width);
            content_ui(ui, stage, dialog);
            crate::gui::focus_ui::follow(ui);
        });
    });
    if modal.backdrop_response.clicked() && !dialog.holds_work() {
        stage.asks.push(Ask::CloseDialog);
    }
}

fn content_ui(ui: &mut Ui, stage: &mut Stage<'_>, dialog: &mut Dialog) {
    match dialog {
        Dialog::Palette(picker) => palette::palette_ui(ui, stage, picker),
        Dialog::Source(purpose, picker) => sources::source_ui(ui, stage, *purpose, picker),
        Dialog::Field(picker) => fields::fields_ui(ui, stage, picker),
        Dialog::Annotator(picker) => annotator::annotator_ui(ui, stage, picker),
        Dialog::SourceRecord(form) => source_record::source_record_ui(ui, stage, form),
        Dialog::GradeSource(form) => grade::source_ui(ui, stage, form),
        Dialog::GradeStatement(form) => grade::statement_ui(ui, stage, form),
        Dialog::ProjectSettings(settings) => {
            project_settings::project_settings_ui(ui, stage, settings);
        }
        Dialog::SplitSource(split) => source_record::split_ui(ui, stage, split),
        Dialog::Identical(form) => identical::identical_ui(ui, stage, form),
        Dialog::Relation(relating) => relations::relation_ui(ui, stage, relating),
        Dialog::Proposition(picking) => propositions::proposition_ui(ui, stage, picking),
        Dialog::MergePropositions(merging) => propositions::merge_ui(ui, stage, merging),
        Dialog::PropositionRecord(form) => proposition::record_ui(ui, stage, form),
        Dialog::Verdict(form) => proposition::verdict_ui(ui, stage, form),
        Dialog::Evidence(form) => proposition::evidence_ui(ui, stage, form),
        Dialog::SplitProposition(split) => proposition::split_ui(ui, stage, split),
        Dialog::Remark(entry) => remark::remark_ui(ui, stage, entry),
        Dialog::Date(form) => date::date_ui(ui, stage, form),
        Dialog::ConfirmClear(what) => confirm::clear_ui(ui, stage, what),
        Dialog::ConfirmRemoval(id, marks) => confirm::remove_article_ui(ui, stage, id, marks),
        Dialog::Clash => clash::clash_ui(ui, stage),
        Dialog::Merge(merging) => merge::merge_ui(ui, stage, merging),
        Dialog::Bin(form) => bin::bin_ui(ui, stage, form),
        Dialog::Backups(form) => backups::backups_ui(ui, stage, form),
        Dialog::NotSaved(reason) => confirm::not_saved_ui(ui, stage, reason),
        Dialog::Cheat => cheat::cheat_ui(ui, stage),
        Dialog::Metadata(form) => metadata::metadata_ui(ui, stage, form),
        Dialog::Paste(text) => take_in::paste_ui(ui, stage, text),
        Dialog::TakeIn(form) => take_in::take_in_ui(ui, stage, form),
        Dialog::ImportSet(form) => import_set::import_set_ui(ui, stage, form),
        Dialog::Export(form) => export::export_ui(ui, stage, form),
        Dialog::Project(form) => project::project_ui(ui, stage, form),
        Dialog::Name(name) => settings::name_ui(ui, stage, name),
        Dialog::Settings(form) => settings::settings_ui(ui, stage, form),
        Dialog::Files(browser) => files::files_ui(ui, stage, browser),
        Dialog::History => history::history_ui(ui, stage),
        Dialog::HistoryExport(path) => history::export_ui(ui, stage, path),
        Dialog::Reopen => confirm::reopen_ui(ui, stage),
        Dialog::Problems(unfinished) => problems::problems_ui(ui, stage, unfinished),
        Dialog::Everywhere(form) => everywhere::everywhere_ui(ui, stage, form),
    }
}
