//! Drivers, and what was learnt of each.

use super::{Line, Weight};
use crate::i18n::t;
use crate::op::modules::{ModuleDetailRow, ModulesOutcome};
use crate::op::shape::ModuleState;
use crate::sanitize;

/// How a driver answered.
#[must_use]
pub fn driver_state(state: ModuleState) -> String {
    match state {
        ModuleState::Ok => t!("cli-driver-ok"),
        ModuleState::Missing => t!("cli-driver-missing"),
        ModuleState::Crashed => t!("cli-driver-crashed"),
        ModuleState::Hung => t!("cli-driver-hung"),
        ModuleState::Error => t!("cli-driver-error"),
    }
}

/// That a driver is kept now.
#[must_use]
pub fn driver_added(row: &ModuleDetailRow) -> Line {
    let (name, path) = (sanitize::line(&row.id), sanitize::line(&row.path));
    Line::plain(t!("cli-modules-added", name = name, path = path))
}

/// Each driver with its file, its version and what was learnt of it.
#[must_use]
pub fn drivers(outcome: &ModulesOutcome) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in &outcome.modules {
        let weight = match row.state {
            ModuleState::Ok => Weight::Plain,
            _ => Weight::Warning,
        };
        let name = sanitize::line(&row.name);
        let state = driver_state(row.state);
        lines.push(Line::of(weight, format!("{name}: {state}")));
        let mut below = vec![row.path.clone()];
        below.extend(row.version.clone());
        below.extend(row.detail.clone());
        below.extend(row.remembered.iter().cloned());
        let below = below
            .iter()
            .map(|text| format!("    {}", sanitize::line(text)));
        lines.extend(below.map(|text| Line::of(Weight::Dim, text)));
    }
    if lines.is_empty() {
        lines.push(Line::plain(t!("cli-modules-none")));
    }
    if outcome.absent > 0 {
        lines.push(Line::plain(""));
        lines.push(Line::plain(t!(
            "cli-modules-absent",
            count = outcome.absent
        )));
    }
    lines
}
