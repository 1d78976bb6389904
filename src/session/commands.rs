//! The one table of commands. It feeds keys, menus, palette, cheat sheet and README.

use super::command::Command;
use crate::model::{Kind, RelationKind, Word as _};
use crate::text::Role;

/// Where a command stands in menus and on the cheat sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Moving about.
    Walk,
    /// Kinds and content.
    Tag,
    /// Who says it.
    Attribution,
    /// What it is about, and whether that is so.
    Ledger,
    /// The other fields of a statement.
    Fields,
    /// Part of a sentence.
    Select,
    /// Sentence boundaries and roles.
    Segments,
    /// Taking back and searching.
    Edit,
    /// Projects, articles, sets.
    File,
    /// The window.
    View,
}

impl Group {
    /// All groups in the order of menus.
    pub const ALL: [Self; 10] = [
        Self::File,
        Self::Edit,
        Self::Walk,
        Self::Tag,
        Self::Attribution,
        Self::Ledger,
        Self::Fields,
        Self::Select,
        Self::Segments,
        Self::View,
    ];

    /// The heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Walk => "Walk",
            Self::Tag => "Tag",
            Self::Attribution => "Attribution",
            Self::Ledger => "Ledger",
            Self::Fields => "Statement fields",
            Self::Select => "Select",
            Self::Segments => "Segments",
            Self::Edit => "Edit",
            Self::File => "File",
            Self::View => "View",
        }
    }
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is asked for.
    pub command: Command,
    /// Where it stands.
    pub group: Group,
    /// Its name in the settings file; never changes.
    pub name: String,
    /// What people read.
    pub label: String,
    /// The keys it has from the start, written as `Ctrl+Shift+Z`.
    pub keys: Vec<&'static str>,
}

pub(super) fn row(
    command: Command,
    group: Group,
    name: &str,
    label: &str,
    keys: &[&'static str],
) -> Row {
    Row { command, group, name: name.to_owned(), label: label.to_owned(), keys: keys.to_vec() }
}

/// Every command, in the order of menus and cheat sheet.
#[must_use]
pub fn commands() -> Vec<Row> {
    let mut rows = Vec::with_capacity(160);
    rows.extend(file_rows());
    rows.extend(edit_rows());
    rows.extend(walk_rows());
    rows.extend(tag_rows());
    rows.extend(attribution_rows());
    rows.extend(ledger_rows());
    rows.extend(super::field_commands::rows());
    rows.extend(select_rows());
    rows.extend(segment_rows());
    rows.extend(view_rows());
    rows
}

fn file_rows() -> Vec<Row> {
    use Command as C;
    let r =
        |command, name, label, keys: &[&'static str]| row(command, Group::File, name, label, keys);
    vec![
        r(C::NewProject, "new-project", "New project…", &["Ctrl+N"]),
        r(C::OpenProject, "open-project", "Open project…", &["Ctrl+O"]),
        r(C::SaveAs, "save-as", "Save a copy as…", &["Ctrl+Shift+S"]),
        r(C::Save, "save", "Save now", &["Ctrl+S"]),
        r(C::Import, "import", "Import articles…", &["Ctrl+I"]),
        r(C::ImportSet, "import-set", "Import an annotated set…", &["Ctrl+Shift+O"]),
        r(C::Paste, "paste", "New article from the clipboard…", &["Ctrl+Shift+V"]),
        r(C::EditMetadata, "edit-metadata", "Edit title, publisher, date…", &["Ctrl+D"]),
        r(C::Export, "export", "Export…", &["Ctrl+E"]),
        r(C::ProjectSettings, "project-settings", "Title and scale of the project…", &[]),
        r(C::RemoveArticle, "remove-article", "Remove the article…", &[]),
        r(C::Bin, "bin", "Bin…", &["Ctrl+B"]),
        r(C::Backups, "backups", "Backups…", &[]),
        r(C::Welcome, "welcome", "Welcome screen", &["Ctrl+W"]),
        r(C::Clashes, "clashes", "Changed here and by another program…", &[]),
        r(C::Reopen, "reopen", "Open the project again", &["F5"]),
        r(C::Quit, "quit", "Quit", &["Ctrl+Q"]),
    ]
}

fn edit_rows() -> Vec<Row> {
    use Command as C;
    let r =
        |command, name, label, keys: &[&'static str]| row(command, Group::Edit, name, label, keys);
    vec![
        r(C::Undo, "undo", "Undo", &["Ctrl+Z"]),
        r(C::Redo, "redo", "Redo", &["Ctrl+Shift+Z", "Ctrl+Y"]),
        r(C::History, "history", "History…", &["Ctrl+H"]),
        r(C::ExportHistory, "export-history", "Export the history…", &[]),
        r(C::Find, "find", "Find in the article", &["Ctrl+F"]),
        r(
            C::FindEverywhere,
            "find-everywhere",
            "Find in all texts, statements and notes",
            &["Ctrl+Shift+F"],
        ),
        r(C::FindNext, "find-next", "Next hit", &["F3", "Ctrl+G"]),
        r(C::FindPrevious, "find-previous", "Previous hit", &["Shift+F3", "Ctrl+Shift+G"]),
        r(C::Palette, "palette", "Find a command", &["Ctrl+K", "Ctrl+P"]),
        r(C::Settings, "settings", "Settings…", &["Ctrl+Comma"]),
    ]
}

fn walk_rows() -> Vec<Row> {
    use Command as C;
    let r =
        |command, name, label, keys: &[&'static str]| row(command, Group::Walk, name, label, keys);
    vec![
        r(C::NextSentence, "next-sentence", "Next sentence", &["J", "Down"]),
        r(C::PreviousSentence, "previous-sentence", "Previous sentence", &["K", "Up"]),
        r(C::NextUntagged, "next-untagged", "Next untagged sentence", &["U"]),
        r(C::NextUnsure, "next-unsure", "Next unsure boundary", &["Shift+U"]),
        r(C::NextStatement, "next-statement", "Next statement under the cursor", &["]"]),
        r(
            C::PreviousStatement,
            "previous-statement",
            "Previous statement under the cursor",
            &["["],
        ),
        r(C::PageDown, "page-down", "Page down", &["PageDown"]),
        r(C::PageUp, "page-up", "Page up", &["PageUp"]),
        r(C::ArticleStart, "article-start", "First sentence", &["Home", "Ctrl+Home"]),
        r(C::ArticleEnd, "article-end", "Last sentence", &["End", "Ctrl+End"]),
        r(C::NextArticle, "next-article", "Next article", &["Ctrl+PageDown", "Ctrl+Down"]),
        r(C::PreviousArticle, "previous-article", "Previous article", &["Ctrl+PageUp", "Ctrl+Up"]),
    ]
}

fn tag_rows() -> Vec<Row> {
    use Command as C;
    let r =
        |command, name, label, keys: &[&'static str]| row(command, Group::Tag, name, label, keys);
    vec![
        r(C::Tag(Kind::Claim), "tag-claim", "Tag as claim", &["C"]),
        r(C::Tag(Kind::Denial), "tag-denial", "Tag as denial", &["D"]),
        r(C::Tag(Kind::Fact), "tag-fact", "Tag as fact (reported as fact)", &["F"]),
        r(C::NoStatement, "no-statement", "Mark as no statement", &["X"]),
        r(C::RemoveStatement, "remove-statement", "Remove the statement", &["Delete"]),
        r(C::AddRange, "add-range", "Add the selection to the content", &["Plus"]),
        r(C::EndRight, "end-right", "Move the end right by a word", &["Alt+Right"]),
        r(C::EndLeft, "end-left", "Move the end left by a word", &["Alt+Left"]),
        r(C::StartRight, "start-right", "Move the start right by a word", &["Alt+Shift+Right"]),
        r(C::StartLeft, "start-left", "Move the start left by a word", &["Alt+Shift+Left"]),
        r(C::EndRightLetter, "end-right-letter", "Move the end right by a letter", &["Alt+L"]),
        r(C::EndLeftLetter, "end-left-letter", "Move the end left by a letter", &["Alt+H"]),
        r(
            C::StartRightLetter,
            "start-right-letter",
            "Move the start right by a letter",
            &["Alt+Shift+L"],
        ),
        r(
            C::StartLeftLetter,
            "start-left-letter",
            "Move the start left by a letter",
            &["Alt+Shift+H"],
        ),
        r(C::NextPart, "next-part", "Next range in hand: content, mention, cue", &["E"]),
        r(C::PreviousPart, "previous-part", "Range in hand before it", &["Shift+E"]),
        r(C::ToggleQuotes, "toggle-quotes", "Quotation marks off or in", &["Quote"]),
        r(C::SplitStatement, "split-statement", "Split the statement in two", &["T"]),
        r(C::Choose, "choose", "Choose for a joint change, or let go", &["Space"]),
        r(C::ChooseAll, "choose-all", "Choose all statements of the article", &["Ctrl+Shift+A"]),
        r(
            C::ApplyToIdentical,
            "apply-to-identical",
            "Apply to identical sentences…",
            &["Ctrl+Shift+I"],
        ),
        r(C::PickField, "pick-field", "Set a field…", &["A"]),
        r(C::EditNote, "edit-note", "Write a note", &["N"]),
        r(C::AddRemark, "add-remark", "Remark on the text…", &["M"]),
        r(C::FinishArticle, "finish-article", "Article finished, or not", &["Ctrl+Enter"]),
    ]
}

fn attribution_rows() -> Vec<Row> {
    use Command as C;
    let r = |command, name: &str, label: &str, keys: &[&'static str]| {
        row(command, Group::Attribution, name, label, keys)
    };
    let mut rows = vec![
        r(C::PickSource, "pick-source", "Source…", &["S"]),
        r(C::RepeatSource, "repeat-source", "Last source again", &["."]),
        r(
            C::MarkMention,
            "mark-mention",
            "Mark the source mention: the selection, or what is found",
            &["W"],
        ),
        r(C::MarkCue, "mark-cue", "Mark the cue: the selection, or what is found", &["Q"]),
        r(C::AddLevel, "add-level", "Add a level of attribution…", &["Shift+S"]),
        r(C::NextLevel, "next-level", "Next level of attribution", &["L"]),
        r(C::RemoveLevel, "remove-level", "Remove the level of attribution", &["Shift+Delete"]),
        r(C::PickImpliedSource, "pick-implied-source", "Implied source…", &["I"]),
        r(C::ClearImpliedSource, "clear-implied-source", "No implied source", &[]),
        r(C::RemoveSource, "remove-source", "Remove a source…", &[]),
        r(C::MergeSources, "merge-sources", "Merge a source into another…", &["Ctrl+M"]),
        r(C::ShowDuplicates, "show-duplicates", "Possible duplicates among the sources", &[]),
        r(C::EditSource, "edit-source", "Edit the source’s record…", &["F2"]),
        r(C::GradeSource, "grade-source", "Grade the reliability of the source…", &["Ctrl+R"]),
        r(C::GradeStatement, "grade-statement", "Grade the credibility…", &["Ctrl+Shift+R"]),
        r(C::ShowRecord, "show-record", "Track record of the source", &["Ctrl+T"]),
        r(C::SplitSource, "split-source", "Split the ticked statements off the source…", &[]),
        r(C::PickRelation, "pick-relation", "Relate to another statement…", &["R"]),
    ];
    rows.extend(
        words("relation", "Relation", RelationKind::ALL)
            .map(|(kind, name, label)| r(C::Relate(kind), &name, &format!("{label}…"), &[])),
    );
    rows
}

fn ledger_rows() -> Vec<Row> {
    use Command as C;
    let r = |command, name, label, keys: &[&'static str]| {
        row(command, Group::Ledger, name, label, keys)
    };
    vec![
        r(C::PickProposition, "pick-proposition", "Proposition…", &["P", "Ctrl+Shift+P"]),
        r(C::LeaveProposition, "leave-proposition", "Out of the proposition", &["Shift+P"]),
        r(C::GoToProposition, "go-to-proposition", "Board of the proposition", &["B"]),
        r(C::EditProposition, "edit-proposition", "Reword the proposition…", &["Shift+F2"]),
        r(C::JudgeProposition, "judge-proposition", "Verdict on the proposition…", &["Ctrl+J"]),
        r(C::AddEvidence, "add-evidence", "Evidence on the proposition…", &["Ctrl+Shift+E"]),
        r(
            C::MergePropositions,
            "merge-propositions",
            "Merge a proposition into another…",
            &["Ctrl+Shift+M"],
        ),
        r(
            C::SplitProposition,
            "split-proposition",
            "Split the ticked statements off the proposition…",
            &["Ctrl+Shift+T"],
        ),
        r(C::RemoveProposition, "remove-proposition", "Remove the proposition", &[]),
    ]
}

/// A command per word of a list: the word, the command's name, its label.
pub(super) fn words<W: crate::model::Word>(
    prefix: &'static str,
    what: &'static str,
    all: &'static [W],
) -> impl Iterator<Item = (W, String, String)> {
    all.iter().map(move |word| {
        let name = format!("{prefix}-{}", crate::model::slug(word.label()));
        (*word, name, format!("{what}: {}", word.label()))
    })
}

fn select_rows() -> Vec<Row> {
    use Command as C;
    let r = |command, name, label, keys: &[&'static str]| {
        row(command, Group::Select, name, label, keys)
    };
    vec![
        r(C::CaretMode, "caret-mode", "Caret mode", &["V"]),
        r(C::CaretLeft, "caret-left", "Caret left", &["Left"]),
        r(C::CaretRight, "caret-right", "Caret right", &["Right"]),
        r(C::CaretWordLeft, "caret-word-left", "Caret one word left", &["Ctrl+Left"]),
        r(C::CaretWordRight, "caret-word-right", "Caret one word right", &["Ctrl+Right"]),
        r(C::SelectLeft, "select-left", "Select left", &["Shift+Left"]),
        r(C::SelectRight, "select-right", "Select right", &["Shift+Right"]),
        r(C::SelectWordLeft, "select-word-left", "Select one word left", &["Ctrl+Shift+Left"]),
        r(C::SelectWordRight, "select-word-right", "Select one word right", &["Ctrl+Shift+Right"]),
        r(C::SelectUp, "select-up", "Select a row up", &["Shift+Up"]),
        r(C::SelectDown, "select-down", "Select a row down", &["Shift+Down"]),
        r(C::PickWords, "pick-words", "Select words by their letters", &["G"]),
        r(C::SelectSentence, "select-sentence", "Select the sentence", &["Ctrl+A"]),
        r(C::Escape, "escape", "Give up the selection", &["Escape"]),
    ]
}

fn segment_rows() -> Vec<Row> {
    use Command as C;
    let r = |command, name: &str, label: &str, keys: &[&'static str]| {
        row(command, Group::Segments, name, label, keys)
    };
    let mut rows = vec![
        r(C::SplitSentence, "split-sentence", "Split at the caret", &["Shift+Enter"]),
        r(C::MergeWithNext, "merge-with-next", "Merge with the next sentence", &["Shift+M"]),
    ];
    rows.extend(Role::ALL.iter().map(|role| {
        let name = format!("role-{}", crate::model::slug(role.label()));
        r(C::Role(*role), &name, &format!("Role: {}", role.label()), &[])
    }));
    rows
}

fn view_rows() -> Vec<Row> {
    use Command as C;
    let r =
        |command, name, label, keys: &[&'static str]| row(command, Group::View, name, label, keys);
    vec![
        r(C::CheatSheet, "cheat-sheet", "All keys", &["?", "F1"]),
        r(C::Problems, "problems", "What is wrong in the project’s files", &[]),
        r(C::ShowArticle, "show-article", "The article", &["Ctrl+1"]),
        r(C::ShowSources, "show-sources", "Sources", &["Ctrl+2"]),
        r(C::ShowRelations, "show-relations", "Relations", &["Ctrl+3"]),
        r(C::ShowLedger, "show-ledger", "Ledger", &["Ctrl+4"]),
        r(C::ShowReliability, "show-reliability", "Reliability", &["Ctrl+5"]),
        r(C::ToggleGuideline, "toggle-guideline", "Show or hide the code book", &["F8"]),
        r(C::ChooseAnnotator, "choose-annotator", "Who works here…", &["Ctrl+Shift+N"]),
        r(C::FilterArticles, "filter-articles", "Filter the articles", &["Ctrl+L"]),
        r(C::SwitchLayer, "switch-layer", "Show the next annotator’s layer", &["F6"]),
        r(C::ToggleArticles, "toggle-articles", "Show or hide the articles", &["F9"]),
        r(C::ToggleInspector, "toggle-inspector", "Show or hide the inspector", &["F10"]),
        r(C::LargerText, "larger-text", "Larger reading text", &["Alt+Plus"]),
        r(C::SmallerText, "smaller-text", "Smaller reading text", &["Alt+Minus"]),
    ]
}
