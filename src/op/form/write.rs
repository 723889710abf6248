//! Papers onto the disk: all are made first, then written, nothing is overwritten, and the case is told.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::papers::{self, Wanted};
use super::people::Known;
use super::{Draft, FileKind, FormFile, FormOutcome, HandIn, names};
use crate::case::{self, Case, Tick};
use crate::error::{Code, Failure, Notice};
use crate::op::Setting;
use crate::op::files::{self, absolute, sha256, write_new};
use crate::op::setting::journal_failure;
use crate::paper::{Asked, Mail, Manner, Printer, Source};
use crate::profile::{FormKind, Per, Profile};
use crate::sanitize;
use crate::token::TokenState;

/// Where all of it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Folder {
    /// It is there and can be written to.
    There(PathBuf),
    /// It is made when everything else is known to work.
    New(PathBuf),
}

impl Folder {
    /// The folder that was named, else that of the case, else one that is called after authority and day.
    pub(super) fn of(
        out: Option<&Path>,
        case: Option<&Case>,
        profile: &Profile,
        today: Date,
    ) -> Result<Self, Failure> {
        if let Some(out) = out {
            return files::out_folder(Some(out)).map(Self::There);
        }
        let of_case = case.and_then(|case| case.folder.as_deref());
        if let Some(folder) = of_case.filter(|folder| folder.is_dir()) {
            return files::out_folder(Some(folder)).map(Self::There);
        }
        let new = files::out_folder(None)?.join(format!("{}-forms-{today}", profile.id()));
        if new.is_dir() {
            // Of the same day: what is the same is there already, what differs gets a number.
            return files::out_folder(Some(&new)).map(Self::There);
        }
        Ok(Self::New(new))
    }

    fn made(&self) -> Result<&Path, Failure> {
        match self {
            Self::There(folder) => Ok(folder),
            Self::New(folder) => {
                make(folder)?;
                Ok(folder)
            }
        }
    }
}

/// A paper that is made, not yet written.
struct Page<'p> {
    wanted: Wanted<'p>,
    provider: Option<String>,
    /// Below the folder of all.
    folder: PathBuf,
    stem: String,
    html: String,
    mail: Option<Mail>,
    /// For one's own use: it lies apart.
    own: bool,
}

/// What is needed for one paper.
struct Making<'d, 'p> {
    draft: &'d Draft<'p>,
    printer: Printer,
    today: Date,
    /// The folder of each person, in their order.
    folders: Vec<PathBuf>,
}

impl Draft<'_> {
    /// Makes all papers and writes them. Nothing is written while something is missing.
    pub fn write(mut self, setting: &mut Setting<'_>) -> Result<FormOutcome, Failure> {
        if !self.missing().is_empty() {
            return Err(self.refusal());
        }
        self.tell_doubts(setting);
        let today = setting.now.to_zoned(TimeZone::system()).date();
        let making = Making {
            draft: &self,
            printer: Printer::of(&self.profile.header.language),
            today,
            folders: self.folders(),
        };
        let pages = making.pages()?;
        let root = self.folder.made()?.to_path_buf();
        let files = making.write(&root, &pages)?;
        self.tell_unconfirmed(setting);
        let case = self.case.clone();
        if let Some(case) = case {
            self.record(setting, case, &files, today);
        }
        Ok(self.outcome(&root, files))
    }

    /// Each named person has a folder of his own.
    fn folders(&self) -> Vec<PathBuf> {
        let mut used: Vec<String> = Vec::new();
        let mut all = Vec::new();
        for person in &self.people {
            let folder = person.name.as_deref().map(|name| {
                let name = names::other_than(&names::folder(name), &used);
                used.push(name.clone());
                PathBuf::from(name)
            });
            all.push(folder.unwrap_or_default());
        }
        all
    }

    /// What the authority has not confirmed is said, once for all copies.
    fn tell_unconfirmed(&self, setting: &mut Setting<'_>) {
        let mut names: Vec<String> = Vec::new();
        for form in self.wanted.iter().filter_map(|one| one.form()) {
            if form.tbc {
                names.push(form.title.clone());
            }
            let lines = form.line.iter().filter(|line| line.tbc);
            for label in lines.map(|line| line.label.clone()) {
                if !names.contains(&label) {
                    names.push(label);
                }
            }
        }
        if !names.is_empty() {
            let names = sanitize::line(&names.join("; "));
            setting.notice(Notice::new(Code::FormUnconfirmed).with("names", names));
        }
    }

    /// That papers were made is known of the case; that they were handed in is said by the user. Papers without this
    /// note are papers all the same.
    fn record(&self, setting: &mut Setting<'_>, case: Case, files: &[FormFile], today: Date) {
        let now = setting.journal.lenient(|journal| journal.case(&case.id));
        let mut case = now.unwrap_or(case);
        let papers = files.iter().filter_map(|file| {
            let id = file.form.as_ref().filter(|_| file.kind != FileKind::Mail)?;
            let per = self
                .wanted
                .iter()
                .find(|one| one.id() == id)?
                .per_provider();
            let provider = file.provider.clone().filter(|_| per);
            let known = provider.filter(|name| case.providers.contains(name));
            Some((case::paper_step(id), known, file.path.clone()))
        });
        for (step, provider, path) in papers.collect::<Vec<_>>() {
            let same = |tick: &Tick| tick.step == step && tick.provider == provider;
            case.ticks.retain(|tick| !same(tick));
            case.ticks.push(Tick {
                step,
                place: None,
                provider,
                on: today.to_string(),
                value: Some(path),
            });
        }
        let known = setting.known_of(&case);
        let steps = case::steps(self.profile, &case, known);
        let over = steps.iter().all(|row| row.state == case::StepState::Done);
        case.closed = (over && !steps.is_empty()).then_some(setting.now);
        if let Err(error) = setting.journal.keep_case(&case) {
            let failure = journal_failure(&error);
            setting.notice(Notice {
                code: failure.code,
                args: failure.args,
            });
        }
    }

    fn outcome(&self, root: &Path, files: Vec<FormFile>) -> FormOutcome {
        let own = &self.profile.header.language;
        let mut folders: Vec<String> = Vec::new();
        for file in &files {
            let folder = Path::new(&file.path).parent().map(absolute);
            let folder = folder.unwrap_or_default();
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        let contact = self.profile.contact.as_ref();
        let mut to = self.wanted.iter().filter_map(|one| one.form());
        let to = to.find_map(|form| form.to.clone());
        let desk = contact.and_then(|contact| contact.desk.as_ref());
        FormOutcome {
            case: self.case.as_ref().map(|case| case.id.clone()),
            profile: self.profile.id().to_owned(),
            title: self.profile.title(&self.language).to_owned(),
            occasion: self.occasion,
            certificate: self.taken.as_ref().map(super::Taken::row),
            folder: absolute(root),
            folders,
            files,
            hand_in: HandIn {
                to: to.or_else(|| contact.map(|contact| contact.authority.clone())),
                desk: desk.map(|desk| desk.shown(&self.language, own).to_owned()),
                mail: contact.and_then(|contact| contact.mail.clone()),
                web: contact.and_then(|contact| contact.web.clone()),
            },
        }
    }
}

impl<'p> Making<'_, 'p> {
    /// All papers, in the order of the profile.
    fn pages(&self) -> Result<Vec<Page<'p>>, Failure> {
        let draft = self.draft;
        let pack = papers::has_pack(draft.profile);
        let mut mailed = draft.wanted.iter();
        let with_sheet =
            mailed.any(|one| one.per_provider() && one.handed_in() && one.needs_certificate());
        let mut pages = Vec::new();
        for wanted in &draft.wanted {
            let own = pack && wanted.kind() == FormKind::DataSheet && !wanted.handed_in();
            let beside = with_sheet && wanted.kind() == FormKind::CertificateSheet;
            if wanted.per_provider() || beside {
                for (person, folder) in draft.people.iter().zip(&self.folders) {
                    let values = if wanted.per_provider() {
                        &person.values
                    } else {
                        &draft.whole
                    };
                    let folder = if own {
                        Path::new(names::OWN_USE).join(folder)
                    } else {
                        folder.clone()
                    };
                    let page = self.page(*wanted, values, &draft.requests, wanted.id())?;
                    pages.push(Page {
                        provider: person.name.clone(),
                        folder,
                        own,
                        ..page
                    });
                }
                continue;
            }
            let per_request = wanted.form().is_some_and(|form| form.per == Per::Request);
            if per_request && !draft.requests.is_empty() {
                for asked in &draft.requests {
                    let stem = format!("{}-{}", wanted.id(), asked.id);
                    let asked = std::slice::from_ref(asked);
                    pages.push(self.page(*wanted, &draft.whole, asked, &stem)?);
                }
            } else {
                pages.push(self.page(*wanted, &draft.whole, &draft.requests, wanted.id())?);
            }
        }
        Ok(pages)
    }

    fn page(
        &self,
        wanted: Wanted<'p>,
        values: &Known<'_>,
        requests: &[Asked],
        stem: &str,
    ) -> Result<Page<'p>, Failure> {
        let profile = self.draft.profile;
        let taken = self.draft.taken.as_ref();
        let certificate = taken.map(|taken| &taken.certificate);
        let field = |id: &str| values.value(id);
        let source = Source {
            field: &field,
            certificate,
            requests,
            today: self.today,
        };
        let sheet = match (wanted, certificate) {
            (Wanted::Form(form), _) => self.printer.fill(form, &source),
            (Wanted::Certificate, Some(certificate)) => {
                let manner = Manner::default();
                self.printer.certificate(certificate, manner, self.today)
            }
            (Wanted::Certificate, None) => {
                return Err(Failure::new(Code::FormNeedsCertificate).with("names", wanted.id()));
            }
        };
        let html = self.printer.html(&sheet).map_err(|error| {
            Failure::new(Code::Internal)
                .with("text", files::in_full(&error))
                .state(TokenState::NothingChanged)
        })?;
        let contact = profile.contact.as_ref();
        let mail = wanted.form();
        Ok(Page {
            wanted,
            provider: None,
            folder: PathBuf::new(),
            stem: stem.to_owned(),
            html,
            mail: mail.and_then(|form| self.printer.mail(form, contact, &source)),
            own: false,
        })
    }

    /// Papers, then the certificate beside them, then the mails, which name what lies there.
    fn write(&self, root: &Path, pages: &[Page<'p>]) -> Result<Vec<FormFile>, Failure> {
        let mut rows: Vec<FormFile> = Vec::new();
        let mut names: Vec<(PathBuf, String)> = Vec::new();
        let row = |page: &Page<'_>, kind: FileKind, put: &Put, bytes: &[u8]| FormFile {
            path: put.path.clone(),
            kind,
            form: Some(page.wanted.id().to_owned()),
            provider: page.provider.clone(),
            sha256: sha256(bytes),
            written: put.written,
        };
        for page in pages {
            let bytes = page.html.as_bytes();
            let put = put(root, &page.folder, &page.stem, "html", bytes)?;
            names.push((page.folder.clone(), put.name.clone()));
            rows.push(row(page, page.wanted.kind().into(), &put, bytes));
        }
        let taken = self.draft.taken.as_ref();
        let der = taken.map(|taken| taken.certificate.der());
        let mut beside: Vec<&Page<'_>> = Vec::new();
        for page in pages {
            let sheet = page.wanted.kind() == FormKind::CertificateSheet;
            let wants = page.wanted.handed_in() || sheet;
            let fresh = beside.iter().all(|known| known.folder != page.folder);
            if wants && page.wanted.needs_certificate() && !page.own && fresh {
                beside.push(page);
            }
        }
        for (page, der) in beside.into_iter().filter_map(|page| Some((page, der?))) {
            let put = put(root, &page.folder, "certificate", "cer", der)?;
            names.push((page.folder.clone(), put.name.clone()));
            rows.push(FormFile {
                form: None,
                ..row(page, FileKind::Certificate, &put, der)
            });
        }
        for page in pages {
            let Some(mail) = &page.mail else { continue };
            let here = |other: &&Page<'_>| other.folder == page.folder && other.mail.is_some();
            let stem = match pages.iter().filter(here).count() {
                1 => "mail",
                _ => &page.stem,
            };
            let files = names.iter().filter(|(folder, _)| *folder == page.folder);
            let mail = Mail {
                files: files.map(|(_, name)| name.clone()).collect(),
                ..mail.clone()
            };
            let text = self.printer.mail_text(&mail);
            let put = put(root, &page.folder, stem, "txt", text.as_bytes())?;
            rows.push(row(page, FileKind::Mail, &put, text.as_bytes()));
        }
        Ok(rows)
    }
}

/// Where a file lies now.
struct Put {
    path: String,
    name: String,
    written: bool,
}

/// Writes a file under a name that is free; the same file under that name, or under one with a number, is there already.
fn put(root: &Path, below: &Path, stem: &str, end: &str, bytes: &[u8]) -> Result<Put, Failure> {
    let mut folder = root.to_path_buf();
    for part in below {
        folder.push(part);
        make(&folder)?;
    }
    let mut all = std::iter::once(format!("{stem}.{end}"))
        .chain((2..MOST).map(|number| format!("{stem}-{number}.{end}")));
    loop {
        let Some(name) = all.next() else {
            let name = sanitize::line(&absolute(&folder));
            return Err(Failure::new(Code::FileExists)
                .with("path", &name)
                .with("file", name)
                .state(TokenState::NothingChanged));
        };
        let path = folder.join(&name);
        if path.symlink_metadata().is_err() {
            return Ok(Put {
                path: write_new(&path, bytes)?,
                name,
                written: true,
            });
        }
        if same(&path, bytes) {
            return Ok(Put {
                path: absolute(&path),
                name,
                written: false,
            });
        }
    }
}

fn same(path: &Path, bytes: &[u8]) -> bool {
    let length = path.metadata().ok().filter(fs::Metadata::is_file);
    let length = length.map(|metadata| metadata.len());
    length == Some(bytes.len() as u64) && fs::read(path).is_ok_and(|there| there == bytes)
}

fn make(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir(folder).map_err(|error| {
        let shown = sanitize::line(&absolute(folder));
        Failure::new(Code::OutNotWritable)
            .with("path", &shown)
            .with("file", shown)
            .with("text", error.to_string())
            .state(TokenState::NothingChanged)
    })
}

/// More files of one name are nobody's intention.
const MOST: u32 = 1000;
