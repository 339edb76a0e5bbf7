//! Finding where a JSON value ends, without reading it.

/// What a byte means between two tokens.
const PLAIN: u8 = 0;
const QUOTE: u8 = 1;
const OPEN: u8 = 2;
const CLOSE: u8 = 3;

static CLASS: [u8; 256] = {
    let mut class = [PLAIN; 256];
    class[b'"' as usize] = QUOTE;
    class[b'{' as usize] = OPEN;
    class[b'[' as usize] = OPEN;
    class[b'}' as usize] = CLOSE;
    class[b']' as usize] = CLOSE;
    class
};

#[derive(Debug, Clone, Copy)]
enum Mode {
    /// Between tokens of an array or object, or before the first byte of a string.
    Between,
    Text,
    /// After a backslash: the next byte means nothing.
    Escape,
    /// In a number or in `true`, `false`, `null`.
    Scalar,
}

/// The state of a search for the end of one value. It may be fed in pieces cut anywhere.
///
/// It counts brackets outside strings and nothing more: who decodes the value finds what is wrong
/// inside. It keeps a counter where a parser would call itself, so that depth costs nothing.
#[derive(Debug)]
pub(super) struct Scan {
    mode: Mode,
    depth: usize,
}

impl Scan {
    /// A search for the end of the value that starts with `first`; `None` when no value can.
    pub(super) fn new(first: u8) -> Option<Self> {
        let mode = match first {
            b'"' | b'{' | b'[' => Mode::Between,
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => Mode::Scalar,
            _ => return None,
        };
        Some(Self { mode, depth: 0 })
    }

    /// Goes on through `bytes`; the number of them that belong to the value, once it ends.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut rest = bytes;
        loop {
            match self.mode {
                Mode::Between => {
                    let stop = rest.iter().position(|b| CLASS[usize::from(*b)] != PLAIN)?;
                    let class = CLASS[usize::from(rest[stop])];
                    rest = &rest[stop + 1..];
                    if class == QUOTE {
                        self.mode = Mode::Text;
                    } else if class == OPEN {
                        self.depth += 1;
                    } else {
                        self.depth -= 1;
                        if self.depth == 0 {
                            return Some(bytes.len() - rest.len());
                        }
                    }
                }
                Mode::Text => {
                    let stop = end_of_run(rest)?;
                    let escape = rest[stop] == b'\\';
                    rest = &rest[stop + 1..];
                    if escape {
                        self.mode = Mode::Escape;
                    } else if self.depth == 0 {
                        return Some(bytes.len() - rest.len());
                    } else {
                        self.mode = Mode::Between;
                    }
                }
                Mode::Escape => {
                    rest = rest.split_first()?.1;
                    self.mode = Mode::Text;
                }
                Mode::Scalar => {
                    let end = |b: &u8| matches!(b, b',' | b']' | b'}') || is_space(*b);
                    return rest.iter().position(end);
                }
            }
        }
    }
}

/// Where the first quote or backslash is.
///
/// Strings are most of what DHIS2 sends, so this looks at eight bytes at once: `(x - 1) & !x` has
/// the highest bit of a byte set where that byte of `x` is zero. (It can be wrong above the first
/// such byte, and only the first one counts.)
fn end_of_run(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
    const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
    let zeros = |x: u64| x.wrapping_sub(ONES) & !x;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        let hits = (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES)) & HIGH;
        if hits != 0 {
            let first = hits.trailing_zeros() as usize / 8;
            return Some(bytes.len() - rest.len() + first);
        }
        rest = after;
    }
    let last = rest.iter().position(|b| matches!(b, b'"' | b'\\'))?;
    Some(bytes.len() - rest.len() + last)
}

/// JSON's four kinds of white space.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of the value at the start of `text`, fed in pieces of `size` bytes.
    fn end(text: &str, size: usize) -> Option<usize> {
        let mut scan = Scan::new(text.as_bytes()[0]).expect("a value");
        let mut before = 0;
        for piece in text.as_bytes().chunks(size) {
            if let Some(length) = scan.feed(piece) {
                return Some(before + length);
            }
            before += piece.len();
        }
        None
    }

    #[test]
    fn a_value_ends_at_the_same_byte_however_it_is_cut() {
        for (value, after) in [
            (r#"{"a":[1,{}],"b":"}"}"#, ",{}]"),
            (r#""a\"b\\""#, r#","c"]"#),
            (r#"["\\\"]","{"]"#, "]"),
            (r#"{"\u007b":"\\"}"#, "}"),
            ("-12.5e+3", "]"),
            ("true", " ,"),
            ("[]", "[]"),
            (r#""""#, r#""""#),
        ] {
            let text = format!("{value}{after}");
            for size in 1..=text.len() {
                assert_eq!(end(&text, size), Some(value.len()), "{text} by {size}");
            }
        }
    }

    #[test]
    fn the_end_of_a_run_is_found_at_every_place_and_beside_every_byte() {
        for length in 0..20 {
            for other in (0..=u8::MAX).filter(|b| !matches!(b, b'"' | b'\\')) {
                let mut run = vec![other; length];
                assert_eq!(end_of_run(&run), None, "{length} times {other}");
                for at in (0..length).rev() {
                    run[at] = if at % 2 == 0 { b'"' } else { b'\\' };
                    assert_eq!(end_of_run(&run), Some(at), "{other} before {at}");
                }
            }
        }
    }

    #[test]
    fn a_cut_value_has_no_end() {
        for text in [r#"{"a":"}"#, r#""a\""#, "[[]", r#""\"#, "12"] {
            assert_eq!(end(text, 1), None, "{text}");
        }
    }

    #[test]
    fn nothing_but_a_value_can_start_one() {
        for byte in [b']', b'}', b',', b':', b'<', b'+', b'.', b'N', 0, 0xff] {
            assert!(Scan::new(byte).is_none(), "{}", char::from(byte));
        }
    }
}
