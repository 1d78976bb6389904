//! The sample project, made of the gold reading by the same edits that an analyst's hand makes.

use super::gold::{Gold, GoldArticle, GoldCue, GoldLevel, GoldRelation, GoldRemark, GoldStatement};
use super::places::{Lost, Places};
use super::{Original, Trouble};
use ascribe::import::{Draft, DraftOptions, Intake, draft, take_in};
use ascribe::model::{
    Annotator, ArticleId, Cue, Edit, LayerHead, LayerId, Level, Project, Refusal, Relation,
    RelationId, Remark, RemarkId, Settings, Stamp, Statement, Word as _, apply, free_slug, slug,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Builds the project and gives the bytes that its articles came as; `texts` are the articles' files by name.
///
/// # Errors
/// When a text is cut otherwise than the reading says, a quote is not where it says, or the model refuses a record.
pub(crate) fn project(
    gold: &Gold,
    texts: &BTreeMap<&str, &[u8]>,
) -> Result<(Project, Vec<Original>), Trouble> {
    let stamp = Stamp { by: gold.annotator.id.clone(), at: gold.made };
    let mut sample = Builder {
        project: Project::new(Settings { title: gold.title.clone(), ..Settings::default() }),
        stamp,
    };
    let mut originals = Vec::new();
    sample.take_people(gold)?;
    for article in &gold.articles {
        let bytes = texts.get(article.file.as_str()).copied();
        let bytes = bytes.ok_or_else(|| Trouble::NoText(article.file.clone()))?;
        let draft = drafted(article, bytes)?;
        let places = Places::new(&draft.text, &article.layout, &draft.segments)?;
        sample.take_article(article, &draft)?;
        sample.take_layers(article, &gold.newcomer)?;
        sample.take_marks(article, &places)?;
        sample.take_relations(article)?;
        originals.push(Original {
            article: article.id.clone(),
            file: draft.original_file.clone(),
            bytes: draft.original.clone(),
        });
    }
    Ok((sample.project, originals))
}

/// The text as the program drafts it. An article's id is made of the title it comes in under and stays when the title is
/// corrected: a short one keeps the paths of the sample short.
fn drafted(gold: &GoldArticle, bytes: &[u8]) -> Result<Draft, Trouble> {
    let options = DraftOptions {
        language: Some(gold.metadata.language.clone()),
        retrieved: gold.metadata.retrieved,
        origin: Some(gold.metadata.origin.clone()),
        ..DraftOptions::default()
    };
    let mut draft = draft(bytes, &gold.file, &options)?;
    draft.metadata.title = gold.id.to_string();
    Ok(draft)
}

struct Builder {
    project: Project,
    stamp: Stamp,
}

impl Builder {
    fn take(&mut self, record: &str, edit: Edit) -> Result<(), Trouble> {
        apply(&mut self.project, edit)
            .map(drop)
            .map_err(|refusal| Trouble::Refused { record: record.to_owned(), refusal })
    }

    fn home(&self, article: &ArticleId) -> LayerId {
        LayerId { article: article.clone(), annotator: self.stamp.by.clone() }
    }

    fn take_people(&mut self, gold: &Gold) -> Result<(), Trouble> {
        for annotator in [&gold.annotator, &gold.newcomer] {
            let edit = Edit::Annotator(annotator.id.clone(), Some(annotator.clone()));
            self.take(annotator.id.as_str(), edit)?;
        }
        for source in &gold.sources {
            let edit = Edit::Source(source.id.clone(), Some(source.clone()));
            self.take(source.id.as_str(), edit)?;
        }
        gold.propositions.iter().try_for_each(|proposition| {
            let edit = Edit::Proposition(proposition.id.clone(), Some(proposition.clone()));
            self.take(proposition.id.as_str(), edit)
        })
    }

    fn take_article(&mut self, gold: &GoldArticle, draft: &Draft) -> Result<(), Trouble> {
        match take_in(&self.project, draft)? {
            Intake::New { id, edits } if id == gold.id => {
                self.take(id.as_str(), Edit::batch(edits))?;
            }
            Intake::New { id, .. } | Intake::AlreadyHere(id) => {
                return Err(Trouble::OtherArticle(id));
            }
        }
        self.take(gold.id.as_str(), Edit::Metadata(gold.id.clone(), gold.metadata.clone()))
    }

    /// The finished layer of the reading, and an empty one for whoever wants to try.
    fn take_layers(&mut self, article: &GoldArticle, newcomer: &Annotator) -> Result<(), Trouble> {
        let head = LayerHead {
            started: Some(self.stamp.at),
            finished: Some(self.stamp.at),
            guideline: String::new(),
        };
        let read = self.home(&article.id);
        let empty = LayerId { article: article.id.clone(), annotator: newcomer.id.clone() };
        self.take(article.id.as_str(), Edit::Layer(read, Some(head)))?;
        self.take(article.id.as_str(), Edit::Layer(empty, Some(LayerHead::default())))
    }

    fn take_marks(&mut self, article: &GoldArticle, places: &Places<'_>) -> Result<(), Trouble> {
        let home = self.home(&article.id);
        for gold in &article.statements {
            let new = statement(gold, places, &self.stamp)?;
            let edit = Edit::Statement(home.clone(), gold.id.clone(), Some(Arc::new(new)));
            self.take(gold.id.as_str(), edit)?;
        }
        for gold in &article.remarks {
            let new = self.remark(gold, places)?;
            self.take(&gold.at, Edit::Remark(home.clone(), new.id.clone(), Some(new)))?;
        }
        for key in &article.no_statement {
            self.take(key, Edit::NoStatement(home.clone(), places.segment(key)?, true))?;
        }
        Ok(())
    }

    fn take_relations(&mut self, article: &GoldArticle) -> Result<(), Trouble> {
        let home = self.home(&article.id);
        for gold in &article.relations {
            let new = self.relation(gold)?;
            let edit = Edit::Relation(home.clone(), new.id.clone(), Some(new));
            self.take(gold.from.as_str(), edit)?;
        }
        Ok(())
    }

    fn remark(&self, gold: &GoldRemark, places: &Places<'_>) -> Result<Remark, Trouble> {
        let base = format!("{}-{}", gold.at, slug(gold.kind.label()));
        let taken =
            |name: &str| RemarkId::new(name).is_ok_and(|remark| self.project.has_remark(&remark));
        Ok(Remark {
            id: RemarkId::new(&free_slug(&base, taken))?,
            kind: gold.kind,
            span: places.quote(&gold.at, &gold.quote)?,
            note: gold.note.clone(),
            corrected: gold.corrected.clone(),
            evidence: gold.evidence.clone(),
            extra: BTreeMap::new(),
            created: self.stamp.clone(),
        })
    }

    fn relation(&self, gold: &GoldRelation) -> Result<Relation, Trouble> {
        let id = format!("{}-{}-{}", gold.from, slug(gold.kind.label()), gold.to);
        let Some((place, _)) = self.project.statement(&gold.to) else {
            let refusal = Refusal::NoStatement(gold.to.clone());
            return Err(Trouble::Refused { record: id, refusal });
        };
        Ok(Relation {
            id: RelationId::new(&id)?,
            kind: gold.kind,
            from: gold.from.clone(),
            to: gold.to.clone(),
            to_article: place.article.clone(),
            note: gold.note.clone(),
            created: self.stamp.clone(),
        })
    }
}

fn statement(gold: &GoldStatement, at: &Places<'_>, stamp: &Stamp) -> Result<Statement, Lost> {
    let chain = gold.chain.iter().map(|level| self::level(level, &gold.at, at));
    Ok(Statement {
        chain: chain.collect::<Result<_, _>>()?,
        author_cue: author_cue(gold.author_cue.as_ref(), &gold.at, at)?.into(),
        implied_source: gold.implied_source.clone(),
        polarity: gold.polarity,
        certainty: gold.certainty,
        quotation: gold.quotation,
        flags: gold.flags.iter().copied().collect::<BTreeSet<_>>().into(),
        note: gold.note.clone().into(),
        tag_confidence: Some(gold.tag_confidence),
        verdict: gold.verdict,
        proposition: gold.proposition.clone(),
        credibility: gold.credibility.clone().into(),
        attribution: gold.attribution,
        access: gold.access,
        date: gold.date.clone().into(),
        evidence: gold.evidence.clone().into(),
        ..Statement::new(
            gold.id.clone(),
            gold.kind,
            at.quotes(&gold.at, &gold.content)?,
            stamp.clone(),
        )
    })
}

fn level(gold: &GoldLevel, key: &str, at: &Places<'_>) -> Result<Level, Lost> {
    Ok(Level {
        visibility: gold.visibility,
        source: gold.source.clone(),
        mention: at.quotes(key, &gold.mention)?,
        head: gold.head.as_ref().map(|head| at.quote(key, head)).transpose()?,
        cue: Cue { words: at.quotes(key, &gold.cue)?, class: gold.class },
    })
}

fn author_cue(gold: Option<&GoldCue>, key: &str, at: &Places<'_>) -> Result<Cue, Lost> {
    let Some(gold) = gold else { return Ok(Cue::default()) };
    Ok(Cue { words: at.quotes(key, &gold.words)?, class: gold.class })
}
