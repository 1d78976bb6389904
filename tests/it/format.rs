//! Files read well, read back, and say where they are wrong.

use crate::sample;
use ascribe::format::{
    ArticleFile, LayerFile, ProjectFile, Selection, SetFile, SourceFile, from_ron, to_ron,
};
use ascribe::model::assemble::{Parts, assemble};
use ascribe::model::{Project, Source};
use std::sync::Arc;

fn parts_of(project: &Project) -> Parts {
    let (settings, annotators) =
        from_ron::<ProjectFile>(&to_ron(&ProjectFile::of(project.tables())).unwrap())
            .unwrap()
            .into_parts();
    let sources = project.sources().values().map(|source| {
        let ron = to_ron(&SourceFile::from(source.clone())).unwrap();
        Source::from(from_ron::<SourceFile>(&ron).unwrap())
    });
    let articles = project.articles().values().map(|article| {
        let ron = to_ron(&ArticleFile::from(article.as_ref())).unwrap();
        from_ron::<ArticleFile>(&ron).unwrap().into_article(Arc::clone(article.text())).unwrap()
    });
    let layers = project.layers().values().map(|layer| {
        let text = project.articles()[&layer.id().article].text();
        let ron = to_ron(&LayerFile::of(layer, text)).unwrap();
        let (id, parts, problems) = from_ron::<LayerFile>(&ron).unwrap().into_parts(text);
        assert_eq!(problems, []);
        (id, parts)
    });
    Parts {
        settings,
        annotators,
        sources: sources.collect(),
        articles: articles.collect(),
        layers: layers.collect(),
    }
}

#[test]
fn every_file_of_a_project_reads_back_to_the_value_it_was_written_from() {
    let project = sample::project();
    let (tables, mut problems) = parts_of(&project).into_tables();
    let (read, refused) = assemble(tables);
    problems.extend(refused);
    assert_eq!(problems, []);
    assert_eq!(read, project);
}

#[test]
fn a_whole_set_reads_back_to_an_equal_project() {
    let project = sample::project();
    let set = SetFile::of(&project, &Selection::all(&project));
    let ron = to_ron(&set).unwrap();
    let (parts, problems) = from_ron::<SetFile>(&ron).unwrap().into_parts();
    assert_eq!(problems, []);
    let (tables, _) = parts.into_tables();
    assert_eq!(assemble(tables), (project, vec![]));
}
