//! What a person can ask for by name. The table of names, labels and keys is in `commands`.

use crate::model::{
    Access, AttributionType, Certainty, Confidence, CueClass, Flag, Kind, Polarity, Quotation,
    RelationKind, Verdict, Visibility,
};
use crate::text::Role;

/// Something a person can ask for by name, without further words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// The next sentence.
    NextSentence,
    /// The sentence before.
    PreviousSentence,
    /// The next sentence that nobody has looked at yet.
    NextUntagged,
    /// The next boundary that the segmenter was not sure of.
    NextUnsure,
    /// The next statement under the cursor.
    NextStatement,
    /// The statement before it under the cursor.
    PreviousStatement,
    /// The first sentence.
    ArticleStart,
    /// The last sentence.
    ArticleEnd,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// The next article of the list.
    NextArticle,
    /// The article before it.
    PreviousArticle,
    /// Tag the sentence or the selection.
    Tag(Kind),
    /// Mark the sentence as holding no statement.
    NoStatement,
    /// Remove the statement in focus.
    RemoveStatement,
    /// Add the selection to the content of the statement in focus.
    AddRange,
    /// Move the end of the range in hand to the right by a word.
    EndRight,
    /// Move the end of the range in hand to the left by a word.
    EndLeft,
    /// Move the start of the range in hand to the right by a word.
    StartRight,
    /// Move the start of the range in hand to the left by a word.
    StartLeft,
    /// Move the end of the range in hand to the right by a letter.
    EndRightLetter,
    /// Move the end of the range in hand to the left by a letter.
    EndLeftLetter,
    /// Move the start of the range in hand to the right by a letter.
    StartRightLetter,
    /// Move the start of the range in hand to the left by a letter.
    StartLeftLetter,
    /// Take the next range of the statement in hand: content, mention, cue.
    NextPart,
    /// Take the range before it in hand.
    PreviousPart,
    /// Take quotation marks at the edges off, or in.
    ToggleQuotes,
    /// Cut the statement in focus in two.
    SplitStatement,
    /// Choose the statement in focus for a joint change, or let it go.
    Choose,
    /// Choose every statement of the article, or let all go.
    ChooseAll,
    /// Give identical sentences of all articles what this one holds.
    ApplyToIdentical,
    /// Pick the source of the statement in focus.
    PickSource,
    /// Give the statement in focus the source that was picked last.
    RepeatSource,
    /// Take the innermost level of attribution away.
    RemoveLevel,
    /// Add a level of attribution inside the others.
    AddLevel,
    /// Make the next level of the chain the one that source, mention and cue go to.
    NextLevel,
    /// Mark the selection as the words that point to the source.
    MarkMention,
    /// Mark the selection as the words that show that somebody says it.
    MarkCue,
    /// Pick the source that the context implies.
    PickImpliedSource,
    /// Take the implied source away.
    ClearImpliedSource,
    /// Write a note on the statement in focus.
    EditNote,
    /// Relate the statement in focus to another.
    Relate(RelationKind),
    /// Choose how to relate the statement in focus to another.
    PickRelation,
    /// Choose what the statements in hand are about: those ticked on a screen, the one stood on there, else those chosen in
    /// the article or the one in focus.
    PickProposition,
    /// Take the statements in hand out of their propositions.
    LeaveProposition,
    /// Show what the statement in focus is about, and who says what about it.
    GoToProposition,
    /// Edit the wording, topic and note of a proposition: the one on the screen, else that of the statement in focus.
    EditProposition,
    /// Say whether a proposition holds, and why.
    JudgeProposition,
    /// Put something outside that bears on a proposition beside it.
    AddEvidence,
    /// Put one proposition in the place of another.
    MergePropositions,
    /// Make a proposition of its own of the statements that are ticked.
    SplitProposition,
    /// Take a proposition out of the project that no statement is about.
    RemoveProposition,
    /// Note something about the article's own text.
    AddRemark,
    /// Choose a field and its word from a list.
    PickField,
    /// Set the polarity.
    Polarity(Polarity),
    /// Set the certainty.
    Certainty(Certainty),
    /// Set the quotation.
    Quotation(Quotation),
    /// Set the class of the cue.
    CueClass(CueClass),
    /// Set or take back a flag.
    Flag(Flag),
    /// Set the confidence in the tag.
    TagConfidence(Confidence),
    /// Set the verdict.
    Verdict(Verdict),
    /// Say how far the text shows the source of the level in focus, or take that back.
    Visibility(Visibility),
    /// Say what kind of attribution it is, or take that back.
    Attribution(AttributionType),
    /// Set how the source knows.
    Access(Access),
    /// Take over what the text says about the day of the statement.
    ResolveDate,
    /// Let the day of publication stand for that of the statement.
    DateAsPublished,
    /// Enter the day of the statement.
    EditDate,
    /// Take the day of the statement away.
    ClearDate,
    /// Move the caret to the left.
    CaretLeft,
    /// Move the caret to the right.
    CaretRight,
    /// Move the caret to the word on the left.
    CaretWordLeft,
    /// Move the caret to the word on the right.
    CaretWordRight,
    /// Select to the left.
    SelectLeft,
    /// Select to the right.
    SelectRight,
    /// Select to the row above.
    SelectUp,
    /// Select to the row below.
    SelectDown,
    /// Select the word on the left.
    SelectWordLeft,
    /// Select the word on the right.
    SelectWordRight,
    /// Choose words by the letters that are shown over them.
    PickWords,
    /// Select the whole sentence.
    SelectSentence,
    /// Begin or end caret mode.
    CaretMode,
    /// Give up the selection, then caret mode.
    Escape,
    /// Cut the sentence in two at the caret.
    SplitSentence,
    /// Join the sentence with the next one.
    MergeWithNext,
    /// Set what the segment is.
    Role(Role),
    /// Declare the article finished, or take that back.
    FinishArticle,
    /// Take back.
    Undo,
    /// What was done, by whom and when; back to any point.
    History,
    /// Write every step since the project began to a file.
    ExportHistory,
    /// Do again.
    Redo,
    /// Write everything to its files now.
    Save,
    /// Take articles in.
    Import,
    /// Take an annotated set of another program in.
    ImportSet,
    /// Take the text in the clipboard in as an article.
    Paste,
    /// Edit what is known about the article.
    EditMetadata,
    /// Take the article out of the project, into its bin.
    RemoveArticle,
    /// Take a source out of the project, into its bin.
    RemoveSource,
    /// Put one source in the place of another: the one on the screen, else one that is chosen.
    MergeSources,
    /// What was removed, to bring it back.
    Bin,
    /// Copies of the project from other days.
    Backups,
    /// Hand the set on.
    Export,
    /// Open a project.
    OpenProject,
    /// Begin a project.
    NewProject,
    /// Write the project to another folder and go on there.
    SaveAs,
    /// The screen with recent projects.
    Welcome,
    /// Find in the article.
    Find,
    /// Find in all texts, statements and notes.
    FindEverywhere,
    /// The next hit.
    FindNext,
    /// The hit before.
    FindPrevious,
    /// Show the layer of the next annotator.
    SwitchLayer,
    /// The article in place of a screen.
    ShowArticle,
    /// The screen of all sources.
    ShowSources,
    /// The screen of all sources, with those that may be one and the same.
    ShowDuplicates,
    /// The screen of all relations.
    ShowRelations,
    /// The screen of all propositions.
    ShowLedger,
    /// Edit the record of a source: the one on the screen, else that of the statement in focus.
    EditSource,
    /// Grade the reliability of a source: the one on the screen, else that of the statement in focus.
    GradeSource,
    /// Grade the credibility of the statement in focus.
    GradeStatement,
    /// The track record of a source: the one on the screen, else that of the statement in focus.
    ShowRecord,
    /// The screen about the reliability of all sources.
    ShowReliability,
    /// Edit title and scale of the project.
    ProjectSettings,
    /// Make a source of its own of the statements that are ticked.
    SplitSource,
    /// Choose who works here.
    ChooseAnnotator,
    /// Show or hide the code book.
    ToggleGuideline,
    /// Filter the list of articles.
    FilterArticles,
    /// Find any command.
    Palette,
    /// All keys on one page.
    CheatSheet,
    /// What is wrong in the project's files.
    Problems,
    /// Decide what holds of what was changed here and by another program.
    Clashes,
    /// Open the project again, for writing when it is free.
    Reopen,
    /// Settings: name, theme, keys.
    Settings,
    /// Show or hide the articles.
    ToggleArticles,
    /// Show or hide the inspector.
    ToggleInspector,
    /// Larger reading text.
    LargerText,
    /// Smaller reading text.
    SmallerText,
    /// Close the window.
    Quit,
}

impl Command {
    /// Does it move an edge of the range in hand?
    #[must_use]
    pub fn moves_an_edge(self) -> bool {
        matches!(
            self,
            Self::EndRight
                | Self::EndLeft
                | Self::StartRight
                | Self::StartLeft
                | Self::EndRightLetter
                | Self::EndLeftLetter
                | Self::StartRightLetter
                | Self::StartLeftLetter
        )
    }

    /// Does it set a word of a closed list, or a flag?
    #[must_use]
    pub fn sets_a_word(self) -> bool {
        matches!(
            self,
            Self::Polarity(_)
                | Self::Certainty(_)
                | Self::Quotation(_)
                | Self::CueClass(_)
                | Self::Flag(_)
                | Self::TagConfidence(_)
                | Self::Verdict(_)
                | Self::Visibility(_)
                | Self::Attribution(_)
                | Self::Access(_)
        )
    }

    /// Does it go to a proposition, or to what is known about one?
    #[must_use]
    pub fn is_about_a_proposition(self) -> bool {
        matches!(
            self,
            Self::GoToProposition
                | Self::EditProposition
                | Self::JudgeProposition
                | Self::AddEvidence
                | Self::MergePropositions
                | Self::SplitProposition
                | Self::RemoveProposition
        )
    }
}
