//! The checks that a registry file passes before anything of it is believed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::raw::{RawFile, RawModule};
use super::{Atr, Confidence, Download, Folder, Library, Os, Reason, RegistryError, Usb, atr};
use crate::located::Text;

type Sources = BTreeMap<String, String>;
type Checked = Result<(), RegistryError>;

/// Everything that stands outside the modules.
pub(super) fn check_file(place: Text<'_>, raw: &RawFile) -> Checked {
    let schema = *raw.schema.as_ref();
    if schema != SCHEMA {
        return Err(RegistryError::of(
            place,
            &raw.schema.span(),
            Reason::UnknownSchema(schema),
        ));
    }
    for quirk in &raw.quirk {
        check_quirk(place, &quirk.id)?;
        for src in &quirk.src {
            check_source(place, &raw.sources, src, Confidence::Likely)?;
        }
    }
    let timings = raw.timing.iter().map(|fact| (&fact.src, fact.confidence));
    let runs = raw.timing_single_run.iter();
    let runs = runs.map(|fact| (&fact.src, fact.confidence));
    let latencies = raw.latency.iter().map(|fact| (&fact.src, fact.confidence));
    for (src, confidence) in timings.chain(runs).chain(latencies) {
        check_source(place, &raw.sources, src, confidence)?;
    }
    Ok(())
}

/// A path, a USB id or an answer to reset stands once in a file: else two modules would claim the same thing.
pub(super) fn check_repeated(place: Text<'_>, modules: &[RawModule]) -> Checked {
    let mut seen = BTreeSet::new();
    let mut once = |name: String, at: &Spanned<String>| {
        if seen.insert(name) {
            return Ok(());
        }
        let again = Reason::Repeated(at.as_ref().clone());
        Err(RegistryError::of(place, &at.span(), again))
    };
    for module in modules {
        for library in &module.library {
            let path = library.path.as_ref();
            let path = match library.os {
                Os::Linux => path.clone(),
                Os::Macos | Os::Windows => path.to_lowercase(), // there, upper and lower case are the same file
            };
            once(format!("{:?} {path}", library.os), &library.path)?;
        }
        for usb in &module.usb {
            let ids = [&usb.vid, &usb.pid].map(|id| id.as_ref().to_lowercase());
            once(format!("usb {}", ids.join(":")), &usb.pid)?;
        }
        for fact in &module.atr {
            let mask = fact.mask.as_ref().map(|mask| mask.as_ref().to_lowercase());
            let atr = fact.atr.as_ref().to_lowercase();
            once(format!("atr {atr} {}", mask.unwrap_or_default()), &fact.atr)?;
        }
    }
    Ok(())
}

/// One module, and that its id was not given `earlier`.
pub(super) fn check_module<'a>(
    place: Text<'_>,
    sources: &Sources,
    module: &RawModule,
    mut earlier: impl Iterator<Item = &'a RawModule>,
) -> Checked {
    check_id(place, &module.id)?;
    if earlier.any(|other| other.id.as_ref() == module.id.as_ref()) {
        return Err(RegistryError::of(
            place,
            &module.id.span(),
            Reason::Repeated(module.id.as_ref().clone()),
        ));
    }
    if module.name.as_ref().trim().is_empty() {
        return Err(RegistryError::of(place, &module.name.span(), Reason::Empty));
    }
    for (src, confidence) in module_sources(module) {
        check_source(place, sources, src, confidence)?;
    }
    module
        .library
        .iter()
        .try_for_each(|library| check_library(place, library))?;
    module
        .folder
        .iter()
        .try_for_each(|folder| check_folder(place, folder))?;
    module
        .download
        .iter()
        .try_for_each(|page| check_page(place, page))?;
    module
        .atr
        .iter()
        .try_for_each(|atr| check_atr(place, atr))?;
    module
        .usb
        .iter()
        .try_for_each(|usb| check_usb(place, usb))?;
    module
        .quirks
        .iter()
        .try_for_each(|quirk| check_quirk(place, quirk))?;
    for key_place in &module.key_places {
        bytes(place, &key_place.id)?;
    }
    module
        .env
        .keys()
        .try_for_each(|name| check_variable(place, name))?;
    if let Some(reserved) = &module.reserved {
        check_reserved(place, reserved)?;
    }
    match &module.chdir {
        Some(folder) if !any_absolute(folder.as_ref()) => Err(RegistryError::of(
            place,
            &folder.span(),
            Reason::RelativePath(folder.as_ref().clone()),
        )),
        _ => Ok(()),
    }
}

/// Every `src` of a module with the confidence that rests on it.
fn module_sources(module: &RawModule) -> impl Iterator<Item = (&Spanned<String>, Confidence)> {
    let handed = module.distributors.iter().map(|f| (&f.src, f.confidence));
    let library = module.library.iter().map(|f| (&f.src, f.confidence));
    let folder = module.folder.iter().map(|f| (&f.src, f.confidence));
    let page = module.download.iter().map(|f| (&f.src, f.confidence));
    let ck_info = module.ck_info.iter().map(|f| (&f.src, f.confidence));
    let token = module.token_info.iter().map(|f| (&f.src, f.confidence));
    let pin = module.pin.iter().map(|f| (&f.src, f.confidence));
    let atr = module.atr.iter().map(|f| (&f.src, f.confidence));
    let usb = module.usb.iter().map(|f| (&f.src, f.confidence));
    let keys = module.keys.iter().map(|f| (&f.src, f.confidence));
    let mechanisms = module.mechanisms.iter().map(|f| (&f.src, f.confidence));
    let tokens = ck_info.chain(token).chain(pin).chain(atr).chain(usb);
    handed
        .chain(library)
        .chain(folder)
        .chain(page)
        .chain(tokens)
        .chain(keys)
        .chain(mechanisms)
}

/// A source is a key of `[sources]` or says itself where: `owner/repository:path`, `debian:package`, an address. One that
/// cannot be named confirms nothing.
fn check_source(
    place: Text<'_>,
    sources: &Sources,
    src: &Spanned<String>,
    confidence: Confidence,
) -> Checked {
    let text = src.as_ref();
    let meaning = sources.get(text);
    if meaning.is_none() && !text.contains([':', '/', '#', ' ']) {
        return Err(RegistryError::of(
            place,
            &src.span(),
            Reason::UnknownSource(text.clone()),
        ));
    }
    let meaning = meaning.unwrap_or(text);
    let nameless = NAMELESS.iter().any(|phrase| meaning.contains(phrase));
    if nameless && confidence == Confidence::Confirmed {
        return Err(RegistryError::of(
            place,
            &src.span(),
            Reason::Unconfirmed(text.clone()),
        ));
    }
    Ok(())
}

fn check_id(place: Text<'_>, id: &Spanned<String>) -> Checked {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let text = id.as_ref();
    if text.is_empty() || !text.chars().all(fits) {
        return Err(RegistryError::of(
            place,
            &id.span(),
            Reason::NotAnId(text.clone()),
        ));
    }
    Ok(())
}

fn check_library(place: Text<'_>, library: &Library) -> Checked {
    let path = library.path.as_ref();
    let bare = !path.is_empty() && !path.contains(['/', '\\']);
    if bare || library.os.is_absolute(path) {
        return Ok(());
    }
    Err(RegistryError::of(
        place,
        &library.path.span(),
        Reason::RelativePath(path.clone()),
    ))
}

fn check_folder(place: Text<'_>, folder: &Folder) -> Checked {
    let path = folder.path.as_ref();
    if folder.os.is_absolute(path) {
        return Ok(());
    }
    let relative = Reason::RelativePath(path.clone());
    Err(RegistryError::of(place, &folder.path.span(), relative))
}

fn check_page(place: Text<'_>, page: &Download) -> Checked {
    let url = page.url.as_ref();
    if url.starts_with("https://") && !url.contains(char::is_whitespace) {
        return Ok(());
    }
    let odd = Reason::NotAPage(url.clone());
    Err(RegistryError::of(place, &page.url.span(), odd))
}

/// `{home}` is the only thing that is put in.
fn check_reserved(place: Text<'_>, reserved: &Spanned<String>) -> Checked {
    let rest = reserved.as_ref().replace(super::HOME, "");
    if !rest.contains(['{', '}', '\0']) {
        return Ok(());
    }
    let odd = Reason::NotReserved(reserved.as_ref().clone());
    Err(RegistryError::of(place, &reserved.span(), odd))
}

fn check_atr(place: Text<'_>, fact: &Atr) -> Checked {
    let answer = bytes(place, &fact.atr)?;
    let mask = match &fact.mask {
        Some(mask) => Some((mask, bytes(place, mask)?)),
        None => None,
    };
    if let Some((at, mask)) = &mask
        && mask.len() != answer.len()
    {
        let lengths = Reason::MaskLength {
            atr: answer.len(),
            mask: mask.len(),
        };
        return Err(RegistryError::of(place, &at.span(), lengths));
    }
    if atr::is_answer(&answer, mask.as_ref().map(|(_, mask)| mask.as_slice())) {
        return Ok(());
    }
    let odd = Reason::NotAnAtr(fact.atr.as_ref().clone());
    Err(RegistryError::of(place, &fact.atr.span(), odd))
}

fn check_usb(place: Text<'_>, usb: &Usb) -> Checked {
    for id in [&usb.vid, &usb.pid] {
        let text = id.as_ref();
        if text.len() != 4 || !text.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(RegistryError::of(
                place,
                &id.span(),
                Reason::NotUsbId(text.clone()),
            ));
        }
    }
    Ok(())
}

fn check_quirk(place: Text<'_>, quirk: &Spanned<String>) -> Checked {
    let digits = quirk.as_ref().strip_prefix('Q').unwrap_or_default();
    if digits.len() == 2 && digits.chars().all(|c| c.is_ascii_digit()) {
        return Ok(());
    }
    Err(RegistryError::of(
        place,
        &quirk.span(),
        Reason::NotAQuirk(quirk.as_ref().clone()),
    ))
}

/// Our own variables are never a module's business.
fn check_variable(place: Text<'_>, name: &Spanned<String>) -> Checked {
    let text = name.as_ref();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !text.is_empty() && text.chars().all(fits) && !text.starts_with("PARAFA") {
        return Ok(());
    }
    Err(RegistryError::of(
        place,
        &name.span(),
        Reason::NotAVariable(text.clone()),
    ))
}

/// The bytes that the hex text stands for.
fn bytes(place: Text<'_>, text: &Spanned<String>) -> Result<Vec<u8>, RegistryError> {
    let span: Range<usize> = text.span();
    match hex::decode(text.as_ref()) {
        Ok(bytes) if !bytes.is_empty() => Ok(bytes),
        _ => Err(RegistryError::of(
            place,
            &span,
            Reason::NotHex(text.as_ref().clone()),
        )),
    }
}

fn any_absolute(path: &str) -> bool {
    [Os::Linux, Os::Windows]
        .iter()
        .any(|os| os.is_absolute(path))
}

const SCHEMA: u32 = 1;
const NAMELESS: [&str; 2] = ["repository not recorded", "id not kept"];
