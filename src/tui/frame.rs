//! Around the screens: the bar, a sentence above it, the progress of a job, and that there is too little room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::action::{Action, Verb};
use super::app::Busy;
use super::dialog::boxed;
use super::draw::{Look, Row, rows, wrapped};
use super::screens::home_look::{Asked, UNSAID};
use super::task::Job;
use super::words;
use crate::i18n::t;

/// The smallest terminal.
const SMALLEST: (u16, u16) = (80, 24);

/// Whether there is too little room.
pub(super) fn too_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}

/// Says so.
pub(super) fn say_too_small(area: Rect, buf: &mut Buffer) {
    let text = t!(
        "tui-too-small",
        count = u64::from(SMALLEST.0),
        limit = u64::from(SMALLEST.1)
    );
    let shown: Vec<Row> = wrapped(&text, usize::from(area.width.saturating_sub(2)))
        .into_iter()
        .map(Row::text)
        .collect();
    rows(&shown, None, area, buf);
}

/// Where the screen is drawn: all but the sentence and the bar.
pub(super) fn inner(area: Rect) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height.saturating_sub(2))
}

/// That a driver has been looking for a while; nobody waits for it.
pub(super) fn asked(asked: Option<&(&Asked, String)>) -> Option<String> {
    let (asked, name) = asked?;
    let time = asked.since.elapsed();
    let name = name.as_str();
    (time >= UNSAID).then(|| t!("tui-looking-since", name = name, seconds = time.as_secs()))
}

/// The sentence and the bar.
pub(super) fn below(note: Option<String>, actions: &[Action], area: Rect, buf: &mut Buffer) {
    let note = note.unwrap_or_default();
    let shown = [
        Row::text(note).look(Look::Warn),
        Row::text(bar(actions, usize::from(area.width))).look(Look::Dim),
    ];
    let y = area.bottom().saturating_sub(2);
    rows(&shown, None, Rect::new(area.x, y, area.width, 2), buf);
}

/// As many actions as fit; the list of all, help and the way out always do. One that cannot be done stands in brackets.
fn bar(actions: &[Action], width: usize) -> String {
    let word = |action: &Action| {
        let text = format!("{} {}", action.key_words(), action.words);
        match action.off {
            Some(_) => format!("({text})"),
            None => text,
        }
    };
    let on_bar = || actions.iter().filter(|action| action.on_bar);
    let always = [Verb::All, Verb::Help, Verb::Back, Verb::Quit];
    let is_end = |action: &&Action| always.contains(&action.verb);
    let end: Vec<String> = on_bar().filter(is_end).map(word).collect();
    let end = end.join("  ");
    let mut bar = String::new();
    for action in on_bar().filter(|action| !is_end(action)) {
        let text = word(action);
        if bar.width() + text.width() + end.width() + 4 > width {
            continue;
        }
        bar.push_str(&text);
        bar.push_str("  ");
    }
    bar + &end
}

/// What runs, since when, and what is usual. `asked` is a driver that still looks, for which the job waits.
pub(super) fn progress(
    busy: &Busy,
    asked: Option<&(&Asked, String)>,
    stops: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let what = match &busy.job {
        Job::Look | Job::LookAnew | Job::Prove(_) => t!("tui-job-look"),
        Job::Open(_) | Job::Identify(_) => t!("tui-job-open"),
        Job::Install(_) => t!("tui-job-install"),
        Job::Care(care) => care.words(),
        Job::Tick(_) | Job::Keep(_) | Job::Forget(_) | Job::Prefer(_) => t!("tui-job-tick"),
        Job::Catalogue(_) | Job::Profile(_) | Job::CheckProfile(_) | Job::Log => {
            t!("tui-job-catalogue")
        }
        Job::Sign(..) => t!("tui-job-sign"),
        Job::Connect(_) => t!("tui-job-connect"),
        Job::Renew(_) | Job::Revoke(_) | Job::Compare(_) | Job::Check(_) | Job::Explain(_) => {
            t!("tui-job-look-through")
        }
        Job::Form(_) | Job::Calendar(_) | Job::Bundle(..) | Job::Report(..) => t!("tui-job-form"),
        Job::Show(_) | Job::Browse(_) => t!("tui-job-show"),
        Job::AddDriver(_) | Job::Probe | Job::Doctor => t!("tui-job-drivers"),
        Job::Practise | Job::EndPractice => t!("tui-job-practise"),
        Job::Plan(_) | Job::PlanPlain(_) => t!("tui-job-plan"),
        Job::Make(_) | Job::MakePlain(_) | Job::RenewPlain(_) | Job::Resume(_) | Job::Adopt(_) => {
            t!("tui-job-make")
        }
    };
    let mut shown = vec![Row::text(t!(
        "tui-job-since",
        seconds = busy.since.elapsed().as_secs()
    ))];
    let waits = asked.filter(|_| busy.running.is_none() && !busy.job.needs_no_driver());
    if let Some((asked, name)) = waits {
        let seconds = asked.since.elapsed().as_secs();
        shown.push(Row::text(t!(
            "tui-job-waits",
            name = name.as_str(),
            seconds = seconds
        )));
        shown.extend(asked.doing().map(Row::text));
    }
    if let Some(running) = &busy.running {
        shown.push(Row::text(words::running(running)));
        if running.is_slow() {
            let limit = running.limit.as_secs();
            let words = if running.changing {
                t!("tui-job-slow", limit = limit)
            } else {
                t!("tui-job-slow-look", limit = limit)
            };
            let width = usize::from(area.width.saturating_sub(12).min(68));
            let lines = wrapped(&words, width).into_iter();
            shown.extend(lines.map(|line| Row::text(line).look(Look::Warn)));
        }
    }
    let width = area.width.saturating_sub(8).min(72);
    let told = busy
        .told
        .iter()
        .flat_map(|told| wrapped(told, usize::from(width) - 4));
    shown.extend(told.map(|line| Row::text(line).look(Look::Warn)));
    shown.push(Row::text(""));
    let keys = if stops {
        t!("tui-stopping")
    } else {
        t!("tui-keys-progress")
    };
    shown.push(Row::text(keys).look(Look::Dim));
    boxed(&what, &shown, None, width, area, buf);
}
