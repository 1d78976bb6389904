//! One table as one file of Parquet, made in memory and read back before it counts.

use super::cells::{Leaf, Node, Seal, Values};
use super::columns::{Column, schema};
use super::shred::{Place, Unfit, close};
use crate::export::ExportError;
use crate::text::OffsetTable;
use ::parquet::basic::Compression;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::{ByteArray, DataType};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use bytes::Bytes;
use serde::Serialize;
use std::io;
use std::sync::Arc;

/// So many bytes of cells make a row group, the part of a file that is read at a time.
const GROUP: usize = 64 << 20;

/// What the file says it was made by: a version would change the bytes of the same table.
const MADE_BY: &str = "Ascribe";

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        Self::Write(io::Error::other(error))
    }
}

impl From<Unfit> for ExportError {
    fn from(error: Unfit) -> Self {
        Self::Write(io::Error::other(error))
    }
}

/// A table that is being filled.
pub(crate) struct Table {
    root: Node,
    n_rows: usize,
    file: SerializedFileWriter<Vec<u8>>,
}

impl Table {
    /// An empty one.
    ///
    /// # Errors
    /// When the columns are no schema; none of ours is so.
    pub(super) fn new(name: &str, columns: &[Column]) -> Result<Self, ExportError> {
        let schema = parse_message_type(&schema(name, columns))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(MADE_BY.to_owned())
            .build();
        let file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
        Ok(Self { root: Node::table(columns), n_rows: 0, file })
    }

    /// Fills some fields of the present row.
    ///
    /// # Errors
    /// When a field has no column.
    pub(super) fn fill<T: Serialize>(
        &mut self,
        part: &T,
        text: Option<&OffsetTable<&str>>,
    ) -> Result<(), ExportError> {
        let (node, is_whole) = (&mut self.root, false);
        Ok(part.serialize(Place { node, defined: 0, repeated: 0, text, is_whole })?)
    }

    /// Ends the present row; what was not filled is null.
    ///
    /// # Errors
    /// When a full row group cannot be written.
    pub(super) fn end_row(&mut self) -> Result<(), ExportError> {
        if let Node::Record(fields, _) = &mut self.root {
            close(fields, 0, 0);
        }
        self.n_rows += 1;
        let mut size = 0;
        self.root.each(&mut |leaf| size += leaf.size());
        if size >= GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        let mut group = self.file.next_row_group()?;
        let mut result = Ok(());
        self.root.each(&mut |leaf| {
            if result.is_ok() {
                result = group.next_column().and_then(|column| match column {
                    Some(mut column) => {
                        write_leaf(column.untyped(), leaf)?;
                        column.close()
                    }
                    None => Err(ParquetError::General("there is no such column".to_owned())),
                });
            }
            leaf.seal();
            leaf.clear();
        });
        result?;
        group.close()?;
        self.n_rows = 0;
        Ok(())
    }

    /// The file, read back.
    ///
    /// # Errors
    /// When it cannot be written, or does not hold what was put into it.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        if self.n_rows > 0 {
            self.write_group()?;
        }
        let mut seals = Vec::new();
        self.root.each(&mut |leaf| seals.push((leaf.deepest, leaf.repeated, leaf.seal.clone())));
        let bytes = Bytes::from(self.file.into_inner()?);
        let reader = SerializedFileReader::new(bytes.clone())?;
        for (column, (deepest, repeated, meant)) in seals.into_iter().enumerate() {
            let mut found = Seal::default();
            for group in 0..reader.num_row_groups() {
                let column = reader.get_row_group(group)?.get_column_reader(column)?;
                read_leaf(column, deepest, repeated, &mut found)?;
            }
            if found != meant {
                let error = "what was written does not read back as it was meant";
                return Err(ExportError::Write(io::Error::other(error)));
            }
        }
        drop(reader);
        Ok(Vec::from(bytes))
    }
}

fn write_leaf(column: &mut ColumnWriter<'_>, leaf: &Leaf) -> Result<usize, ParquetError> {
    let levels = (Some(leaf.definitions.as_slice()), Some(leaf.repetitions.as_slice()));
    match (column, &leaf.values) {
        (ColumnWriter::ByteArrayColumnWriter(writer), Values::Text(text, ends)) => {
            let all = ByteArray::from(text.clone());
            let starts = std::iter::once(&0).chain(ends);
            let texts: Vec<ByteArray> =
                starts.zip(ends).map(|(start, end)| all.slice(*start, end - start)).collect();
            writer.write_batch(&texts, levels.0, levels.1)
        }
        (ColumnWriter::Int32ColumnWriter(writer), Values::Whole(values) | Values::Day(values)) => {
            writer.write_batch(values, levels.0, levels.1)
        }
        (ColumnWriter::Int64ColumnWriter(writer), Values::Moment(values)) => {
            writer.write_batch(values, levels.0, levels.1)
        }
        (ColumnWriter::BoolColumnWriter(writer), Values::Truth(values)) => {
            writer.write_batch(values, levels.0, levels.1)
        }
        _ => Err(ParquetError::General("the column has another type".to_owned())),
    }
}

/// Puts all of a column of a row group under a seal.
fn read_leaf(
    column: ColumnReader,
    deepest: i16,
    repeated: i16,
    seal: &mut Seal,
) -> Result<(), ParquetError> {
    match column {
        ColumnReader::ByteArrayColumnReader(reader) => {
            let texts = read(reader, deepest, repeated, seal)?;
            texts.iter().for_each(|text| seal.text(text.data()));
        }
        ColumnReader::Int32ColumnReader(reader) => {
            let values = read(reader, deepest, repeated, seal)?;
            seal.wholes(&values);
        }
        ColumnReader::Int64ColumnReader(reader) => {
            let values = read(reader, deepest, repeated, seal)?;
            seal.moments(&values);
        }
        ColumnReader::BoolColumnReader(reader) => {
            let values = read(reader, deepest, repeated, seal)?;
            seal.truths(&values);
        }
        _ => return Err(ParquetError::General("the column has another type".to_owned())),
    }
    Ok(())
}

/// The values of a column; its levels go under the seal.
fn read<D: DataType>(
    mut reader: ColumnReaderImpl<D>,
    deepest: i16,
    repeated: i16,
    seal: &mut Seal,
) -> Result<Vec<D::T>, ParquetError> {
    let (mut definitions, mut repetitions, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let levels = (Some(&mut definitions), Some(&mut repetitions));
    reader.read_records(usize::MAX, levels.0, levels.1, &mut values)?;
    seal.levels(&definitions, deepest);
    seal.levels(&repetitions, repeated);
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::super::columns::{Column, list, offset, pairs, record, text, texts, truth};
    use super::{Bytes, SerializedFileReader, Table};
    use crate::text::OffsetTable;
    use ::parquet::file::reader::FileReader as _;
    use ::parquet::record::{Field, Row};
    use proptest::prelude::*;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Clone, Debug, Serialize)]
    struct Leaf {
        word: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        sure: Option<bool>,
        tags: Vec<String>,
    }

    #[derive(Clone, Debug, Serialize)]
    struct Branch {
        leaves: Vec<Leaf>,
        one: Option<Leaf>,
        extra: BTreeMap<String, String>,
    }

    #[derive(Clone, Debug, Serialize)]
    struct Tree {
        id: String,
        branches: Vec<Branch>,
    }

    fn leaf() -> Vec<Column> {
        vec![text("word"), truth("sure"), texts("tags")]
    }

    fn tree() -> Vec<Column> {
        let branch = vec![list("leaves", leaf()), record("one", leaf()), pairs("extra")];
        vec![text("id"), list("branches", branch)]
    }

    fn shown(field: &Field) -> String {
        match field {
            Field::Null => "-".to_owned(),
            Field::Group(row) => shown_row(row),
            Field::ListInternal(list) => {
                let elements: Vec<_> = list.elements().iter().map(shown).collect();
                format!("[{}]", elements.join(" "))
            }
            Field::Str(text) => format!("{text:?}"),
            other => other.to_string(),
        }
    }

    fn shown_row(row: &Row) -> String {
        let fields: Vec<_> = row.get_column_iter().map(|(_, field)| shown(field)).collect();
        format!("({})", fields.join(" "))
    }

    fn words<T>(values: &[T], show: impl Fn(&T) -> String) -> String {
        format!("[{}]", values.iter().map(show).collect::<Vec<_>>().join(" "))
    }

    fn meant_leaf(leaf: &Leaf) -> String {
        let word = leaf.word.as_ref().map_or_else(|| "-".to_owned(), |word| format!("{word:?}"));
        let sure = leaf.sure.map_or_else(|| "-".to_owned(), |sure| sure.to_string());
        format!("({word} {sure} {})", words(&leaf.tags, |tag| format!("{tag:?}")))
    }

    fn meant(tree: &Tree) -> String {
        let branch = |branch: &Branch| {
            let extra: Vec<_> = branch.extra.iter().collect();
            let one = branch.one.as_ref().map_or_else(|| "-".to_owned(), meant_leaf);
            let extra = words(&extra, |(name, value)| format!("({name:?} {value:?})"));
            format!("({} {one} {extra})", words(&branch.leaves, meant_leaf))
        };
        format!("({:?} {})", tree.id, words(&tree.branches, branch))
    }

    fn leaves() -> impl Strategy<Value = Leaf> {
        let word = "[a-zé🛶]{0,3}";
        let tags = prop::collection::vec(word, 0..3);
        (prop::option::of(word), prop::option::of(any::<bool>()), tags)
            .prop_map(|(word, sure, tags)| Leaf { word, sure, tags })
    }

    fn trees() -> impl Strategy<Value = Tree> {
        let extra = prop::collection::btree_map("[ab]", "[a-c]{0,2}", 0..3);
        let branch = (prop::collection::vec(leaves(), 0..3), prop::option::of(leaves()), extra)
            .prop_map(|(leaves, one, extra)| Branch { leaves, one, extra });
        ("[a-z]{0,3}", prop::collection::vec(branch, 0..3))
            .prop_map(|(id, branches)| Tree { id, branches })
    }

    proptest! {
        #[test]
        fn lists_in_lists_and_what_is_not_there_read_back_in_their_places(
            rows in prop::collection::vec(trees(), 0..5),
        ) {
            let mut table = Table::new("trees", &tree()).unwrap();
            for (number, row) in rows.iter().enumerate() {
                table.fill(row, None).unwrap();
                table.end_row().unwrap();
                // Several row groups.
                if number == 2 {
                    table.write_group().unwrap();
                }
            }
            let bytes = Bytes::from(table.finish().unwrap());
            let reader = SerializedFileReader::new(bytes).unwrap();
            let found: Vec<_> =
                reader.get_row_iter(None).unwrap().map(|row| shown_row(&row.unwrap())).collect();
            let meant: Vec<_> = rows.iter().map(meant).collect();
            prop_assert_eq!(found, meant);
        }
    }

    #[test]
    fn a_field_without_a_column_and_a_place_outside_the_text_are_refused() {
        #[derive(Serialize)]
        struct Other {
            mood: &'static str,
        }
        let mut table = Table::new("trees", &tree()).unwrap();
        let error = table.fill(&Other { mood: "gloomy" }, None).unwrap_err();
        let error = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(error, "there is no column for “mood”");

        #[derive(Serialize)]
        struct At {
            start: u32,
        }
        let mut table = Table::new("places", &[offset("start")]).unwrap();
        let places = OffsetTable::new("é");
        table.fill(&At { start: 2 }, Some(&places)).unwrap();
        table.end_row().unwrap();
        // Inside a letter, behind the text, and without a text.
        assert!(table.fill(&At { start: 1 }, Some(&places)).is_err());
        assert!(table.fill(&At { start: 3 }, Some(&places)).is_err());
        assert!(table.fill(&At { start: 0 }, None).is_err());
    }
}
