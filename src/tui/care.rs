//! The care of tokens, keys and certificates: what is wanted on its way to the worker, and what came of it.

use std::path::{Path, PathBuf};

use crate::i18n::t;
use crate::op::delete::{Delete, DeleteOutcome, What};
use crate::op::export::{Encryption, Export, ExportOutcome, Form, From, KeyForm, To};
use crate::op::files::{Source, quoted};
use crate::op::forget::ForgetOutcome;
use crate::op::import::{Import, ImportOutcome};
use crate::op::init::{Init, InitOutcome};
use crate::op::pin::{Pin, PinOutcome};
use crate::op::tidy::{Tidy, TidyOutcome};
use crate::token::Role;

/// What is wanted. `token`: the URI of the one that is meant; `None`: all, or the one that is chosen then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Care {
    /// PINs.
    Pin {
        /// Whose.
        token: String,
        /// What of them.
        pin: Pin,
    },
    /// The keys of a file onto a token.
    Import {
        /// Onto which.
        token: Option<String>,
        /// The file.
        path: PathBuf,
    },
    /// A certificate into a file.
    Export {
        /// On which it is.
        token: Option<String>,
        /// Which, and how.
        export: Export,
    },
    /// Off a token.
    Delete {
        /// Off which.
        token: String,
        /// What.
        delete: Delete,
    },
    /// What is left over.
    Tidy(Tidy),
    /// A token made blank and set up.
    Init {
        /// Which.
        token: String,
        /// How.
        init: Init,
    },
    /// A remembered certificate dropped, after a yes.
    Forget {
        /// SHA-256 of its DER.
        sha256: String,
        /// What it is called, sanitised.
        name: String,
    },
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Cared {
    /// The PINs of a token, or what was done to them.
    Pins(PinOutcome),
    /// Keys that are on a token now.
    Imported(ImportOutcome),
    /// Files that were written.
    Exported(ExportOutcome),
    /// What is gone.
    Deleted(DeleteOutcome),
    /// What is left over, or was.
    Tidied(TidyOutcome, Tidy),
    /// A token that was set up.
    Initialised(InitOutcome),
    /// What is not remembered any more.
    Forgotten(ForgetOutcome),
}

impl Care {
    /// The state of a token's PINs.
    pub(super) fn pins(token: &str) -> Self {
        Self::Pin {
            token: token.to_owned(),
            pin: Pin::Status,
        }
    }

    /// What is left over on all tokens, or in a folder; nothing is removed.
    pub(super) fn leftovers(folder: Option<PathBuf>) -> Self {
        Self::Tidy(Tidy {
            folder,
            ..Tidy::default()
        })
    }

    /// The token that is meant.
    pub(super) fn token(&self) -> Option<&str> {
        match self {
            Self::Pin { token, .. } | Self::Delete { token, .. } | Self::Init { token, .. } => {
                Some(token)
            }
            Self::Import { token, .. } | Self::Export { token, .. } => token.as_deref(),
            Self::Tidy(_) | Self::Forget { .. } => None,
        }
    }

    /// What is said while it runs.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Pin {
                pin: Pin::Status, ..
            } => t!("tui-job-look"),
            Self::Pin { .. } => t!("tui-job-pin"),
            Self::Import { .. } => t!("tui-job-import"),
            Self::Export { .. } => t!("tui-job-export"),
            Self::Delete { .. } => t!("tui-job-delete"),
            Self::Tidy(tidy) if tidy.remove => t!("tui-job-delete"),
            Self::Tidy(_) => t!("tui-job-look-through"),
            Self::Init { .. } => t!("tui-job-init"),
            Self::Forget { .. } => t!("tui-job-tick"),
        }
    }

    /// The command line that does the same; `None` where none does.
    pub(super) fn command(&self) -> Option<String> {
        let mut words = match self {
            Self::Pin { pin, .. } => vec!["pin".to_owned(), pin_word(*pin).to_owned()],
            Self::Import { path, .. } => vec!["import".to_owned(), file(path)],
            Self::Export { export, .. } => export_words(export)?,
            Self::Delete { delete, .. } => {
                let what = match delete.what {
                    What::Certificate => "certificate",
                    What::Key => "key",
                    What::All => "all",
                };
                let id = quoted(&delete.id);
                vec!["delete".to_owned(), id, format!("--what {what}")]
            }
            Self::Tidy(tidy) => tidy_words(tidy)?,
            Self::Init { init, .. } => {
                let label = match init.label.as_str() {
                    "" => "LABEL".to_owned(),
                    label => quoted(label),
                };
                vec!["init".to_owned(), format!("--label {label}")]
            }
            Self::Forget { sha256, .. } => vec![format!("forget sha256:{sha256}")],
        };
        words.insert(0, "parafa".to_owned());
        words.extend(self.token().map(|uri| format!("-t {}", quoted(uri))));
        Some(words.join(" "))
    }
}

fn pin_word(pin: Pin) -> &'static str {
    match pin {
        Pin::Status => "status",
        Pin::Change(Role::So) => "change --so",
        Pin::Change(_) => "change",
        Pin::Unblock => "unblock",
    }
}

/// A file's name as it is typed; a placeholder where none was given yet.
fn file(path: &Path) -> String {
    match path.to_string_lossy() {
        name if name.is_empty() => "FILE".to_owned(),
        name => quoted(&name),
    }
}

fn export_words(export: &Export) -> Option<Vec<String>> {
    let mut words = vec!["export".to_owned()];
    match &export.from {
        From::Token(id) => words.push(quoted(id)),
        From::Newest => {}
        From::File(Source::Path(path)) => words.push(file(path)),
        From::File(_) => return None,
    }
    let form = match export.form {
        Form::Pem => None,
        Form::Der => Some("der"),
        Form::P7b => Some("p7b"),
        Form::Key(KeyForm::Pem) => Some("key"),
        Form::Key(KeyForm::Pkcs12(Encryption::Modern)) => Some("p12"),
        Form::Key(KeyForm::Pkcs12(Encryption::Legacy)) => Some("p12 --cipher legacy"),
    };
    words.extend(form.map(|form| format!("--format {form}")));
    words.extend(export.chain.then(|| "--chain".to_owned()));
    match &export.to {
        To::Here => {}
        To::Folder(path) | To::File(path) => words.push(format!("--out {}", file(path))),
        To::Bytes => words.push("--out -".to_owned()),
    }
    Some(words)
}

/// On the command line all goes that can, or nothing.
fn tidy_words(tidy: &Tidy) -> Option<Vec<String>> {
    if tidy.only.is_some() {
        return None;
    }
    let mut words = vec!["tidy".to_owned()];
    words.extend(tidy.folder.as_deref().map(file));
    words.extend(tidy.remove.then(|| "--remove".to_owned()));
    words.extend(tidy.login.then(|| "--login".to_owned()));
    Some(words)
}

/// An import of everything in a file.
pub(super) fn import(path: &Path) -> Import {
    Import::all_of(Source::Path(path.to_path_buf()))
}

#[cfg(test)]
mod tests {
    use super::Care;
    use crate::op::delete::{Delete, What};
    use crate::op::export::{self, Encryption, Export, Form, KeyForm, To};
    use crate::op::files::Source;
    use crate::op::init::Init;
    use crate::op::pin::Pin;
    use crate::op::tidy::Tidy;
    use crate::token::Role;

    const TOKEN: &str = "pkcs11:token=Ana%20Pop;serial=77";

    fn said(care: &Care) -> String {
        care.command().unwrap()
    }

    fn export(from: export::From, form: Form, chain: bool, to: To) -> Care {
        Care::Export {
            token: None,
            export: Export {
                from,
                form,
                what: export::What::Certificate,
                chain,
                to,
                case: None,
            },
        }
    }

    #[test]
    fn what_is_wanted_is_said_as_a_command_line() {
        let token = TOKEN.to_owned();
        let pin = |pin| Care::Pin {
            token: TOKEN.to_owned(),
            pin,
        };
        assert_eq!(
            said(&pin(Pin::Change(Role::User))),
            "parafa pin change -t 'pkcs11:token=Ana%20Pop;serial=77'"
        );
        assert!(said(&pin(Pin::Change(Role::So))).starts_with("parafa pin change --so -t"));
        assert!(said(&pin(Pin::Unblock)).starts_with("parafa pin unblock -t"));
        assert!(said(&pin(Pin::Status)).starts_with("parafa pin status -t"));
        let import = |path: &str| Care::Import {
            token: None,
            path: path.into(),
        };
        assert_eq!(said(&import("a b.p12")), "parafa import 'a b.p12'");
        assert_eq!(said(&import("")), "parafa import FILE");
        let delete = Delete {
            id: "2005".to_owned(),
            what: What::All,
        };
        assert_eq!(
            said(&Care::Delete { token, delete }),
            "parafa delete 2005 --what all -t 'pkcs11:token=Ana%20Pop;serial=77'"
        );
        let init = Init {
            label: "Two words".to_owned(),
        };
        let token = "pkcs11:slot-id=3".to_owned();
        assert_eq!(
            said(&Care::Init { token, init }),
            "parafa init --label 'Two words' -t pkcs11:slot-id=3"
        );
    }

    #[test]
    fn files_are_said_as_they_are_named() {
        let one = export::From::Token("2005".to_owned());
        let here = export(one.clone(), Form::Pem, false, To::Here);
        assert_eq!(said(&here), "parafa export 2005");
        let there = export(one, Form::P7b, true, To::Folder("/a b".into()));
        let line = "parafa export 2005 --format p7b --chain --out '/a b'";
        assert_eq!(said(&there), line);
        let file = export::From::File(Source::Path("a.p12".into()));
        let old = Form::Key(KeyForm::Pkcs12(Encryption::Legacy));
        let line = "parafa export a.p12 --format p12 --cipher legacy";
        assert_eq!(said(&export(file, old, false, To::Here)), line);
    }

    #[test]
    fn what_was_chosen_by_hand_has_no_command_line() {
        let tidy = |only| {
            Care::Tidy(Tidy {
                remove: true,
                only,
                ..Tidy::default()
            })
        };
        assert_eq!(said(&tidy(None)), "parafa tidy --remove");
        assert_eq!(tidy(Some(Vec::new())).command(), None);
        let folder = Care::Tidy(Tidy {
            folder: Some("/x".into()),
            ..Tidy::default()
        });
        assert_eq!(said(&folder), "parafa tidy /x");
    }
}
