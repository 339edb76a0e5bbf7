//! A file of JSON lines that is appended to, and survives being cut off anywhere.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};
use serde::Serialize;

/// The open file. Nobody else has it open for appending: it is locked, as long as this process lives.
#[derive(Debug)]
pub(super) struct Lines {
    file: File,
    path: PathBuf,
    regular: bool,
    /// How long the file is with whole lines only.
    len: u64,
    broken: bool,
}

impl Lines {
    /// Opens the file, making it if there is none, and hands its whole lines to `read` with their
    /// numbers from 1. A last line without its end is what an interrupted write left: it is cut off.
    ///
    /// `start` is how the first line of such a file begins: a file of another kind, named by mistake, is
    /// not touched.
    pub(super) fn open(
        path: &Path,
        start: &[u8],
        mut read: impl FnMut(u64, &[u8]) -> io::Result<()>,
    ) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(path)?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(
                    io::ErrorKind::WouldBlock,
                    "it is in use by another run",
                ));
            }
            // Some network file systems and devices know no locks.
            Err(TryLockError::Error(error)) => {
                log::debug!("{} cannot be locked: {error}", path.display());
            }
        }
        // A device such as /dev/full has no end to read to.
        let regular = file.metadata()?.is_file();
        let mut len = 0;
        if regular {
            let mut reader = BufReader::with_capacity(64 << 10, &file);
            let mut line = Vec::new();
            for number in 1.. {
                line.clear();
                reader.read_until(b'\n', &mut line)?;
                let known = line.len().min(start.len());
                if number == 1 && line[..known] != start[..known] {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        "it is a file of another kind, which is not overwritten",
                    ));
                }
                if line.pop() != Some(b'\n') {
                    break;
                }
                read(number, &line)?;
                len += line.len() as u64 + 1;
            }
            file.set_len(len)?;
            file.seek(SeekFrom::Start(len))?;
            // The file's name must last as well as its content. Not every system can do this.
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
                let _ = folder.sync_all();
            }
        }
        Ok(Self {
            file,
            path: path.to_path_buf(),
            regular,
            len,
            broken: false,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Forgets all lines.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        if self.regular {
            self.file.set_len(0)?;
            self.file.seek(SeekFrom::Start(0))?;
        }
        self.len = 0;
        Ok(())
    }

    /// Appends lines and waits until they are on the disk. After a failure nothing more is taken.
    pub(super) fn append<T: Serialize>(
        &mut self,
        records: impl IntoIterator<Item = T>,
    ) -> io::Result<()> {
        if self.broken {
            return Err(io::Error::other("an earlier write to it failed"));
        }
        let mut text = Vec::new();
        for record in records {
            serde_json::to_writer(&mut text, &record)?;
            text.push(b'\n');
        }
        if text.is_empty() {
            return Ok(());
        }
        let written = self.file.write_all(&text).and_then(|()| {
            if self.regular {
                self.file.sync_data()
            } else {
                Ok(())
            }
        });
        if let Err(error) = written {
            self.broken = true;
            // So that the next run finds whole lines; if this fails too, it cuts the last one itself.
            let _ = self.file.set_len(self.len);
            return Err(error);
        }
        self.len += text.len() as u64;
        Ok(())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        // Closing is not enough: a process that another thread begins at this moment has a copy.
        let _ = FileExt::unlock(&self.file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(path: &Path) -> (Lines, Vec<String>) {
        let mut lines = Vec::new();
        let file = Lines::open(path, b"", |_, line| {
            lines.push(String::from_utf8_lossy(line).into_owned());
            Ok(())
        })
        .unwrap();
        (file, lines)
    }

    #[test]
    fn a_torn_last_line_is_cut_off_and_the_next_one_stands_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines");
        std::fs::write(&path, "1\n22\n{\"torn\":").unwrap();
        let (mut file, lines) = read_all(&path);
        assert_eq!(lines, ["1", "22"]);
        file.append([333]).unwrap();
        drop(file);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "1\n22\n333\n");
    }

    #[test]
    fn two_runs_cannot_hold_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines");
        let (first, _) = read_all(&path);
        let error = Lines::open(&path, b"", |_, _| Ok(())).unwrap_err();
        assert_eq!(error.to_string(), "it is in use by another run");
        drop(first);
        assert!(Lines::open(&path, b"", |_, _| Ok(())).is_ok());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_an_error_of_the_first_line_and_of_all_after_it() {
        let mut file = Lines::open(Path::new("/dev/full"), b"", |_, _| Ok(())).unwrap();
        let error = file.append([1]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert!(file.append([2]).is_err());
    }
}
