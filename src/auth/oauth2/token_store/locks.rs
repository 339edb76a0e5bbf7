//! Locks that other processes respect: `flock` on Unix, `LockFileEx` on Windows. The system lets go
//! of them when a process ends, however it ends, so none is ever left behind.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};
use sha2::{Digest, Sha256};

use crate::auth::oauth2::fail;
use crate::error::{Error, OAuth2Error, Result};

const POLL: Duration = Duration::from_millis(20);

/// A folder of lock files beside a store. They stay: a lock file that is removed while somebody
/// waits for it locks nothing any more.
#[derive(Debug)]
pub(super) struct Locks {
    folder: PathBuf,
    pub(super) limit: Duration,
}

impl Locks {
    /// Somebody may sit before a browser for five minutes with the lock in hand.
    const LIMIT: Duration = Duration::from_secs(330);

    pub(super) fn beside(store: &Path) -> Self {
        let mut folder = store.as_os_str().to_owned();
        folder.push(".locks");
        Self {
            folder: PathBuf::from(folder),
            limit: Self::LIMIT,
        }
    }

    /// The lock around check, renewal and storing of one key.
    pub(super) fn key(&self, key: &str) -> Result<File> {
        // Keys hold characters that file names cannot.
        let digest = Sha256::digest(key);
        let name = digest.iter().take(16).fold(String::new(), |name, byte| {
            let hex = |nibble| char::from_digit(u32::from(nibble), 16);
            name + &[hex(byte >> 4), hex(byte & 15)]
                .into_iter()
                .flatten()
                .collect::<String>()
        });
        self.take(&name, &format!("the tokens of `{key}`"))
    }

    /// The lock around one change of the store.
    pub(super) fn store(&self) -> Result<File> {
        self.take("store", "the token store")
    }

    fn take(&self, name: &str, what: &str) -> Result<File> {
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| Error::io("create the folder", Some(&self.folder), error))?;
        let path = self.folder.join(name);
        // The lock belongs to this opening of the file, so it also keeps threads apart.
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| Error::io("open the lock file", Some(&path), error))?;
        let start = Instant::now();
        loop {
            match FileExt::try_lock(&file) {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(error)) => {
                    return Err(Error::io("lock", Some(&path), error));
                }
                Err(TryLockError::WouldBlock) if start.elapsed() >= self.limit => {
                    return Err(fail(OAuth2Error::new(format!(
                        "somebody else has held {what} for {:?} (lock file {})",
                        self.limit,
                        path.display()
                    ))));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(POLL),
            }
        }
    }
}
