//! Columns side by side, for people.

use std::io::{self, IsTerminal, Write};

/// The widths are those of the first rows: a table of any length needs no more memory than these.
const SAMPLE: usize = 200;
/// No column is padded to more than this.
const WIDEST: usize = 60;

/// A table that is written as its rows come.
pub(crate) struct Table<W> {
    out: W,
    heads: Vec<String>,
    right: Vec<bool>,
    widths: Vec<usize>,
    waiting: Vec<Vec<String>>,
    open: bool,
}

impl<W: Write> Table<W> {
    pub(crate) fn new(out: W, heads: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let heads: Vec<String> = heads.into_iter().map(Into::into).collect();
        Self {
            out,
            right: vec![false; heads.len()],
            widths: heads.iter().map(|head| width(head)).collect(),
            heads,
            waiting: Vec::new(),
            open: false,
        }
    }

    /// Aligns a column to the right.
    pub(crate) fn right(mut self, column: usize) -> Self {
        if let Some(right) = self.right.get_mut(column) {
            *right = true;
        }
        self
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) -> io::Result<()> {
        if self.open {
            return self.write(&cells);
        }
        for (widest, cell) in self.widths.iter_mut().zip(&cells) {
            *widest = (*widest).max(width(cell)).min(WIDEST);
        }
        self.waiting.push(cells);
        if self.waiting.len() >= SAMPLE {
            self.begin()?;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        if !self.open {
            self.begin()?;
        }
        self.out.flush()
    }

    fn begin(&mut self) -> io::Result<()> {
        self.open = true;
        let heads = std::mem::take(&mut self.heads);
        self.write(&heads)?;
        let lines: Vec<String> = self.widths.iter().map(|width| "-".repeat(*width)).collect();
        self.write(&lines)?;
        for cells in std::mem::take(&mut self.waiting) {
            self.write(&cells)?;
        }
        Ok(())
    }

    fn write(&mut self, cells: &[String]) -> io::Result<()> {
        let mut line = String::new();
        for (column, cell) in cells.iter().enumerate() {
            let cell = one_line(cell);
            let wanted = self.widths.get(column).copied().unwrap_or_default();
            let blanks = " ".repeat(wanted.saturating_sub(width(&cell)));
            if column > 0 {
                line += "  ";
            }
            if self.right.get(column) == Some(&true) {
                line = line + &blanks + &cell;
            } else {
                line = line + &cell + &blanks;
            }
        }
        writeln!(self.out, "{}", line.trim_end())
    }
}

/// What a cell takes on the screen; colours take nothing.
fn width(text: &str) -> usize {
    let mut count = 0;
    let mut in_colour = false;
    for character in text.chars() {
        match character {
            '\u{1b}' => in_colour = true,
            'm' if in_colour => in_colour = false,
            _ if in_colour => {}
            _ => count += 1,
        }
    }
    count
}

/// A line break in a name must not break the table, nor a control character the terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\u{1b}' {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// Text in a colour, where the standard output is a terminal and `NO_COLOR` is not set.
pub(crate) fn painted(text: &str, colour: &str) -> String {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted && io::stdout().is_terminal() {
        format!("\u{1b}[{colour}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
