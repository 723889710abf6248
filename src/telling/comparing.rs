//! What is registered against the certificate: both lines, a mark under the first difference, and its name.

use unicode_width::UnicodeWidthStr;

use super::{Line, Weight, columns};
use crate::error::Args;
use crate::i18n::{self, t};
use crate::op::compare::{CompareOutcome, Compared, Field, FieldRow, Kind};
use crate::sanitize;

/// Rows of a long text that are shown: those around the difference.
const ROWS: usize = 3;
/// Letters that are named one by one.
const NAMED: usize = 3;

/// All of it, at most `width` columns wide.
#[must_use]
pub fn compared(outcome: &CompareOutcome, width: usize) -> Vec<Line> {
    let mut lines = vec![compared_with(&outcome.of)];
    for row in &outcome.fields {
        lines.push(Line::plain(""));
        lines.extend(compared_field(row, width));
    }
    lines
}

/// Which certificate it is.
#[must_use]
pub fn compared_with(of: &Compared) -> Line {
    let day = of.not_after.split('T').next().unwrap_or_default();
    Line::heading(t!(
        "cli-compare-of",
        name = sanitize::line(&of.holder),
        date = day,
        serial = sanitize::line(&of.serial.to_uppercase())
    ))
}

/// One field: the verdict, both lines, the mark, the sentence.
#[must_use]
pub fn compared_field(row: &FieldRow, width: usize) -> Vec<Line> {
    let (weight, sign, verdict) = match (row.same, row.same_meaning) {
        (true, _) => (Weight::Good, "✓", t!("cli-compare-same")),
        (false, true) => (Weight::Warning, "!", t!("cli-compare-otherwise")),
        (false, false) => (Weight::Warning, "✗", t!("cli-compare-differs")),
    };
    let name = field_name(row.field);
    let mut lines = vec![Line::of(weight, format!("{sign} {name}: {verdict}"))];
    lines.extend(both(row, width).into_iter().map(Line::plain));
    lines.push(Line::plain(format!("  {}", sentence(row))));
    let wanted = row.wanted.as_ref().filter(|it| **it != row.certificate);
    if let Some(wanted) = wanted {
        let facts = [(t!("cli-compare-wanted"), wanted.clone())];
        lines.extend(columns(&facts).into_iter().map(Line::plain));
    }
    lines
}

/// What the field is called.
#[must_use]
pub fn field_name(field: Field) -> String {
    match field {
        Field::Serial => t!("cli-compare-serial"),
        Field::Issuer => t!("cli-compare-issuer"),
        Field::Holder => t!("cli-compare-holder"),
    }
}

/// The outcome with its sentences.
#[must_use]
pub fn worded(mut outcome: CompareOutcome) -> CompareOutcome {
    for row in &mut outcome.fields {
        row.message = sentence(row);
    }
    outcome
}

/// How both stand to each other, in one sentence.
fn sentence(row: &FieldRow) -> String {
    let about = &row.about;
    let args = Args::from([
        ("registered", named(&about.registered, row.kind)),
        ("certificate", named(&about.certificate, row.kind)),
        ("part", sanitize::line(&about.part)),
        ("holder", sanitize::line(&about.holder)),
        ("date", about.until.clone()),
        ("serial", about.serial.clone()),
        ("position", row.first_difference.unwrap_or(1).to_string()),
    ]);
    let id = format!("cli-compare-kind-{}", row.kind.word().replace('_', "-"));
    let said = i18n::text(&id, &args);
    if about.part.is_empty() || !of_letters(row.kind) {
        return said;
    }
    format!("{}: {said}", sanitize::line(&about.part))
}

/// Whether it is about letters within one part of a name.
fn of_letters(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::PartMissing
            | Kind::PartExtra
            | Kind::PartType
            | Kind::OldCertificate
            | Kind::OtherCertificate
    )
}

/// Letters as a sentence names them: by their number, too, where they cannot be told apart by looking.
fn named(text: &str, kind: Kind) -> String {
    if text.is_empty() {
        return t!("cli-compare-nothing");
    }
    let alike = matches!(
        kind,
        Kind::Cedilla
            | Kind::LookAlike
            | Kind::Composed
            | Kind::Blanks
            | Kind::Invisible
            | Kind::Accents
    );
    let quoted = t!("cli-compare-quoted", text = sanitize::line(text));
    if !alike || text.chars().count() > NAMED || text.chars().all(|it| it.is_ascii_graphic()) {
        return quoted;
    }
    let numbers: Vec<String> = text
        .chars()
        .map(|letter| format!("U+{:04X}", u32::from(letter)))
        .collect();
    let numbers = numbers.join(" ");
    let seen = !text.chars().any(char::is_whitespace) && sanitize::line(text) == text;
    if seen {
        format!("{quoted} ({numbers})")
    } else {
        numbers
    }
}

/// Both lines, one above the other, in rows of at most `width` columns; under the first difference a mark.
fn both(row: &FieldRow, width: usize) -> Vec<String> {
    let labels = (t!("cli-compare-registered"), t!("cli-compare-certificate"));
    let label = labels.0.width().max(labels.1.width());
    let room = width.saturating_sub(label + 6).max(16);
    let (mine, theirs) = (cells(&row.registered), cells(&row.certificate));
    let rows = broken(&mine, &theirs, room);
    let at = row.first_difference.map(|at| at.saturating_sub(1));
    let here = at.map_or(0, |at| {
        let before = rows.iter().take_while(|(from, _)| *from <= at);
        before.count().saturating_sub(1)
    });
    let first = (here + 1)
        .saturating_sub(ROWS.div_ceil(2))
        .min(rows.len().saturating_sub(ROWS));
    let mut lines = Vec::new();
    let line = |label: &str, width: usize, text: &str| {
        let gap = " ".repeat(width.saturating_sub(label.width()) + 2);
        format!("    {label}{gap}{text}").trim_end().to_owned()
    };
    if first > 0 {
        lines.push(line("", label, "…"));
    }
    for (index, (from, until)) in rows.iter().enumerate().skip(first).take(ROWS) {
        let piece = |cells: &[String]| -> String {
            cells
                .iter()
                .skip(*from)
                .take(until - from)
                .cloned()
                .collect()
        };
        let head = index == first;
        let names = if head {
            (labels.0.as_str(), labels.1.as_str())
        } else {
            ("", "")
        };
        lines.push(line(names.0, label, &piece(&mine)));
        lines.push(line(names.1, label, &piece(&theirs)));
        if let Some(at) = at.filter(|_| index == here) {
            let before: String = mine.iter().take(at).skip(*from).cloned().collect();
            lines.push(line("", label, &format!("{}^", " ".repeat(before.width()))));
        }
    }
    if first + ROWS < rows.len() {
        lines.push(line("", label, "…"));
    }
    lines
}

/// Each character as it is shown.
fn cells(text: &str) -> Vec<String> {
    let letters = text.chars();
    letters
        .map(|letter| sanitize::whole(&letter.to_string()))
        .collect()
}

/// From where to where each row goes, so that neither line is wider than `room`.
fn broken(mine: &[String], theirs: &[String], room: usize) -> Vec<(usize, usize)> {
    let count = mine.len().max(theirs.len());
    let width = |cells: &[String], at: usize| cells.get(at).map_or(0, |cell| cell.width());
    let mut rows = Vec::new();
    let (mut from, mut one, mut other) = (0, 0, 0);
    for at in 0..count {
        let (mine, theirs) = (width(mine, at), width(theirs, at));
        if at > from && (one + mine > room || other + theirs > room) {
            rows.push((from, at));
            (from, one, other) = (at, 0, 0);
        }
        one += mine;
        other += theirs;
    }
    rows.push((from, count));
    rows
}

#[cfg(test)]
mod tests {
    use super::{Kind, both, i18n, named, sentence};
    use crate::error::Args;
    use crate::i18n::in_romanian;
    use crate::op::compare::{About, Field, FieldRow};

    fn row(registered: &str, certificate: &str, first: Option<usize>) -> FieldRow {
        FieldRow {
            field: Field::Issuer,
            registered: registered.to_owned(),
            certificate: certificate.to_owned(),
            same: first.is_none(),
            same_meaning: first.is_none(),
            first_difference: first,
            kind: Kind::Replaced,
            message: String::new(),
            wanted: None,
            about: About::default(),
        }
    }

    #[test]
    fn the_mark_stands_under_the_first_difference() {
        let shown = both(&row("漢字A\u{200b}x", "漢字A\u{200b}y", Some(5)), 60);
        assert_eq!(
            shown,
            [
                "    registered   漢字A\\u{200b}x",
                "    certificate  漢字A\\u{200b}y",
                "                              ^",
            ]
        );
        // One that ends too early: the mark stands behind it.
        let shown = both(&row("ab", "abc", Some(3)), 60);
        assert_eq!(shown.last().unwrap(), "                   ^");
        assert_eq!(both(&row("ab", "ab", None), 60).len(), 2);
    }

    #[test]
    fn long_lines_are_broken_and_the_difference_stays_in_sight() {
        let long = "x".repeat(900);
        let other = format!("{}y{}", "x".repeat(450), "x".repeat(449));
        let shown = both(&row(&long, &other, Some(451)), 80);
        assert!(shown.len() <= 9, "{shown:#?}");
        let marked = shown.iter().position(|line| line.trim() == "^").unwrap();
        let column = shown[marked].chars().position(|it| it == '^').unwrap();
        assert_eq!(shown[marked - 1].chars().nth(column), Some('y'));
        assert!(shown.iter().all(|line| line.chars().count() <= 80));
        assert_eq!(shown.iter().filter(|line| line.trim() == "…").count(), 2);
    }

    #[test]
    fn letters_that_look_alike_are_named_by_number() {
        assert_eq!(named("ş", Kind::Cedilla), "“ş” (U+015F)");
        assert_eq!(named("\u{a0}", Kind::Blanks), "U+00A0");
        assert_eq!(
            named("s\u{326}", Kind::Composed),
            "“s\u{326}” (U+0073 U+0326)"
        );
        assert_eq!(named("O", Kind::LookAlike), "“O”");
        assert_eq!(named("", Kind::Replaced), "nothing");
    }

    #[test]
    fn every_kind_has_its_sentence_in_every_language() {
        let all = || {
            for kind in Kind::ALL {
                let word = kind.word();
                assert!(!word.is_empty());
                let row = FieldRow {
                    kind: *kind,
                    ..row("a", "b", Some(1))
                };
                let said = sentence(&row);
                assert!(!said.contains('⟦') && !said.contains('{'), "{word}: {said}");
            }
        };
        all();
        in_romanian(all);
        assert!(i18n::text("cli-compare-kind-nothing", &Args::new()).contains('⟦'));
    }
}
