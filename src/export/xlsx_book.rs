//! Sheets of a workbook, cell by cell.

use super::ExportError;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::io;

/// Rows that a sheet has, the first one among them.
const MOST_ROWS: u32 = 1_048_576;

/// Longest text of a cell, in UTF-16 units.
pub(super) const LONGEST: usize = 32_767;

/// Stands at the end of a text that was cut.
const CUT: &str = " …";

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Write(error),
            other => Self::Write(io::Error::other(other)),
        }
    }
}

/// A workbook that is being made.
pub(super) struct Book(Workbook);

impl Book {
    /// A workbook without sheets. The same sheets always give the same bytes, so no time of writing is in it.
    pub(super) fn titled(title: &str) -> Self {
        let mut book = Workbook::new();
        let properties = DocProperties::new().set_title(title);
        let never = ExcelDateTime::from_ymd(2000, 1, 1);
        book.set_properties(&match never {
            Ok(never) => properties.set_creation_datetime(&never),
            Err(_) => properties,
        });
        Self(book)
    }

    /// The file.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>, ExportError> {
        Ok(self.0.save_to_buffer()?)
    }
}

/// A sheet that is being written row by row; when it is full another one follows.
pub(super) struct Sheet<'a> {
    book: &'a mut Book,
    sheet: Worksheet,
    name: &'static str,
    columns: &'a [(&'static str, f64)],
    number: usize,
    row: u32,
    column: u16,
    plain: Format,
    day: Format,
    time: Format,
}

impl<'a> Sheet<'a> {
    /// A sheet with its first row.
    pub(super) fn begin(
        book: &'a mut Book,
        name: &'static str,
        columns: &'a [(&'static str, f64)],
    ) -> Result<Self, ExportError> {
        let top = || Format::new().set_align(FormatAlign::Top);
        Ok(Self {
            book,
            sheet: headed(name, columns)?,
            name,
            columns,
            number: 1,
            row: 1,
            column: 0,
            plain: top().set_text_wrap(),
            day: top().set_num_format("yyyy-mm-dd"),
            time: top().set_num_format("yyyy-mm-dd hh:mm:ss"),
        })
    }

    /// A cell of text; of one that is longer than a cell can be, the beginning.
    pub(super) fn text(&mut self, text: &str) -> Result<(), ExportError> {
        if !text.is_empty() {
            let text = fitting(text);
            self.sheet.write_string_with_format(self.row, self.column, text, &self.plain)?;
        }
        self.column += 1;
        Ok(())
    }

    /// A whole number; text where it is none.
    pub(super) fn number(&mut self, cell: &str) -> Result<(), ExportError> {
        let Ok(number) = cell.parse::<u32>() else { return self.text(cell) };
        self.sheet.write_number_with_format(self.row, self.column, number, &self.plain)?;
        self.column += 1;
        Ok(())
    }

    /// A day; text where it is none, or one before 1900, which workbooks do not know.
    pub(super) fn day(&mut self, cell: &str) -> Result<(), ExportError> {
        let day = cell.parse::<Date>().ok().filter(|day| day.year() >= 1900);
        let Some(day) = day else { return self.text(cell) };
        self.sheet.write_datetime_with_format(self.row, self.column, day, &self.day)?;
        self.column += 1;
        Ok(())
    }

    /// A time in UTC; text where it is none.
    pub(super) fn time(&mut self, cell: &str) -> Result<(), ExportError> {
        let time = cell.parse::<Timestamp>().ok().map(|at| at.to_zoned(TimeZone::UTC).datetime());
        let Some(time) = time.filter(|time| time.year() >= 1900) else { return self.text(cell) };
        self.sheet.write_datetime_with_format(self.row, self.column, time, &self.time)?;
        self.column += 1;
        Ok(())
    }

    /// Goes to the next row.
    pub(super) fn end_row(&mut self) -> Result<(), ExportError> {
        (self.row, self.column) = (self.row + 1, 0);
        if self.row == MOST_ROWS {
            self.number += 1;
            let name = format!("{} {}", self.name, self.number);
            let full = std::mem::replace(&mut self.sheet, headed(&name, self.columns)?);
            let full = filtered(full, self.row, self.columns.len())?;
            self.book.0.push_worksheet(full);
            self.row = 1;
        }
        Ok(())
    }

    /// Puts the sheet into the book.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        let Self { book, sheet, columns, row, .. } = self;
        book.0.push_worksheet(filtered(sheet, row, columns.len())?);
        Ok(())
    }
}

fn headed(name: &str, columns: &[(&str, f64)]) -> Result<Worksheet, ExportError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, *title, &head)?;
        sheet.set_column_width(column, *width)?;
    }
    Ok(sheet)
}

/// Filters over all rows, of which there are so many.
fn filtered(mut sheet: Worksheet, rows: u32, columns: usize) -> Result<Worksheet, ExportError> {
    let last = u16::try_from(columns).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.autofilter(0, 0, rows.saturating_sub(1), last)?;
    Ok(sheet)
}

/// The text as far as it fits into a cell.
fn fitting(text: &str) -> String {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut room = LONGEST - CUT.chars().count();
    let letters = text.chars().take_while(|letter| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    });
    letters.chain(CUT.chars()).collect()
}
