//! The checks that a profile passes as a whole before anything of it is believed: what it names is there, every fact has a
//! source or is marked, and nothing is asked for that nothing could give.

use std::collections::BTreeSet;

use super::checked::Profile;
use super::error::{ProfileError, Reason};
use super::parts::{Fact, Field, Form, OneOrMany, Request, Rule, Step};
use super::template::placeholders;
use super::words::{Action, Check, Mode, Start, StorePlace, Value};
use crate::located::{Place, Text};
use crate::token::KeyType;

type Checked = Result<(), ProfileError>;

/// Lower-case letters, digits and hyphens.
pub(super) fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    !text.is_empty() && text.chars().all(fits)
}

/// Everything; `texts` are the profile's own file and those that it extends, nearest first.
pub(super) fn check(profile: &Profile, texts: &[Text<'_>]) -> Checked {
    let checker = Checker { profile, texts };
    checker.header()?;
    checker.ids()?;
    checker.facts()?;
    checker.fields()?;
    for (index, request) in profile.requests.iter().enumerate() {
        checker.request(&format!("request[{index}]"), request)?;
    }
    for (index, step) in profile.steps.iter().enumerate() {
        checker.step(&format!("step[{index}]"), index, step)?;
    }
    checker.deadlines()?;
    checker.validity()?;
    checker.answers()?;
    for (index, form) in profile.forms.iter().enumerate() {
        checker.form(&format!("form[{index}]"), form)?;
    }
    for (index, rule) in profile.rules.iter().enumerate() {
        checker.rule(&format!("check[{index}]"), rule)?;
    }
    Ok(())
}

struct Checker<'a> {
    profile: &'a Profile,
    texts: &'a [Text<'a>],
}

impl Checker<'_> {
    fn fail(&self, path: &str, reason: Reason) -> Checked {
        let found = self.texts.iter().find_map(|text| {
            // Lists are put together from several files: an entry is looked for by its id.
            let own = self.named(path).and_then(|(list, id, rest)| {
                let index = text.index_of(list, id)?;
                Some(format!("{list}[{index}]{rest}"))
            });
            match (own, self.named(path)) {
                (Some(own), _) => text.find(&own).map(|place| Place {
                    key: path.to_owned(),
                    ..place
                }),
                (None, Some(_)) => None,
                (None, None) => text.find(path),
            }
        });
        let own = self.texts.first().map_or("-", |text| text.file);
        let place = found.unwrap_or_else(|| Place::whole(own, path));
        Err(ProfileError::at(place, reason))
    }

    /// An entry of a list by the list, its id, and what follows in the path.
    fn named<'p>(&self, path: &'p str) -> Option<(&'p str, &str, &'p str)> {
        let (list, rest) = path.split_once('[')?;
        let (index, rest) = rest.split_once(']')?;
        let index: usize = index.parse().ok()?;
        let profile = self.profile;
        let id = match list {
            "issuer" => profile.issuers.get(index).map(|it| &it.id),
            "field" => profile.fields.get(index).map(|it| &it.id),
            "request" => profile.requests.get(index).map(|it| &it.id),
            "step" => profile.steps.get(index).map(|it| &it.id),
            "deadline" => profile.deadlines.get(index).map(|it| &it.id),
            "answer" => profile.answers.get(index).map(|it| &it.id),
            "form" => profile.forms.get(index).map(|it| &it.id),
            _ => None,
        };
        Some((list, id?, rest))
    }

    fn dangling(&self, path: &str, kind: &'static str, id: &str) -> Checked {
        let id = id.to_owned();
        self.fail(path, Reason::Dangling { kind, id })
    }

    fn is_field(&self, path: &str, id: &str) -> Checked {
        match self.profile.field(id) {
            Some(_) => Ok(()),
            None => self.dangling(path, "field", id),
        }
    }

    fn is_request(&self, path: &str, id: &str) -> Checked {
        match self.profile.request(id) {
            Some(_) => Ok(()),
            None => self.dangling(path, "request", id),
        }
    }

    fn is_step(&self, path: &str, id: &str) -> Checked {
        match self.profile.step(id) {
            Some(_) => Ok(()),
            None => self.dangling(path, "step", id),
        }
    }

    fn header(&self) -> Checked {
        let header = &self.profile.header;
        let is_language =
            |text: &str| text.len() == 2 && text.chars().all(|c| c.is_ascii_lowercase());
        if !is_language(&header.language) {
            return self.fail(
                "profile.language",
                Reason::NotALanguage(header.language.clone()),
            );
        }
        if header.title.all().any(|title| title.trim().is_empty()) {
            return self.fail("profile.title", Reason::Empty);
        }
        if self.profile.requests.is_empty() {
            return self.fail("profile", Reason::OneOf("request", "extends"));
        }
        Ok(())
    }

    /// Each id once in its list.
    fn ids(&self) -> Checked {
        let profile = self.profile;
        self.once("issuer", profile.issuers.iter().map(|it| it.id.as_str()))?;
        self.once("field", profile.fields.iter().map(|it| it.id.as_str()))?;
        self.once("request", profile.requests.iter().map(|it| it.id.as_str()))?;
        self.once("step", profile.steps.iter().map(|it| it.id.as_str()))?;
        self.once(
            "deadline",
            profile.deadlines.iter().map(|it| it.id.as_str()),
        )?;
        self.once("answer", profile.answers.iter().map(|it| it.id.as_str()))?;
        self.once("form", profile.forms.iter().map(|it| it.id.as_str()))
    }

    fn once<'i>(&self, list: &str, ids: impl Iterator<Item = &'i str>) -> Checked {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let path = format!("{list}[{index}].id");
            if !is_id(id) {
                return self.fail(&path, Reason::NotAnId(id.to_owned()));
            }
            if !seen.insert(id) {
                let (id, first) = (id.to_owned(), list.to_owned());
                return self.fail(&path, Reason::Repeated { id, first });
            }
        }
        Ok(())
    }

    /// Every fact has a source, or is marked as to be confirmed.
    fn facts(&self) -> Checked {
        fn all<F: Fact>(checker: &Checker<'_>, list: &str, facts: &[F]) -> Checked {
            for (index, fact) in facts.iter().enumerate() {
                checker.fact(&format!("{list}[{index}]"), fact, true)?;
            }
            Ok(())
        }
        fn one<F: Fact>(checker: &Checker<'_>, path: &str, fact: Option<&F>) -> Checked {
            fact.map_or(Ok(()), |fact| checker.fact(path, fact, true))
        }
        let profile = self.profile;
        all(self, "issuer", &profile.issuers)?;
        all(self, "request", &profile.requests)?;
        all(self, "step", &profile.steps)?;
        all(self, "deadline", &profile.deadlines)?;
        all(self, "answer", &profile.answers)?;
        all(self, "form", &profile.forms)?;
        all(self, "check", &profile.rules)?;
        one(self, "contact", profile.contact.as_ref())?;
        one(self, "validity", profile.validity.as_ref())?;
        one(self, "renewal", profile.renewal.as_ref())?;
        one(self, "revocation", profile.revocation.as_ref())?;
        one(self, "token", profile.token.as_ref())?;
        // What a field is called needs no source; what it says of its form may have one.
        for (index, field) in profile.fields.iter().enumerate() {
            self.fact(&format!("field[{index}]"), field, false)?;
        }
        Ok(())
    }

    fn fact(&self, path: &str, fact: &impl Fact, needed: bool) -> Checked {
        if needed && fact.source().is_none() && !fact.to_be_confirmed() {
            return self.fail(path, Reason::Unsourced);
        }
        for source in fact.source().into_iter().flat_map(OneOrMany::iter) {
            if !self.profile.sources.contains_key(source) && !source.contains(['/', '.', ':']) {
                let path = format!("{path}.source");
                return self.fail(&path, Reason::UnknownSource(source.to_owned()));
            }
        }
        Ok(())
    }

    fn fields(&self) -> Checked {
        for (index, field) in self.profile.fields.iter().enumerate() {
            let path = format!("field[{index}]");
            if let Some(fault) = field.example.as_deref().and_then(|it| unfit(field, it)) {
                return self.fail(&format!("{path}.example"), Reason::Impossible(fault));
            }
            let Some(derive) = &field.derive else {
                continue;
            };
            for id in &derive.from {
                self.is_field(&format!("{path}.derive"), id)?;
                if *id == field.id {
                    return self.fail(&format!("{path}.derive"), Reason::Cycle(vec![id.clone()]));
                }
            }
        }
        Ok(())
    }

    fn template(&self, path: &str, text: &str) -> Checked {
        let names = match placeholders(text) {
            Ok(names) => names,
            Err(rest) => return self.fail(path, Reason::Placeholder(rest.to_owned())),
        };
        for name in names {
            let known = PLACEHOLDERS.contains(&name) || self.profile.field(name).is_some();
            if !known {
                return self.fail(path, Reason::Placeholder(name.to_owned()));
            }
        }
        Ok(())
    }

    fn request(&self, path: &str, request: &Request) -> Checked {
        let at = |key: &str| format!("{path}.{key}");
        if request.mode != Mode::Csr {
            let made = [
                ("subject", !request.subject.is_empty()),
                ("out.csr", request.out.csr.is_some()),
            ];
            if let Some((key, _)) = made.into_iter().find(|(_, there)| *there) {
                return self.fail(&at(key), Reason::NoRequestHere(key));
            }
        }
        if request.mode == Mode::Csr && request.key.is_none() {
            return self.fail(path, Reason::OneOf("key", "mode"));
        }
        if request.mode == Mode::Vendor && request.store != StorePlace::Token {
            let text = "the vendor's tool makes its key on the token".to_owned();
            return self.fail(&at("store"), Reason::Impossible(text));
        }
        if let Some(key) = &request.key {
            if !key.choices.contains(&key.default) {
                let text = format!("{} is not among the choices", key.default.0);
                return self.fail(&at("key.default"), Reason::Impossible(text));
            }
            self.fact(&at("key"), key, false)?;
        }
        for (index, attribute) in request.subject.iter().enumerate() {
            let path = format!("{path}.subject[{index}]");
            match (&attribute.from, &attribute.value) {
                (Some(field), None) => self.is_field(&format!("{path}.from"), field)?,
                (None, Some(value)) => self.template(&format!("{path}.value"), value)?,
                _ => return self.fail(&path, Reason::OneOf("from", "value")),
            }
            self.fact(&path, attribute, false)?;
        }
        let out = &request.out;
        let files = [
            ("out.csr", &out.csr),
            ("out.cert", &out.cert),
            ("out.bundle", &out.bundle),
            ("label", &request.label),
        ];
        for (key, text) in files {
            if let Some(text) = text {
                self.template(&at(key), text)?;
            }
        }
        for (index, name) in request.ext.san.iter().enumerate() {
            self.template(&format!("{path}.ext.san[{index}]"), name)?;
        }
        self.fact(&at("ext"), &request.ext, false)?;
        self.fact(&at("out"), out, false)
    }

    fn step(&self, path: &str, index: usize, step: &Step) -> Checked {
        for id in &step.requests {
            self.is_request(&format!("{path}.requests"), id)?;
        }
        let earlier = self.profile.steps.get(..index).unwrap_or_default();
        for id in &step.after {
            self.is_step(&format!("{path}.after"), id)?;
            if !earlier.iter().any(|other| other.id == *id) {
                return self.fail(&format!("{path}.after"), Reason::Order(id.clone()));
            }
        }
        let path = format!("{path}.action");
        match &step.action {
            Some(Action::Form(id)) if self.profile.form(id).is_none() => {
                self.dangling(&path, "form", id)
            }
            Some(Action::Export(id)) => self.is_request(&path, id),
            Some(Action::Copy(id) | Action::Record(id) | Action::Connect(Some(id))) => {
                self.is_field(&path, id)
            }
            Some(Action::Open(url)) if !url.starts_with("https://") => {
                self.fail(&path, Reason::Argument(url.clone()))
            }
            Some(Action::Request) => {
                let mut requests = self.profile.requests.iter();
                if requests.any(|request| request.mode == Mode::Csr) {
                    return Ok(());
                }
                self.fail(&path, Reason::NoRequestHere("action"))
            }
            _ => Ok(()),
        }
    }

    fn deadlines(&self) -> Checked {
        for (index, deadline) in self.profile.deadlines.iter().enumerate() {
            let path = format!("deadline[{index}]");
            self.is_step(&format!("{path}.until"), &deadline.until)?;
            if let Start::Step(id) = &deadline.starts {
                self.is_step(&format!("{path}.starts"), id)?;
            }
            if deadline.days.is_some() == deadline.hours.is_some() {
                return self.fail(&path, Reason::OneOf("days", "hours"));
            }
            let all = deadline.days.unwrap_or(u32::MAX);
            if deadline.warn_days.iter().any(|days| *days >= all) {
                let text = format!("a warning before {all} days begin");
                return self.fail(&format!("{path}.warn_days"), Reason::Impossible(text));
            }
        }
        Ok(())
    }

    fn answers(&self) -> Checked {
        for (index, answer) in self.profile.answers.iter().enumerate() {
            if !(100..=599).contains(&answer.status) {
                let text = format!("{} is no status", answer.status);
                let path = format!("answer[{index}].status");
                return self.fail(&path, Reason::Impossible(text));
            }
        }
        Ok(())
    }

    fn validity(&self) -> Checked {
        let Some(validity) = &self.profile.validity else {
            return Ok(());
        };
        for (id, days) in &validity.max_days {
            let path = format!("validity.max_days.{id}");
            if id != "*" {
                self.is_request(&path, id)?;
            }
            if *days == 0 {
                return self.fail(&path, Reason::Impossible("no day at all".to_owned()));
            }
        }
        let longest = validity.max_days.values().max().copied();
        let renewal = self.profile.renewal.as_ref();
        let left = renewal.and_then(|renewal| renewal.days_left);
        match (left, longest) {
            (Some(left), Some(longest)) if left >= longest => {
                let text = format!("{left} days left of {longest}");
                self.fail("renewal.days_left", Reason::Impossible(text))
            }
            _ => Ok(()),
        }
    }

    fn form(&self, path: &str, form: &Form) -> Checked {
        if let Some(request) = &form.request {
            self.is_request(&format!("{path}.request"), request)?;
        }
        for (index, line) in form.line.iter().enumerate() {
            let path = format!("{path}.line[{index}]");
            if let Value::Field(field) = &line.value {
                self.is_field(&format!("{path}.value"), field)?;
            }
            self.fact(&path, line, false)?;
        }
        let paragraphs = form.intro.iter().map(|text| ("intro", text));
        let closing = form.closing.iter().map(|text| ("closing", text));
        let mail = form.mail_text.iter().map(|text| ("mail_text", text));
        let subject = form.mail_subject.iter().map(|text| ("mail_subject", text));
        for (key, text) in paragraphs.chain(closing).chain(mail).chain(subject) {
            self.template(&format!("{path}.{key}"), text)?;
        }
        if form.copies == 0 {
            let text = "no copy at all".to_owned();
            return self.fail(&format!("{path}.copies"), Reason::Impossible(text));
        }
        Ok(())
    }

    fn rule(&self, path: &str, rule: &Rule) -> Checked {
        if let Some(request) = &rule.request {
            self.is_request(&format!("{path}.request"), request)?;
        }
        let arguments: Vec<&str> = rule.arg.iter().flat_map(OneOrMany::iter).collect();
        let path = format!("{path}.arg");
        let wrong = |text: &str| self.fail(&path, Reason::Argument(text.to_owned()));
        match (rule.rule, arguments.as_slice()) {
            (Check::KeyType, [kind @ ("rsa" | "ec")]) => self.keeps(&path, rule, |key| {
                matches!(key, KeyType::Rsa(_)) == (*kind == "rsa")
            }),
            (Check::KeyType, _) => wrong("rsa or ec"),
            (Check::KeyBits, [bits]) => match bits.parse::<u32>() {
                Ok(bits) => self.keeps(&path, rule, |key| match key {
                    KeyType::Rsa(size) => size >= bits,
                    KeyType::Ec(_) => true,
                }),
                Err(_) => wrong("a number of bits"),
            },
            (Check::KeyBits, _) => wrong("a number of bits"),
            (Check::HasEku | Check::HasKu | Check::IssuerCommonName, []) => wrong("missing"),
            (Check::OnePer, [field]) => self.is_field(&path, field),
            (Check::OnePer, _) => wrong("a field"),
            (Check::IssuerListed, []) if self.profile.issuers.is_empty() => self.fail(
                &path,
                Reason::Impossible("the profile lists no issuer".to_owned()),
            ),
            (Check::HasEku | Check::HasKu | Check::IssuerCommonName, _)
            | (
                Check::IssuerListed
                | Check::QcCompliance
                | Check::QcSscd
                | Check::NoSha1
                | Check::NoEmail
                | Check::NotIpOnly,
                [],
            ) => Ok(()),
            (_, [argument, ..]) => wrong(argument),
        }
    }

    /// Some key that may be made keeps the rule.
    fn keeps(&self, path: &str, rule: &Rule, keeps: impl Fn(KeyType) -> bool) -> Checked {
        let meant = self.profile.requests.iter().filter(|request| {
            let named = rule.request.as_ref();
            named.is_none_or(|id| request.id == *id)
        });
        for key in meant.filter_map(|request| request.key.as_ref()) {
            if !key.choices.iter().any(|choice| keeps(choice.0)) {
                let text = "none of the keys that are taken".to_owned();
                return self.fail(path, Reason::Impossible(text));
            }
        }
        Ok(())
    }
}

/// Placeholders beside the fields.
const PLACEHOLDERS: &[&str] = &["id", "env", "date", "serial", "holder"];

/// Why a field's own rules refuse its example.
fn unfit(field: &Field, example: &str) -> Option<String> {
    if let Some(validator) = field.validator
        && let Err(invalid) = validator.check(example)
    {
        return Some(format!("the validator says: {}", invalid.fault.code()));
    }
    if field.pattern.as_ref().is_some_and(|it| !it.fits(example)) {
        return Some("it does not fit the pattern".to_owned());
    }
    if !field.choices.is_empty() && !field.choices.iter().any(|it| it == example) {
        return Some("it is not among the choices".to_owned());
    }
    let long = field.max.is_some_and(|most| example.chars().count() > most);
    long.then(|| "it is longer than `max`".to_owned())
}
