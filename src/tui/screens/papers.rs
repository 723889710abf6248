//! What papers still lack: each value of each provider on a line.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::Action;
use super::super::draw::Row;
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::order::{FormOrder, Lacking};
use super::super::task::Job;
use super::form::{After, Form};
use super::page::head;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::asked::{self, Asked};
use crate::op::values::Fit;

/// The form.
pub(in crate::tui) struct Papers {
    lacking: Lacking,
    form: Form,
}

impl Papers {
    pub(in crate::tui) fn new(lacking: Lacking) -> Self {
        let fields = lacking.missing.iter().enumerate();
        let fields = fields.filter_map(|(index, missing)| {
            let profile = lacking.catalogue.profiles.get(&lacking.profile)?;
            let field = profile.field(&missing.field.id)?;
            let own = &profile.header.language;
            let of_field = Asked::of(field, &lacking.catalogue.language, own);
            let label = match &missing.provider {
                Some(name) => format!("{name}: {}", of_field.label),
                None => of_field.label.clone(),
            };
            Some(Asked {
                // The same field may be asked for several providers.
                id: index.to_string(),
                label,
                needed: true,
                kept: asked::Kept::Never,
                ..of_field
            })
        });
        let fields: Vec<Asked> = fields.collect();
        let typed = BTreeMap::new();
        let form = Form::new(fields, None, &typed, &|id, value| {
            judge(&lacking, id, value)
        });
        Self { lacking, form }
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        self.form.actions()
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        let width = match event {
            Event::Click { area, .. } => usize::from(area.width),
            _ => 80,
        };
        let page = self.form.page(above(width), width);
        let lacking = &self.lacking;
        let after = self
            .form
            .update(event, &page, &|id, value| judge(lacking, id, value));
        match after {
            After::Stay => Effect::Stay,
            After::Go => Effect::Do(Job::Form(Box::new(self.order()))),
        }
    }

    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&Job::Form(Box::new(self.order())))
    }

    fn order(&self) -> FormOrder {
        let mut order = self.lacking.order.clone();
        let typed = self.form.values().filter_map(|(field, value)| {
            let index: usize = field.id.parse().ok()?;
            Some((self.lacking.missing.get(index)?.clone(), value.to_owned()))
        });
        order.typed.extend(typed);
        order
    }

    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        let width = usize::from(area.width);
        self.form.cursor(&self.form.page(above(width), width), area)
    }
}

fn above(width: usize) -> Vec<Row> {
    head(t!("tui-title-papers"), &t!("tui-papers-hint"), width)
}

fn judge(lacking: &Lacking, id: &str, value: &str) -> Result<Fit, Failure> {
    let missing = id
        .parse()
        .ok()
        .and_then(|at: usize| lacking.missing.get(at));
    let profile = lacking.catalogue.profiles.get(&lacking.profile);
    match (missing, profile) {
        (Some(missing), Some(profile)) => {
            let language = &lacking.catalogue.language;
            asked::judge(profile, &missing.field.id, value, language)
        }
        _ => Ok(Fit {
            value: value.to_owned(),
            doubts: Vec::new(),
        }),
    }
}

impl Widget for &Papers {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = usize::from(area.width);
        let page = self.form.page(above(width), width);
        page.draw(self.form.chosen(), area, buf);
    }
}
