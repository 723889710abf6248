//! What the steps said, put together: the draft, its forms, and the order that the worker gets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::super::order::{Kept, Order};
use super::super::form::Form;
use super::which::Which;
use super::{Begun, Wizard};
use crate::case::Provider;
use crate::error::{Code, Failure};
use crate::op::asked;
use crate::op::request::set::{Draft, Gathered, SetInput};
use crate::profile::Profiles;

/// What was typed, by field.
type Values = BTreeMap<String, String>;

/// Whose a typed value is: another provider or request takes nothing of it away.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// The case's.
    Case,
    /// A provider's, where none was named.
    Nobody,
    /// This provider's.
    Provider(String),
}

impl Whose {
    fn of(name: Option<&String>) -> Self {
        name.map_or(Self::Nobody, |name| Self::Provider(name.clone()))
    }
}

/// What was gathered, as a draft of these profiles.
pub(super) fn draft<'p>(
    profiles: &'p Profiles,
    gathered: Option<&Gathered>,
) -> Result<Draft<'p>, Failure> {
    let gathered = gathered.ok_or_else(|| Failure::new(Code::Internal).with("text", "no draft"))?;
    Draft::of(profiles, gathered.clone())
}

impl Wizard {
    /// Takes in what is said before the fields, and makes their forms.
    pub(super) fn gather(&mut self) -> Result<(), Failure> {
        let profiles = Arc::clone(&self.catalogue.profiles);
        let mut known = self.catalogue.providers.clone();
        let providers = self.whom.names();
        let new = providers.iter().filter(|name| self.whom.is_new(name));
        known.extend(new.map(|name| Provider {
            name: name.clone(),
            values: BTreeMap::new(),
        }));
        let meant = providers.iter();
        let meant = meant.filter_map(|name| known.iter().find(|it| it.name == *name));
        let meant: Vec<Provider> = meant.cloned().collect();
        let old = self.renewal.as_ref().map(|old| &old.next);
        let draft = if let Some(Begun::Set(gathered)) = old {
            let mut draft = Draft::of(&profiles, (**gathered).clone())?;
            if gathered.providers().is_empty() {
                draft.for_whom(&meant);
            }
            draft
        } else {
            let which = self.which.as_ref();
            let input = SetInput {
                profile: which.map(|it| it.profile.clone()).unwrap_or_default(),
                only: which.map(Which::ids).unwrap_or_default(),
                providers,
                ..SetInput::default()
            };
            Draft::with(&profiles, &meant, input, &self.catalogue.language)?
        };
        let gathered = draft.gathered();
        let names = gathered.providers();
        let judge = |id: &str, value: &str| draft.judge(id, value);
        let first = names.first().cloned();
        let typed = self.typed_of(first.as_ref());
        let mut forms = vec![Form::new(draft.asked(), first, &typed, &judge)];
        for name in names.iter().skip(1) {
            let Some(provider) = known.iter().find(|it| it.name == *name) else {
                continue;
            };
            let asked = draft.asked_of(provider);
            let lacks = asked.iter().any(|it| it.needed && it.known.is_none());
            if !asked.is_empty() && (lacks || self.whom.is_new(name)) {
                let typed = self.typed_of(Some(name));
                forms.push(Form::new(asked, Some(name.clone()), &typed, &judge));
            }
        }
        self.forms = forms;
        self.key = self
            .key
            .take()
            .filter(|key| draft.key_types().contains(key));
        self.gathered = Some(gathered);
        Ok(())
    }

    /// What was typed for a provider, and for the case.
    fn typed_of(&self, name: Option<&String>) -> Values {
        let of = |whose: &Whose| self.typed.get(whose).into_iter().flatten();
        let all = of(&Whose::Case).chain(of(&Whose::of(name)));
        all.map(|(field, value)| (field.clone(), value.clone()))
            .collect()
    }

    /// Keeps what was typed into a form, however one comes back to it.
    pub(super) fn keep_typed(&mut self, at: usize) {
        let Some(form) = self.forms.get(at) else {
            return;
        };
        for (field, value) in form.values() {
            let whose = match field.kept {
                asked::Kept::WithCase | asked::Kept::Never => Whose::Case,
                asked::Kept::WithProvider | asked::Kept::OnDemand => Whose::of(form.whose.as_ref()),
            };
            let values = self.typed.entry(whose).or_default();
            values.insert(field.id.clone(), value.to_owned());
        }
    }

    /// Whether it still has to be said where the keys live.
    pub(super) fn store_is_open(&self) -> bool {
        let draft = draft(&self.catalogue.profiles, self.gathered.as_ref());
        draft.is_ok_and(|draft| draft.store_open())
    }

    /// The types of key among which may be chosen.
    pub(super) fn key_types(&self) -> Vec<String> {
        let draft = draft(&self.catalogue.profiles, self.gathered.as_ref());
        draft.map(|draft| draft.key_types()).unwrap_or_default()
    }

    /// The next one of them.
    pub(super) fn next_key(&mut self) {
        let all = self.key_types();
        let now = self.key.as_ref().or(all.first());
        let at = all.iter().position(|key| Some(key) == now).unwrap_or(0);
        self.key = all.get((at + 1) % all.len().max(1)).cloned();
    }

    /// All of it, for the worker.
    pub(super) fn order(&self) -> Result<Order, Failure> {
        let mut draft = draft(&self.catalogue.profiles, self.gathered.as_ref())?;
        // Every value is judged anew.
        draft.doubt_anew();
        for (field, value) in self.forms.iter().take(1).flat_map(Form::values) {
            if value.is_empty() {
                draft.leave_out(&field.id);
            } else {
                draft.put(&field.id, value)?;
            }
        }
        if self.store_is_open() {
            draft.choose_store(self.place.store());
        }
        if let Some(key) = &self.key {
            draft.choose_key(key);
        }
        if let Some(folder) = &self.folder {
            draft.choose_folder(folder.clone());
        }
        Ok(Order {
            gathered: draft.gathered(),
            kept: self.kept(),
        })
    }

    /// What is kept with each provider.
    fn kept(&self) -> Vec<Kept> {
        let each = self.forms.iter().filter_map(|form| {
            let name = form.whose.clone()?;
            let pairs: Vec<String> = form.pairs().collect();
            let new = self.whom.is_new(&name);
            (new || !pairs.is_empty()).then_some(Kept { name, pairs })
        });
        each.collect()
    }
}
