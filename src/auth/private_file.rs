//! Files that hold secrets: readable by their owner only, replaced in one step.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Says what is wrong when others than its owner may read a file with secrets; also logs it.
///
/// Where the system has no such modes (Windows), nothing is said.
pub(crate) fn exposed(path: &Path) -> Option<String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let mode = std::fs::metadata(path).ok()?.permissions().mode();
        if mode & 0o044 != 0 {
            let warning = format!(
                "{path} holds secrets, and other users may read it (mode {mode:04o}): \
                 chmod 600 {path}",
                path = path.display(),
                mode = mode & 0o7777,
            );
            log::warn!("{warning}");
            return Some(warning);
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    None
}

/// Replaces a file, or makes it together with its folders.
///
/// The new text is written to a temporary file in the same folder, which is made with mode 0600,
/// brought to the disk and then moved over the old one. So nobody else can read it at any moment,
/// and a reader or a power cut finds the old text or the new one, never half of it.
#[cfg_attr(not(any(feature = "oauth2", feature = "profiles")), allow(dead_code))]
pub(crate) fn replace(path: &Path, text: &[u8]) -> Result<()> {
    let target = resolve_link(path);
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)
        .map_err(|error| Error::io("create the folder", Some(folder), error))?;
    let failed = |error| Error::io("write", Some(path), error);
    // `tempfile` makes its files with mode 0600.
    let mut file = tempfile::Builder::new()
        .prefix(".dhis2-")
        .tempfile_in(folder)
        .map_err(failed)?;
    file.write_all(text).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    // The move itself is on the disk once the folder is. Not every file system can do this.
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A configuration file is often a link into a folder under version control: the file that it
/// points at is replaced, not the link.
fn resolve_link(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode() & 0o777)
    }

    #[test]
    fn a_replaced_file_is_private_and_its_folder_holds_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/file");
        replace(&path, b"one").unwrap();
        assert_eq!(mode(&path), 0o600);
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        assert!(exposed(&path).unwrap().contains("mode 0644"));
        replace(&path, b"two").unwrap();
        assert_eq!(exposed(&path), None);
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        let names = std::fs::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(names.count(), 1);
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&real).unwrap(), b"new");
    }
}
