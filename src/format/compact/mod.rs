//! Articles with their layers in few bytes that are quick to take apart, for what is kept beside a project so that it opens
//! sooner, and for what nobody looks at in one that is open.
//!
//! Nobody else reads them, and they can be made anew from the files at any time: so they have neither names of fields nor a
//! way up from an older edition, and whoever keeps them has to know that they are the ones that were written.

mod folding;
mod pen;
mod records;

pub use folding::{fold_away, fold_new};
pub use pen::{Compact, Pen, Scan};

use crate::model::assemble::LayerParts;
use crate::model::{Article, ArticleId, Layer, LayerId, Marks};
use crate::text::FrozenText;
use std::sync::Arc;

/// The edition of these bytes, which are read by the edition that wrote them and by no other. To be raised with every
/// change of what is written.
pub const EDITION: u32 = 1;

/// One article with all its layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// With its text.
    pub article: Article,
    /// By annotator.
    pub layers: Vec<Arc<Layer>>,
}

/// Articles with their layers, in the order in which they are given.
///
/// What names people and sources is written once, ahead of all; so are the texts, which are going to lie together in memory.
#[must_use]
pub fn pack(articles: &[(&Article, Vec<&Layer>)]) -> Vec<u8> {
    let mut pen = Pen::default();
    articles.len().put(&mut pen);
    for (article, layers) in articles {
        article.id().put(&mut pen);
        article.metadata().put(&mut pen);
        article.sha256().to_owned().put(&mut pen);
        article.original().put(&mut pen);
        pen.list(article.segments());
        layers.len().put(&mut pen);
        layers.iter().for_each(|layer| put_layer(layer, &mut pen));
    }
    let mut whole = Pen::default();
    let lengths: Vec<usize> =
        articles.iter().map(|(article, _)| article.frozen_text().len()).collect();
    lengths.put(&mut whole);
    articles.iter().for_each(|(article, _)| whole.plain(&article.text()));
    pen.finish_behind(whole)
}

fn put_layer(layer: &Layer, pen: &mut Pen) {
    layer.id().annotator.put(pen);
    layer.head().put(pen);
    put_marks(&layer.marks(), pen);
}

fn put_marks(marks: &Marks, pen: &mut Pen) {
    pen.list(marks.statements().values());
    pen.list(marks.relations().values());
    pen.list(marks.remarks().values());
    pen.list(marks.no_statement());
}

/// The articles that [`pack`] was given. `None` where these are not bytes that it wrote; such as were changed may give
/// others.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<Packed>> {
    let mut scan = Scan::new(bytes);
    let lengths: Vec<usize> = Compact::take(&mut scan)?;
    let size = lengths.iter().try_fold(0_usize, |sum, length| sum.checked_add(*length))?;
    let texts = FrozenText::laid(scan.plain(size)?.to_owned(), &lengths)?;
    scan.learn_names()?;
    if usize::take(&mut scan)? != texts.len() {
        return None;
    }
    let packed = texts.into_iter().map(|text| take_article(&mut scan, text)).collect();
    if scan.is_at_the_end() { packed } else { None }
}

fn take_article(scan: &mut Scan<'_>, text: FrozenText) -> Option<Packed> {
    let id = ArticleId::take(scan)?;
    let (metadata, sha256) = (Compact::take(scan)?, Compact::take(scan)?);
    let (original, segments) = (Compact::take(scan)?, Compact::take(scan)?);
    let n_layers = usize::take(scan)?;
    let layers = (0..n_layers).map(|_| take_layer(&id, scan)).collect::<Option<_>>()?;
    let article = Article::known(id, metadata, original, (text, sha256), segments).ok()?;
    Some(Packed { article, layers })
}

fn take_layer(article: &ArticleId, scan: &mut Scan<'_>) -> Option<Arc<Layer>> {
    let id = LayerId { article: article.clone(), annotator: Compact::take(scan)? };
    let parts = LayerParts {
        head: Compact::take(scan)?,
        statements: Compact::take(scan)?,
        relations: Compact::take(scan)?,
        remarks: Compact::take(scan)?,
        no_statement: Compact::take(scan)?,
    };
    let (layer, problems) = parts.into_layer(&id);
    problems.is_empty().then_some(layer)
}
