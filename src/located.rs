//! From a place in a TOML text to the file, line and key that a person looks for.

use std::ops::Range;

use toml::de::DeValue;

/// A file under inspection.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Its name, for messages.
    pub file: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// The key; `-` when it is about the whole file.
    pub key: String,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn whole(file: &str, key: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            key: key.to_owned(),
        }
    }
}

impl Text<'_> {
    /// The line and key of the value (or key) at `span`, a range of bytes.
    #[must_use]
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place {
            file: self.file.to_owned(),
            line: self.line(span.start),
            key: self.key(span),
        }
    }

    /// What the parser says, with the key that it names or that stands there.
    #[must_use]
    pub fn parser(&self, error: &toml::de::Error) -> (Place, String) {
        let message = error.message().lines().next().unwrap_or_default();
        let span = error.span().unwrap_or_default();
        let place = Place {
            file: self.file.to_owned(),
            line: self.line(span.start),
            key: named_field(message).map_or_else(|| self.key(&span), str::to_owned),
        };
        (place, message.to_owned())
    }

    /// The line of `path`, as `step[2].action`, or of the nearest table around it that is there; the whole file where
    /// nothing of it is.
    #[must_use]
    pub fn at(&self, path: &str) -> Place {
        self.find(path)
            .unwrap_or_else(|| Place::whole(self.file, path))
    }

    /// [`Self::at`], `None` where the file has nothing of it.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Place> {
        let tree = toml::de::DeTable::parse(self.text).ok()?;
        let mut steps = steps(path).into_iter();
        let (first, mut value) = match steps.next()? {
            Step::Key(key) => tree.get_ref().get_key_value(key)?,
            Step::Index(_) => return None,
        };
        let mut start = first.span().start;
        for step in steps {
            let next = match (step, value.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => table
                    .get_key_value(key)
                    .map(|(key, value)| (key.span().start, value)),
                (Step::Index(index), DeValue::Array(all)) => {
                    all.get(index).map(|value| (value.span().start, value))
                }
                _ => None,
            };
            let Some((place, inner)) = next else { break };
            (start, value) = (place, inner);
        }
        Some(Place {
            file: self.file.to_owned(),
            line: self.line(start),
            key: path.to_owned(),
        })
    }

    /// Which entry of the list `name` has this id.
    #[must_use]
    pub fn index_of(&self, name: &str, id: &str) -> Option<usize> {
        let tree = toml::de::DeTable::parse(self.text).ok()?;
        let list = tree.get_ref().get(name)?.get_ref().as_array()?;
        list.iter().position(|entry| {
            let table = entry.get_ref().as_table();
            let own = table.and_then(|table| table.get("id")?.get_ref().as_str());
            own == Some(id)
        })
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(self.text);
        before.matches('\n').count() + 1
    }

    /// The key at `span` itself, else the one whose value it is.
    fn key(&self, span: &Range<usize>) -> String {
        let here = self.text.get(span.clone()).unwrap_or_default();
        let after = self.text.get(span.end..).unwrap_or_default();
        if after.trim_start_matches(' ').starts_with('=') {
            return here.trim().to_owned();
        }
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        if line.starts_with('[') {
            return line.trim_matches(['[', ']', ' ']).to_owned();
        }
        let value_of = before
            .rsplit_once('=')
            .map(|(keys, _)| keys.trim_end())
            .and_then(|keys| keys.rsplit(|c: char| !is_key(c)).next());
        match value_of {
            Some(key) if !here.starts_with("[[") && !key.is_empty() => key.to_owned(),
            _ => here
                .lines()
                .next()
                .unwrap_or("-")
                .trim_matches(['[', ']'])
                .to_owned(),
        }
    }
}

/// One part of a path.
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// `step[2].action` as key, index, key.
fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, indices) = part.split_once('[').unwrap_or((part, ""));
        steps.push(Step::Key(key));
        let indices = indices.split(['[', ']']).filter(|it| !it.is_empty());
        steps.extend(indices.filter_map(|it| it.parse().ok()).map(Step::Index));
    }
    steps
}

fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// The field that serde's message is about, when it is about one.
fn named_field(message: &str) -> Option<&str> {
    ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|start| message.strip_prefix(start))
        .and_then(|rest| rest.split('`').next())
}
