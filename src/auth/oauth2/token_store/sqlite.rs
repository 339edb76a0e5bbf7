use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::locks::Locks;
use crate::auth::Secret;
use crate::auth::oauth2::{StoreGuard, TokenRecord, TokenStore, fail};
use crate::auth::private_file;
use crate::error::{Error, OAuth2Error, Result};

/// Keeps tokens in a SQLite database (feature `token-store`).
///
/// The file is laid out as the `tokens.sqlite` that the async client keeps beside its profile
/// file: table `oauth2_tokens` with `store_key`, `access_token`, `refresh_token` and `expires_at`,
/// keys [`profile:{name}`](crate::auth::oauth2::profile_key), mode 0600. So a sign-in made here is
/// found there.
///
/// That table does not say which server and client a token belongs to. It is noted in a second
/// table, together with a hash of the access token: when another program has replaced the token
/// since, the note is void, and the record comes without a server
/// ([`TokenRecord::is_for`] is then `false`, and the user signs in again).
pub struct SqliteStore {
    path: PathBuf,
    connection: Mutex<Connection>,
    locks: Locks,
}

const SCHEMA: &str = "
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS oauth2_tokens (
        store_key TEXT PRIMARY KEY,
        access_token TEXT NOT NULL,
        refresh_token TEXT,
        expires_at REAL NOT NULL
    );
    CREATE TABLE IF NOT EXISTS oauth2_token_owners (
        store_key TEXT PRIMARY KEY,
        access_token_sha256 BLOB NOT NULL,
        base_url TEXT,
        client_id TEXT
    );";

const SELECT: &str = "
    SELECT t.access_token, t.refresh_token, t.expires_at,
           o.access_token_sha256, o.base_url, o.client_id
    FROM oauth2_tokens t LEFT JOIN oauth2_token_owners o ON o.store_key = t.store_key
    WHERE t.store_key = ?1";

const UPSERT: &str = "
    INSERT INTO oauth2_tokens (store_key, access_token, refresh_token, expires_at)
    VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (store_key) DO UPDATE SET
        access_token = excluded.access_token,
        refresh_token = excluded.refresh_token,
        expires_at = excluded.expires_at";

const UPSERT_OWNER: &str = "
    INSERT INTO oauth2_token_owners (store_key, access_token_sha256, base_url, client_id)
    VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (store_key) DO UPDATE SET
        access_token_sha256 = excluded.access_token_sha256,
        base_url = excluded.base_url,
        client_id = excluded.client_id";

impl SqliteStore {
    /// Opens the database, or makes it together with its folders.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or is no such database.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        if !path.exists() {
            // SQLite would make the file with a mode that lets others read it, and gives its
            // journal the mode of the file. An empty file is an empty database.
            create(&path)?;
        }
        private_file::exposed(&path);
        let failed = |error| failure(&path, "open", error);
        let connection = Connection::open(&path).map_err(failed)?;
        connection
            .busy_timeout(Duration::from_secs(10))
            .map_err(failed)?;
        connection.execute_batch(SCHEMA).map_err(failed)?;
        Ok(Self {
            locks: Locks::beside(&path),
            connection: Mutex::new(connection),
            path,
        })
    }

    /// How long [`lock`](TokenStore::lock) waits for another holder; 330 seconds unless set, which
    /// is more than an interactive sign-in takes.
    pub fn lock_timeout(mut self, limit: Duration) -> Self {
        self.locks.limit = limit;
        self
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl TokenStore for SqliteStore {
    fn get(&self, key: &str) -> Result<Option<TokenRecord>> {
        let read = |row: &rusqlite::Row<'_>| {
            let access_token: String = row.get(0)?;
            let hash: Option<Vec<u8>> = row.get(3)?;
            let own = hash.is_some_and(|hash| hash == fingerprint(&access_token));
            Ok(TokenRecord {
                refresh_token: row.get::<_, Option<String>>(1)?.map(Secret::from),
                // A token without an end is renewed, which is safe.
                expires_at: row.get::<_, Option<f64>>(2)?.unwrap_or(0.0),
                base_url: row.get::<_, Option<String>>(4)?.filter(|_| own),
                client_id: row.get::<_, Option<String>>(5)?.filter(|_| own),
                access_token: Secret::from(access_token),
            })
        };
        self.connection()
            .query_row(SELECT, [key], read)
            .optional()
            .map_err(|error| failure(&self.path, "read", error))
    }

    fn set(&self, key: &str, record: &TokenRecord) -> Result<()> {
        let access = record.access_token.expose();
        let refresh = record.refresh_token.as_ref().map(Secret::expose);
        // SQLite takes what is not a number for NULL.
        let expires_at = if record.expires_at.is_nan() {
            0.0
        } else {
            record.expires_at
        };
        let mut connection = self.connection();
        let mut write = || {
            let change = connection.transaction()?;
            change.execute(UPSERT, params![key, access, refresh, expires_at])?;
            let (url, client) = (&record.base_url, &record.client_id);
            change.execute(UPSERT_OWNER, params![key, fingerprint(access), url, client])?;
            change.commit()
        };
        write().map_err(|error| failure(&self.path, "write", error))
    }

    fn delete(&self, key: &str) -> Result<bool> {
        let mut connection = self.connection();
        let mut write = || {
            let change = connection.transaction()?;
            change.execute(
                "DELETE FROM oauth2_token_owners WHERE store_key = ?1",
                [key],
            )?;
            let gone = change.execute("DELETE FROM oauth2_tokens WHERE store_key = ?1", [key])?;
            change.commit()?;
            Ok(gone > 0)
        };
        write().map_err(|error| failure(&self.path, "write", error))
    }

    fn lock(&self, key: &str) -> Result<StoreGuard> {
        self.locks.key(key).map(StoreGuard::holding)
    }
}

fn create(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::io("create the folder", Some(folder), error))?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        // Another process was faster.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Error::io("create", Some(path), error)),
    }
}

fn fingerprint(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

fn failure(path: &Path, action: &str, error: rusqlite::Error) -> Error {
    fail(
        OAuth2Error::new(format!(
            "cannot {action} the token store {}",
            path.display()
        ))
        .with_source(error),
    )
}
