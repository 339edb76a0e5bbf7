use crate::error::Result;
use crate::profile::fail;

const LONGEST: usize = 64;

/// What stands for the profile of the environment variables where a name is shown.
pub(crate) const ENVIRONMENT: &str = "<env>";

/// Checks a name that is to be written. Names in files are taken as they are.
pub(crate) fn check(name: &str) -> Result<()> {
    let bad = |what: String| {
        Err(fail(format!(
            "`{}` is no profile name: {what}",
            name.escape_debug()
        )))
    };
    if name == ENVIRONMENT {
        return Err(fail(
            "the profile `<env>` is made of environment variables: change those instead",
        ));
    }
    let Some(first) = name.chars().next() else {
        return Err(fail("a profile name cannot be empty"));
    };
    let length = name.chars().count();
    if length > LONGEST {
        return bad(format!(
            "it has {length} characters, and {LONGEST} is the limit"
        ));
    }
    if !first.is_ascii_alphabetic() {
        return bad("it must start with a letter from a to z".to_owned());
    }
    let odd = |c: &char| !c.is_ascii_alphanumeric() && *c != '_';
    match name.chars().find(odd) {
        Some(c) => bad(format!(
            "`{}` is not a letter from a to z, a digit or `_`",
            c.escape_debug()
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn each_fault_of_a_name_has_its_own_text() {
        for name in ["a", "Prod_2", &"x".repeat(64)] {
            check(name).unwrap();
        }
        for (name, text) in [
            ("", "cannot be empty"),
            (&*"x".repeat(65), "65 characters"),
            ("2nd", "must start with a letter"),
            ("_a", "must start with a letter"),
            ("é", "must start with a letter"),
            ("my-server", "`-` is not"),
            ("a\nb", r"`\n` is not"),
            ("<env>", "environment variables"),
        ] {
            let error = check(name).unwrap_err().to_string();
            assert!(error.contains(text), "{error}");
        }
    }
}
