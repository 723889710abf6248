//! Names with placeholders: `VECOZO-{agb}-{date}.pfx`.

/// The placeholders of a text, in their order; `Err` with the rest after a brace that is never closed.
pub fn placeholders(text: &str) -> Result<Vec<&str>, &str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, then) = after.split_once('}').ok_or(after)?;
        names.push(name);
        rest = then;
    }
    Ok(names)
}

/// The text with its placeholders filled; `Err` with the first one that has no value.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, then) = after.split_once('}').unwrap_or((after, ""));
        let found = value(name).filter(|value| !value.is_empty());
        filled.push_str(&found.ok_or_else(|| name.to_owned())?);
        rest = then;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::{fill, placeholders};

    #[test]
    fn placeholders_are_found_and_filled() {
        let text = "VECOZO-{agb}-{date}.pfx";
        assert_eq!(placeholders(text), Ok(vec!["agb", "date"]));
        assert_eq!(placeholders("a{b"), Err("b"));
        let value = |name: &str| (name == "agb").then(|| "01999999".to_owned());
        assert_eq!(fill(text, value), Err("date".to_owned()));
        let value = |name: &str| Some(name.to_uppercase());
        assert_eq!(fill(text, value).unwrap(), "VECOZO-AGB-DATE.pfx");
        assert_eq!(fill("tls.p12", |_| None).unwrap(), "tls.p12");
        assert_eq!(fill("{x}", |_| Some(String::new())), Err("x".to_owned()));
    }
}
