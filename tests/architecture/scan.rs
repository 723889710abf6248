//! Reads Rust text: which paths it names, and which of its lines are tests.

use std::ops::RangeInclusive;
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::Visit;

/// Everything that a file names.
pub(crate) fn uses(text: &str) -> Vec<Used> {
    let mut found = Vec::new();
    chains(TokenStream::from_str(text).unwrap(), &[], &mut found);
    found
}

/// The path as seen from the crate's root; `None` when it is not about our folders.
pub(crate) fn from_root(file: &str, path: &[String]) -> Option<Vec<String>> {
    let module = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let mut here: Vec<String> = module.split('/').map(str::to_owned).collect();
    if matches!(file, "lib.rs" | "main.rs" | "readers.rs") {
        here.clear();
    }
    let first = path.first()?.as_str();
    match first {
        "crate" => Some(path[1..].to_vec()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            here.truncate(here.len().checked_sub(ups)?);
            here.extend_from_slice(&path[ups..]);
            Some(here)
        }
        "parafa" if matches!(file, "main.rs" | "readers.rs") => Some(path[1..].to_vec()),
        _ if file == "lib.rs" && path.len() > 1 => Some(path.to_vec()),
        _ => None,
    }
}

/// Something that a file names: a path, `name!`, `unsafe` or `cfg(unix)`.
pub(crate) struct Used {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

impl Used {
    pub(crate) fn is(&self, name: &str) -> bool {
        let wanted: Vec<&str> = name.split("::").collect();
        let outside =
            self.path.len() > 1 || name.contains('!') || name.contains('(') || name == "unsafe";
        outside
            && self
                .path
                .iter()
                .zip(&wanted)
                .filter(|(a, b)| a == *b)
                .count()
                == wanted.len()
    }
}

/// All paths in `tokens`, with groups of `use` written out; also inside macros, attributes and bodies.
fn chains(tokens: TokenStream, prefix: &[String], found: &mut Vec<Used>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let punct = |at: usize, c: char| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == c);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Group(group) => chains(group.stream(), &[], found),
            TokenTree::Ident(name) if name == "as" => at += 1,
            TokenTree::Ident(name) => {
                let mut path = prefix.to_vec();
                path.push(name.to_string());
                while punct(at, ':') && punct(at + 1, ':') {
                    match tokens.get(at + 2) {
                        Some(TokenTree::Ident(next)) => path.push(next.to_string()),
                        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                            chains(group.stream(), &path, found);
                        }
                        _ => break,
                    }
                    at += 3;
                }
                let line = name.span().start().line;
                let after = at + usize::from(punct(at, '!'));
                if path.last().is_some_and(|last| last == "cfg") && about_system(tokens.get(after))
                {
                    path = vec!["cfg(unix)".to_owned()];
                } else if punct(at, '!') && path.len() == 1 && !punct(at + 1, '=') {
                    path = vec![format!("{name}!")];
                }
                found.push(Used { path, line });
            }
            _ => {}
        }
    }
}

fn about_system(condition: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(group)) = condition else {
        return false;
    };
    let words = ["unix", "windows", "target_os", "target_family"];
    group.stream().into_iter().any(|token| match &token {
        TokenTree::Ident(name) => words.iter().any(|word| name == word),
        other => about_system(Some(other)),
    })
}

/// The lines of all items under `#[cfg(test)]`.
pub(crate) fn test_lines(text: &str) -> Vec<RangeInclusive<usize>> {
    #[derive(Default)]
    struct Tests(Vec<RangeInclusive<usize>>);
    impl<'ast> Visit<'ast> for Tests {
        fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
            let test = |attribute: &syn::Attribute| {
                attribute.path().is_ident("cfg")
                    && attribute
                        .parse_args::<syn::Path>()
                        .is_ok_and(|what| what.is_ident("test"))
            };
            if item.attrs.iter().any(test) {
                let span = item.span();
                self.0.push(span.start().line..=span.end().line);
            } else {
                syn::visit::visit_item_mod(self, item);
            }
        }
    }
    let mut tests = Tests::default();
    tests.visit_file(&syn::parse_file(text).unwrap());
    tests.0
}
