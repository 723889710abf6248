//! What `modules probe --report` asks a driver, and what it keeps of the answers.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::child::{Host, Place};
use crate::op::Setting;
use crate::op::shape::fault_words;
use crate::registry::ProbedToken;
use crate::token::{Access, Body, Class, KeyId, Object, Slot, TokenInfo};

/// A token as it shows without a PIN, and what is odd about it.
pub(super) struct Measured {
    pub(super) token: ProbedToken,
    pub(super) odd: Vec<&'static str>,
}

/// Asks one token what can be asked without a PIN.
pub(super) fn token(setting: &mut Setting<'_>, place: Place) -> Measured {
    let mut odd = Vec::new();
    let mut probed = ProbedToken::default();
    match setting.tokens.slot(place).map(|slot| slot.token.clone()) {
        Some(Ok(info)) => info_into(&info, &mut probed, &mut odd),
        Some(Err(fault)) => {
            odd.extend((fault.ckr.as_deref() == Some("CKR_TOKEN_NOT_RECOGNIZED")).then_some("Q18"));
            probed.answered = fault_words(&fault);
            return Measured { token: probed, odd };
        }
        None => return Measured { token: probed, odd },
    }
    let begun = Instant::now();
    let listed = setting
        .tokens
        .engine(place)
        .and_then(|engine| engine.mechanisms(place.slot));
    took(&mut probed.seconds, "mechanisms", begun.elapsed());
    match listed {
        Ok(list) => {
            mechanism_quirks(&list, &mut odd);
            probed.mechanisms = list.iter().map(|number| format!("{number:#06x}")).collect();
        }
        Err(fault) => probed.answered = fault_words(&fault),
    }
    let begun = Instant::now();
    let mut objects: Vec<Object> = Vec::new();
    let mut rows = |batch: Vec<Object>| {
        objects.extend(batch);
        ControlFlow::Continue(())
    };
    let looked = setting.tokens.engine(place).and_then(|engine| {
        engine.open(place.slot, Access::Read)?;
        engine.look(place.slot, &Class::ALL, &mut rows)
    });
    took(&mut probed.seconds, "objects", begun.elapsed());
    if let Err(fault) = looked {
        probed.answered = fault_words(&fault);
    }
    objects_into(&objects, &mut probed, &mut odd);
    Measured { token: probed, odd }
}

/// Several tokens in one reader: one card with a PIN each (Q25).
pub(super) fn shares_a_reader(host: &Host) -> bool {
    let reader = |slot: &Slot| Some(slot.description.clone()).filter(|name| !name.is_empty());
    let readers: Vec<String> = host.slots.iter().filter_map(reader).collect();
    let twice = |name: &String| readers.iter().filter(|other| *other == name).count() > 1;
    readers.iter().any(twice)
}

pub(super) fn took(seconds: &mut BTreeMap<String, f64>, what: &str, time: Duration) {
    let rounded = (time.as_secs_f64() * 1000.0).round() / 1000.0;
    seconds.insert(what.to_owned(), rounded);
}

fn info_into(info: &TokenInfo, probed: &mut ProbedToken, odd: &mut Vec<&'static str>) {
    let flags = [
        (info.initialised, "initialised"),
        (info.login_required, "login_required"),
        (info.user_pin_set, "user_pin_set"),
        (info.write_protected, "write_protected"),
        (info.pin_pad, "pin_pad"),
        (info.user_pin.to_be_changed, "user_pin_to_be_changed"),
        (info.so_pin.to_be_changed, "so_pin_to_be_changed"),
    ];
    let set = flags.into_iter().filter(|(set, _)| *set);
    *probed = ProbedToken {
        answered: "ok".to_owned(),
        manufacturer: crate::sanitize::line(&info.id.manufacturer),
        model: crate::sanitize::line(&info.id.model),
        serial: form(&info.id.serial),
        flags: set.map(|(_, name)| name.to_owned()).collect(),
        pin_min: info.min_pin,
        pin_max: info.max_pin,
        ..ProbedToken::default()
    };
    odd.extend(info.pin_pad.then_some("Q27"));
    odd.extend((info.user_pin.to_be_changed || info.so_pin.to_be_changed).then_some("Q32"));
    odd.extend((info.initialised && !info.login_required).then_some("Q33"));
    odd.extend(info.write_protected.then_some("Q44"));
}

/// The form of a serial number, which itself is nobody's business.
fn form(serial: &str) -> String {
    let all = |fits: fn(&char) -> bool| serial.chars().all(|letter| fits(&letter));
    let kind = if serial.is_empty() {
        return "none".to_owned();
    } else if all(char::is_ascii_digit) {
        "digits"
    } else if all(char::is_ascii_hexdigit) {
        "hex digits"
    } else {
        "characters"
    };
    format!("{} {kind}", serial.chars().count())
}

fn mechanism_quirks(list: &[u64], odd: &mut Vec<&'static str>) {
    use crate::token::mechanism as m;
    let has = |number: u64| list.contains(&number);
    let makes = has(m::RSA_KEY_PAIR_GEN) || has(m::EC_KEY_PAIR_GEN) || has(m::EDWARDS_KEY_PAIR_GEN);
    odd.extend((!makes).then_some("Q44"));
    odd.extend((has(m::RSA_PKCS) && !has(m::SHA256_RSA_PKCS)).then_some("Q47"));
    odd.extend((has(m::RSA_PKCS) && !has(RSA_PKCS_PSS)).then_some("Q49"));
}

fn objects_into(objects: &[Object], probed: &mut ProbedToken, odd: &mut Vec<&'static str>) {
    let ends_in_nul = |id: &KeyId| id.0.len() > 1 && id.0.last() == Some(&0);
    let mut public = Vec::new();
    for object in objects {
        let Some(class) = object.class() else {
            continue;
        };
        let name = class.name().to_owned();
        *probed.objects.entry(name.clone()).or_default() += 1;
        let told = probed.attributes.entry(name).or_default();
        for attribute in attributes(object) {
            if !told.iter().any(|known| known == attribute) {
                told.push(attribute.to_owned());
            }
        }
        odd.extend(object.fault.is_some().then_some("Q37"));
        odd.extend(object.id.as_ref().is_some_and(ends_in_nul).then_some("Q38"));
        odd.extend((object.id.is_none()).then_some("Q39"));
        match &object.body {
            Body::Certificate(body) => {
                let nothing = body.der.as_ref().is_none_or(Vec::is_empty);
                let empty = nothing && object.fault.is_none();
                odd.extend(empty.then_some("Q40"));
            }
            Body::PublicKey(_) => public.push(object.id.clone()),
            Body::PrivateKey(body) => {
                odd.extend((body.always_authenticate == Some(true)).then_some("Q26"));
            }
            Body::Other(_) => {}
        }
    }
    let alone = objects
        .iter()
        .any(|object| matches!(object.body, Body::PrivateKey(_)) && !public.contains(&object.id));
    odd.extend(alone.then_some("Q39"));
}

/// The attributes that an object told, by their names.
fn attributes(object: &Object) -> Vec<&'static str> {
    let general = [
        (object.id.is_some(), "CKA_ID"),
        (object.label.is_some(), "CKA_LABEL"),
        (object.on_token.is_some(), "CKA_TOKEN"),
    ];
    let own = match &object.body {
        Body::Certificate(body) => vec![
            (body.der.is_some(), "CKA_VALUE"),
            (body.x509.is_some(), "CKA_CERTIFICATE_TYPE"),
        ],
        Body::PublicKey(body) => vec![
            (body.parts.is_some(), "public numbers"),
            (body.verify.is_some(), "CKA_VERIFY"),
        ],
        Body::PrivateKey(body) => vec![
            (body.kind.is_some(), "CKA_KEY_TYPE"),
            (body.parts.is_some(), "public numbers"),
            (body.curve.is_some(), "CKA_EC_PARAMS"),
            (body.sensitive.is_some(), "CKA_SENSITIVE"),
            (body.extractable.is_some(), "CKA_EXTRACTABLE"),
            (body.local.is_some(), "CKA_LOCAL"),
            (
                body.always_authenticate.is_some(),
                "CKA_ALWAYS_AUTHENTICATE",
            ),
            (body.sign.is_some(), "CKA_SIGN"),
            (body.decrypt.is_some(), "CKA_DECRYPT"),
        ],
        Body::Other(_) => Vec::new(),
    };
    let all = general.into_iter().chain(own);
    all.filter(|(told, _)| *told)
        .map(|(_, name)| name)
        .collect()
}

/// `CKM_RSA_PKCS_PSS`
const RSA_PKCS_PSS: u64 = 0x000d;
