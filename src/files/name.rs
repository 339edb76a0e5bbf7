//! File names out of headers, and what of them may touch a disk.

use percent_encoding::percent_decode_str;

/// The name in a `Content-Disposition`.
///
/// DHIS2 writes `filename=NAME` with neither type nor quotes, whatever letters the name has; proxies
/// and other servers write it as RFC 6266 says. Both are read.
pub(super) fn from_disposition(header: &str) -> Option<String> {
    let header = header.trim();
    if let Some(at) = find(header, "filename*=") {
        let value = header[at..].split(';').next().unwrap_or_default();
        let encoded = value.splitn(3, '\'').nth(2)?.trim().trim_end_matches('"');
        return percent_decode_str(encoded)
            .decode_utf8()
            .ok()
            .map(std::borrow::Cow::into_owned);
    }
    let at = find(header, "filename=")?;
    let value = header[at..].trim();
    let name = if let Some(name) = quoted(value) {
        name
    } else if at == "filename=".len() {
        value.to_owned()
    } else {
        let plain = value.split(';').next().unwrap_or_default();
        plain.trim().to_owned()
    };
    Some(name).filter(|name| !name.is_empty())
}

/// Where the value after a parameter's name begins.
fn find(header: &str, parameter: &str) -> Option<usize> {
    let lower = header.to_ascii_lowercase();
    Some(lower.find(parameter)? + parameter.len())
}

/// A quoted string, unless it goes on after its end as a bare name can.
fn quoted(value: &str) -> Option<String> {
    let mut name = String::new();
    let mut chars = value.strip_prefix('"')?.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let rest = chars.as_str().trim_start();
                return (rest.is_empty() || rest.starts_with(';')).then_some(name);
            }
            '\\' => name.push(chars.next()?),
            c => name.push(c),
        }
    }
    None
}

/// The last part of a name, without what a file system takes for more than a name; `None` where
/// nothing is left.
pub(super) fn safe_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe: String = last
        .chars()
        .map(|c| {
            let is_odd = c.is_control() || (cfg!(windows) && "<>:\"|?*".contains(c));
            if is_odd { '_' } else { c }
        })
        .collect();
    let safe = safe.trim();
    (!matches!(safe, "" | "." | "..")).then(|| safe.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_dhis2_and_as_others_write_them() {
        for (header, name) in [
            ("filename=note.txt", "note.txt"),
            ("filename=a; b c.txt", "a; b c.txt"),
            ("filename=\"a\" b.txt", "\"a\" b.txt"),
            ("attachment; filename=\"data.csv\"", "data.csv"),
            ("attachment; filename=\"a\\\"b.txt\"; x=y", "a\"b.txt"),
            ("inline; FileName=plain.txt; size=3", "plain.txt"),
            (
                "attachment; filename=x.txt; filename*=UTF-8''%D1%82%20a.txt",
                "т a.txt",
            ),
        ] {
            assert_eq!(from_disposition(header).as_deref(), Some(name), "{header}");
        }
        for header in ["", "attachment", "filename=", "filename*=UTF-8"] {
            assert_eq!(from_disposition(header), None, "{header}");
        }
    }

    #[test]
    fn a_name_cannot_leave_its_folder() {
        for (name, safe) in [
            ("note.txt", Some("note.txt")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\Windows\\x.dll", Some("x.dll")),
            ("a\r\nb\0.txt", Some("a__b_.txt")),
            ("..", None),
            ("x/..", None),
            ("", None),
            (" ", None),
        ] {
            assert_eq!(safe_name(name).as_deref(), safe, "{name:?}");
        }
    }
}
