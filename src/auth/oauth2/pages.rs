//! The pages that the browser shows after the redirect.

/// A whole HTTP answer with a small page. `text` may come from anywhere.
pub(super) fn answer(status: &str, title: &str, text: &str) -> String {
    let (title, text) = (escape(title), escape(text));
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         </head><body><h1>{title}</h1><p>{text}</p></body></html>\n"
    );
    // The address of this page holds the code: it must not be kept, nor told to other sites.
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
         Content-Security-Policy: default-src 'none'\r\nX-Content-Type-Options: nosniff\r\n\
         Connection: close\r\n\r\n{page}",
        page.len()
    )
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::answer;

    #[test]
    fn what_others_say_stays_text() {
        let answer = answer("400 Bad Request", "No", "<script>'x'&\"y\"</script>");
        assert!(
            answer.contains("<p>&lt;script&gt;&#39;x&#39;&amp;&quot;y&quot;&lt;/script&gt;</p>")
        );
        let (head, page) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", page.len())));
    }
}
